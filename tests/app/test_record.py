"""The record of a case, two windows on it, and a database that waits for its passphrase."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ergo.store.backup import encrypt
from ergo.workflow.desk import Desk
from tests.app.conftest import APP, Open, new_case

SECRET = "staple battery horse"  # noqa: S105


def test_a_version_is_looked_at_and_restored(open_page: Open, desk: Desk) -> None:
    case = new_case()
    at = open_page("record", case)
    desk.edit(case.id, lambda c: setattr(c, "title", "Second title"))
    at.run()
    at.selectbox(key="record.version").set_value(1).run()
    assert "Second title" in at.table[0].value.to_numpy().tolist()[0]
    at.button(key="record.restore").click().run()
    assert not at.exception
    assert desk.store.newest(case.id) == 3
    assert at.session_state["case"].title == ""


def test_the_trail_and_the_check_are_shown(open_page: Open, desk: Desk) -> None:
    desk.change_settings(name="OT 7")
    case = new_case()
    at = open_page("record", case)
    at.segmented_control(key="record.part").set_value("Audit trail").run()
    assert ["OT 7", "opened"] in [row[1:3] for row in at.table[0].value.to_numpy().tolist()]
    at.segmented_control(key="record.part").set_value("Keeping").run()
    at.button(key="record.check").click().run()
    assert [e.value for e in at.error] == []
    assert any("as they were written" in s.value for s in at.success)


def test_a_rule_of_keeping_is_chosen_for_the_clinic_and_for_a_case(open_page: Open, desk: Desk) -> None:
    at = open_page("settings")
    at.selectbox(key="settings.retention_id").set_value("uk").run()
    assert "8 years, as for health records of the NHS" in shown(at)
    case = new_case()
    at = open_page("record", case, **{"record.part": "Keeping"})
    year = desk.store.versions(case.id)[0].saved_at.astimezone().year
    assert str(year + 8) in shown(at)
    at.selectbox(key="record.retention_id").set_value("new_zealand").run()
    assert desk.store.load(case.id).retention_id == "new_zealand"
    assert str(year + 10) in shown(at)
    assert any("Nothing is deleted by any rule" in c.value for c in at.caption)


@pytest.fixture
def two_windows(open_page: Open, desk: Desk) -> AppTest:
    """A window in which the title is typed after it was changed in another one."""
    case = new_case()
    at = open_page("case", case)
    desk.edit(case.id, lambda c: setattr(c.worker, "code", "W-THEIRS"))
    at.text_input(key="case.worker.code").set_value("W-MINE").run()
    return at


def shown(at: AppTest) -> str:
    return " ".join(str(m.value) for m in at.markdown)


def test_both_values_are_shown_and_nothing_is_saved_yet(two_windows: AppTest, desk: Desk) -> None:
    assert "Worker: code: W-THEIRS there, W-MINE here" in shown(two_windows).replace("\\", "")
    assert two_windows.text_input(key="case.worker.code").value == "W-MINE"
    assert desk.list_cases()[0].worker_code == "W-THEIRS"


@pytest.mark.parametrize(("choice", "code"), [("clash.mine", "W-MINE"), ("clash.theirs", "W-THEIRS")])
def test_the_choice_between_them(two_windows: AppTest, desk: Desk, choice: str, code: str) -> None:
    two_windows.button(key=choice).click().run()
    assert not two_windows.exception
    assert desk.list_cases()[0].worker_code == code
    assert two_windows.text_input(key="case.worker.code").value == code
    assert "another window" not in shown(two_windows)


def test_an_encrypted_database_waits_for_its_passphrase(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.add(new_case(), "new case")
    encrypt(desk.store, SECRET)
    st.cache_resource.clear()
    at = AppTest.from_file(str(APP), default_timeout=60).run()
    assert at.title[0].value == "Encrypted cases"
    at.text_input(key="passphrase.typed").set_value("wrong")
    at.button[0].click().run()
    assert not at.exception
    assert "does not open with this passphrase" in at.error[0].value
    at.text_input(key="passphrase.typed").set_value(SECRET)
    at.button[0].click().run()
    assert not at.exception
    assert "W-001" in shown(at).replace("\\", "")
    st.cache_resource.clear()
