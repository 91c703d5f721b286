"""Ready-made rosters have the hours that their names say; template jobs mark every figure as estimated."""

from collections.abc import Iterator
from typing import Any

import pytest

from ergo.errors import InputError
from ergo.knowledge import templates
from ergo.knowledge.files import DataFileError
from ergo.knowledge.rosters import PresetShift, RosterPreset, roster_presets
from ergo.knowledge.templates import job_template, job_templates

TASK: dict[str, Any] = {
    "id": "pick",
    "name": "Pick",
    "kind": "lifting",
    "measurements": {"lift.load_kg": {"value": 9, "how": "estimated"}},
    "demands": [{"dimension": "walk", "aspect": "dose", "usual": 60, "source": "estimated"}],
}
ONE = {"id": "one", "title": "One", "note": "n", "source": "PROP", "status": "proposal", "tasks": [TASK]}


@pytest.fixture
def document(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """The only template file there is; to be changed before it is read."""
    only: dict[str, Any] = {**ONE, "tasks": [dict(TASK)]}
    monkeypatch.setattr(templates, "file_names", lambda folder, ending: (f"{folder}/one.json",))
    monkeypatch.setattr(templates, "read_json", lambda name: only)
    job_templates.cache_clear()
    yield only
    job_templates.cache_clear()


@pytest.mark.parametrize(
    ("roster_id", "days_worked", "hours_in_the_cycle"),
    [
        ("week_5x8", 5, 40),
        ("week_5x7h36", 5, 38),
        ("week_4x10", 4, 40),
        ("rotating_3", 15, 120),
        ("nights_5x8", 5, 40),
        ("fortnight_9x8h27", 9, 76.05),
    ],
)
def test_roster_has_the_hours_of_its_name(
    roster_id: str, days_worked: int, hours_in_the_cycle: float
) -> None:
    shifts = roster_presets()[roster_id].shifts
    assert len(shifts) == days_worked
    assert sum(shift.paid_min for shift in shifts) / 60 == pytest.approx(hours_in_the_cycle)


def test_roster_with_two_shifts_on_a_day_is_refused() -> None:
    shift = PresetShift.model_validate({"day": 0, "start": "08:00", "paid_min": 60, "unpaid_break_min": 0})
    row = {"id": "x", "label": "x", "cycle_days": 7, "source": "PROP", "status": "proposal"}
    with pytest.raises(ValueError, match="a day of its own"):
        RosterPreset.model_validate({**row, "shifts": [shift, shift]})


def test_template_is_read(document: dict[str, Any]) -> None:
    document["roster"] = "week_4x10"
    assert list(job_templates()) == ["one"]
    assert job_template("one").tasks[0]["name"] == "Pick"
    with pytest.raises(InputError, match="no template job called 'two'"):
        job_template("two")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": "other"}, "its id is 'other'"),
        ({"roster": "six_days"}, "no ready-made roster 'six_days'"),
        ({"tasks": [TASK, TASK]}, "an id of its own"),
        ({"title": ""}, "title"),
        ({"source": "NOBODY"}, "NOBODY"),
    ],
)
def test_mistake_in_a_template_is_named(
    document: dict[str, Any], change: dict[str, Any], message: str
) -> None:
    document.update(change)
    with pytest.raises((DataFileError, InputError), match=message):
        job_templates()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"measurements": {"lift.load_kg": {"value": 9, "how": "measured"}}}, "load_kg is not marked as"),
        (
            {"measurements": {"lift.load_kg": {"value": 900, "how": "estimated"}}},
            "900 kg is outside 0 to 300 kg",
        ),
        ({"measurements": {"lift.mass": {"value": 9, "how": "estimated"}}}, "lift.mass"),
        ({"demands": [{"dimension": "walk", "aspect": "dose"}]}, "walk.dose is not marked as"),
        (
            {"demands": [{"dimension": "w", "aspect": "dose", "source": "estimated"}]},
            "no dimension called 'w'",
        ),
        (
            {
                "cycle": {
                    "steps": [{"name": "s", "measurements": {"sit.bout_min": {"value": 1, "how": "maker"}}}]
                }
            },
            "bout_min is not marked as",
        ),
    ],
)
def test_mistake_in_a_task_is_named(document: dict[str, Any], change: dict[str, Any], message: str) -> None:
    document["tasks"][0].update(change)
    with pytest.raises(DataFileError, match=f"one.json, task pick: .*{message}"):
        job_templates()
