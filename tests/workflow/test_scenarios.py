"""Scenarios and forecast of a case: from its own policy and prior, numbered as its plan, and in no document."""

import re
from datetime import date

import pytest

from ergo.knowledge.visibility import Audience
from ergo.model.case import Case
from ergo.reports.audience import cut
from ergo.reports.employer_plan import employer_plan_content
from ergo.workflow.plans import keep_plan, plan_case
from ergo.workflow.scenarios import courses, prior_of

MADE_ON = date(2026, 1, 28)


def test_steps_of_hours_that_are_held_back_make_full_duties_later(case: Case) -> None:
    """4, 6, 8 h a day, a step every week: full in week 3; each step that is held back costs one week."""
    before = case.model_copy(deep=True)
    found = courses(case, MADE_ON)
    assert case == before
    assert [s.full_duties_week for s in found.scenarios] == [3, 4, 5]
    assert found.scenarios[0].week_minutes[:3] == (1200, 1800, 2400)
    assert [held.week for held in found.scenarios[2].held_back] == [2, 4]
    # 3/4 x 4/5: both steps hold.
    assert found.forecast.by_week[2] == pytest.approx(3 / 5)


def test_the_prior_is_the_therapists_where_one_is_given(case: Case) -> None:
    assert (prior_of(case).held, prior_of(case).failed) == (3, 1)
    case.plan_settings.steps_held, case.plan_settings.steps_failed = 1.0, 1.0
    assert courses(case, MADE_ON).forecast.by_week[2] == pytest.approx(1 / 2 * 2 / 3)


def test_no_figure_of_the_forecast_reaches_the_employer(case: Case) -> None:
    """The prior is planted as odd figures; neither they nor any chance stand in the cut or in the employer's plan."""
    case.plan_settings.steps_held, case.plan_settings.steps_failed = 7.03125, 2.09375
    keep_plan(case, plan_case(case, MADE_ON).plan)
    found = courses(case, MADE_ON).forecast
    chances = {
        f"{x:.{digits}f}" for x in (*found.by_week, found.not_within) if 0 < x < 1 for digits in (2, 3)
    }
    assert len(chances) > 4
    seen = cut(case, Audience.EMPLOYER, MADE_ON).model_dump_json() + str(
        employer_plan_content(case, today=MADE_ON)
    )
    assert "7.03125" not in seen
    assert "2.09375" not in seen
    assert not chances & set(re.findall(r"\d+\.\d+", seen))
    assert not re.search(r"forecast|scenario|held back|probab|chance|likel", seen, re.IGNORECASE)
