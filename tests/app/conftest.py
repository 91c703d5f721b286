"""The app in process, each test with a data folder of its own, and the cases it is tried on."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ergo.model.case import Case
from ergo.store.database import open_store
from ergo.workflow.desk import Desk
from ergo.workflow.examples import example
from ergo.workflow.plans import keep_plan, plan_case
from tests.app.hostile import hostile_case, spoiled

APP = Path(__file__).resolve().parents[2] / "app.py"
MADE_ON = date(2026, 11, 21)

Open = Callable[..., AppTest]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("ERGO_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("ERGO_DATABASE_URL", raising=False)
    st.cache_resource.clear()
    return Desk(open_store())


@pytest.fixture
def open_page(desk: Desk) -> Open:
    """Opens a page, with a case saved beforehand where one is given; fails where the page raises."""

    def opened(page: str, case: Case | None = None, **state: object) -> AppTest:
        at = AppTest.from_file(str(APP), default_timeout=60)
        if case is not None:
            desk.store.save(case)
            at.query_params["case"] = case.id
        at.run()
        for key, value in state.items():
            at.session_state[key] = value
        if page != "home":
            at.switch_page(f"pages/{page}.py")
        at.run()
        assert not at.exception
        assert case is None or at.session_state["case"].id == case.id
        return at

    return opened


@cache
def _planned(example_id: str) -> Case:
    case = example(example_id)
    keep_plan(case, plan_case(case, MADE_ON).plan)
    return case


def planned(example_id: str = "warehouse") -> Case:
    return _planned(example_id).model_copy(deep=True)


def new_case() -> Case:
    return Case.model_validate({"worker": {"code": "W-001"}})


CASES: dict[str, Callable[[], Case | None]] = {
    "no case": lambda: None,
    "new case": new_case,
    "example": lambda: example("warehouse"),
    "planned example": planned,
    "office example": lambda: planned("office"),
    "delivery example": lambda: planned("delivery"),
    "hostile case": hostile_case,
    "spoiled example": lambda: spoiled(planned()),
}
