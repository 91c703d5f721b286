"""Red flags, obstacles and outcome measures on the Case page, with what is then in the case."""

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from ergo.knowledge.instruments import instruments
from ergo.model.case import Case
from ergo.model.clinical import Answer, FlagColour, OutcomeMeasure, PsychosocialFlag, RedFlagAnswer
from ergo.workflow.desk import Desk
from tests.app.conftest import Open, new_case
from tests.app.test_pages_open import MOST_WIDGETS, SIDE_BAR_WIDGETS, WIDGETS
from tests.app.test_steps import button, shown, stored

PARTS = ("Worker and employer", "Condition", "Consent")


def outcome_page(open_page: Open, *measures: OutcomeMeasure) -> AppTest:
    case = new_case()
    case.clinical.outcome_measures = list(measures)
    return open_page("case", case, **{"case.part": "Outcome measures"})


def cells(at: AppTest) -> list[str]:
    return [str(cell).replace("\\", "") for t in at.table for row in t.value.to_numpy() for cell in row]


@pytest.mark.parametrize("part", PARTS)
def test_an_open_emergency_stands_at_the_head_of_every_part(open_page: Open, part: str) -> None:
    case = new_case()
    case.clinical.red_flags = [RedFlagAnswer(flag_id="ces", answer=Answer.YES)]
    at = open_page("case", case, **{"case.part": part})
    assert "call the emergency services" in shown(at, "error")[0]
    settled = new_case()
    settled.clinical.red_flags = [
        RedFlagAnswer(
            flag_id="ces", answer=Answer.YES, resolved_on=date(2026, 1, 5), resolved_by="Spinal team"
        )
    ]
    assert shown(open_page("case", settled, **{"case.part": part}), "error") == []


def test_a_settled_flag_says_by_whom_and_when(open_page: Open) -> None:
    case = new_case()
    case.clinical.red_flags = [
        RedFlagAnswer(
            flag_id="cancer", answer=Answer.YES, resolved_on=date(2026, 1, 5), resolved_by="Spinal team"
        )
    ]
    at = open_page("case", case, **{"case.part": "Red flags"})
    assert "Settled on Mon 5 Jan 2026 by Spinal team." in shown(at, "success")


def test_a_flag_to_ask_about_is_a_warning_with_its_action(open_page: Open, desk: Desk) -> None:
    at = open_page("case", new_case(), **{"case.part": "Red flags"})
    at.segmented_control(key="case.red_flag.cancer.answer").set_value(Answer.YES).run()
    assert any("The doctor is asked this week" in text for text in shown(at, "warning"))
    assert shown(at, "error") == []
    (answer,) = stored(at, desk).clinical.red_flags
    assert answer.on is not None


def test_an_obstacle_is_suggested_by_colour_and_brings_its_action(open_page: Open, desk: Desk) -> None:
    at = open_page("case", new_case(), **{"case.part": "Obstacles"})
    at.segmented_control(key="case.obstacle.colour").set_value(FlagColour.BLUE).run()
    at.selectbox(key="case.obstacle.pick.blue").set_value("fear_of_reinjury")
    button(at, "Add")
    (flag,) = stored(at, desk).clinical.flags
    assert flag.colour is FlagColour.BLUE
    assert flag.owner
    assert flag.action


def test_an_overdue_action_is_said(open_page: Open) -> None:
    case = new_case()
    due = date(2020, 1, 1)
    case.clinical.flags = [
        PsychosocialFlag(
            colour=FlagColour.BLACK, obstacle="No lighter duty", owner="Site", action="List", due=due
        )
    ]
    at = open_page("case", case, **{"case.part": "Obstacles"})
    assert shown(at, "warning") == ["1 action is overdue."]
    assert any("overdue by" in cell for cell in cells(at))


