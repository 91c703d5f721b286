"""The weekly sheet typed in, and what is then said of the week."""

from ergo.model.record import SheetProblem
from ergo.workflow.desk import Desk
from tests.app.conftest import Open, planned
from tests.app.test_steps import button, shown, stored


def test_a_week_is_entered_day_by_day(open_page: Open, desk: Desk) -> None:
    at = open_page("progress", planned())
    button(at, "Enter this week")
    sheet = stored(at, desk).weekly_sheets[0]
    first = sheet.days[0].date
    key = f"progress.{first}"
    at.number_input(key=f"{key}.worked_min").set_value(2.5).run()
    assert stored(at, desk).weekly_sheets[0].days[0].worked_min == 150
    cells = [str(cell).replace("\\", "") for row in at.table[0].value.to_numpy() for cell in row]
    assert "2 h 30 min" in cells
    assert "1 worked, 4 open" in cells


def test_new_weakness_is_said_before_anything_else(open_page: Open, desk: Desk) -> None:
    case = planned()
    at = open_page("progress", case)
    button(at, "Enter this week")
    first = stored(at, desk).weekly_sheets[0].days[0].date

    def weak(opened):
        opened.weekly_sheets[0].days[0].problem = SheetProblem.NEW_WEAKNESS

    at.session_state["case"] = desk.edit(case.id, weak)
    at.run()
    assert any("have the worker examined the same day" in text for text in shown(at, "error"))
    assert str(first)


def test_without_a_plan_it_says_what_to_do(open_page: Open) -> None:
    at = open_page("progress", planned().model_copy(update={"plan": None}))
    assert any("Make it on the Plan page" in text for text in shown(at, "info"))