def test_an_instrument_of_the_usual_set_is_answered_item_by_item(open_page: Open, desk: Desk) -> None:
    at = outcome_page(open_page)
    assert len(at.selectbox(key="case.outcome.pick").options) == 9  # the tenth is rated with the goals
    at.selectbox(key="case.outcome.pick").set_value("phq4").run()
    (measure,) = stored(at, desk).clinical.outcome_measures
    assert (measure.responses, measure.score) == ([], None)
    part = f"case.outcome.{measure.id}.answers"
    for item, answer in enumerate((0, 1, 3), start=1):
        at.number_input(key=f"{part}.item_{item}.metric").set_value(answer).run()
    assert "Total not known, Anxiety 1\u00a0of\u00a06: no answer to item 4" in "".join(
        shown(at, "markdown")
    ).replace("*", "")
    at.number_input(key=f"{part}.item_4.metric").set_value(1).run()
    assert not at.exception
    (measure,) = stored(at, desk).clinical.outcome_measures
    assert measure.responses == [0, 1, 3, 1]
    assert any("Low mood: positive screen" in cell for cell in cells(at))


def test_an_answer_that_does_not_exist_is_refused(open_page: Open, desk: Desk) -> None:
    at = outcome_page(open_page, OutcomeMeasure(id="m1", instrument_id="phq4", on=date(2026, 1, 5)))
    at.number_input(key="case.outcome.m1.answers.item_2.metric").set_value(7).run()
    assert "outside 0 to 3" in shown(at, "error")[0]
    assert stored(at, desk).clinical.outcome_measures[0].responses == []


def test_a_total_is_entered_and_the_change_is_said(open_page: Open, desk: Desk) -> None:
    first = OutcomeMeasure(id="m1", instrument_id="odi", on=date(2026, 1, 5), score=46)
    second = OutcomeMeasure(id="m2", instrument_id="odi", on=date(2026, 3, 2))
    at = outcome_page(open_page, first, second)
    assert at.selectbox(key="case.outcome").value == "m2"
    at.segmented_control(key="case.outcome.m2.way").set_value("The total only").run()
    at.number_input(key="case.outcome.m2.score.metric").set_value(28).run()
    assert stored(at, desk).clinical.outcome_measures[1].score == 28
    assert "better by 18 points: more than the minimal important change of 10" in cells(at)


def test_answers_give_way_to_a_total_on_request(open_page: Open, desk: Desk) -> None:
    at = outcome_page(
        open_page, OutcomeMeasure(id="m1", instrument_id="pseq2", on=date(2026, 1, 5), responses=[3, 4])
    )
    at.segmented_control(key="case.outcome.m1.way").set_value("The total only").run()
    button(at, "Take the answers out and enter a total")
    assert stored(at, desk).clinical.outcome_measures[0].responses == []
    assert at.number_input(key="case.outcome.m1.score.metric").value is None


def test_the_chart_has_its_words_and_what_is_not_scored_says_why(open_page: Open) -> None:
    days = [date(2026, 1, 5) + timedelta(weeks=n) for n in range(3)]
    at = outcome_page(
        open_page,
        *[
            OutcomeMeasure(instrument_id="lefs", on=d, score=s)
            for d, s in zip(days, (30, 36, 45), strict=True)
        ],
    )
    (chart,) = at.get("plotly_chart")
    assert "higher is better" in chart.proto.alt
    assert "5 Jan 2026: 30; 12 Jan 2026: 36; 19 Jan 2026: 45" in chart.proto.alt
    at.segmented_control(key="case.outcome.offered").set_value("All").run()
    assert len(at.selectbox(key="case.outcome.pick").options) == len(instruments()) - 1
    assert any("Anchors and cut-offs were not seen" in cell for cell in cells(at))


@pytest.mark.parametrize("instrument_id", ["wrfq2", "ompq_long", "rmdq"])
def test_the_longest_forms_stay_on_one_page(open_page: Open, instrument_id: str) -> None:
    at = outcome_page(open_page, OutcomeMeasure(instrument_id=instrument_id, on=date(2026, 1, 5)))
    count = sum(len(at.get(kind)) for kind in WIDGETS.split())
    assert count - SIDE_BAR_WIDGETS <= MOST_WIDGETS


def test_every_instrument_can_be_shown(open_page: Open) -> None:
    case: Case = new_case()
    case.clinical.outcome_measures = [
        OutcomeMeasure(instrument_id=row.id, on=date(2026, 1, 5), score=row.main.low)
        for row in instruments().values()
    ]
    at = open_page("case", case, **{"case.part": "Outcome measures"})
    for name in instruments():
        at.selectbox(key="case.outcome.instrument").set_value(name).run()
        assert not at.exception, name
