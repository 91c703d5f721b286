"""Policies state what their sources print; expected values are restated here from the sources, not from the data."""

import pytest
from pydantic import BaseModel, ValidationError

from ergo.errors import InputError
from ergo.knowledge.dimensions import Aspect
from ergo.knowledge.files import DataFileError, read_json
from ergo.knowledge.policies import (
    FILE,
    Figure,
    Order,
    Policy,
    choice,
    choices,
    day_step_min,
    editable_figures,
    evidence,
    level_grain,
    policies,
    policy,
    published_figures,
    usual_horizon_weeks,
)
from ergo.knowledge.rows import checked
from ergo.knowledge.sources import Status

DOCUMENT = read_json(FILE)
ROW = DOCUMENT["shared"] | DOCUMENT["policies"][0]
PATTERN = {"value": {"minutes_per_day": 240}, "unit": "", "source": "S12", "status": "verified"}


def test_the_policies_and_the_clinicians_own_which_is_empty():
    assert list(policies()) == [
        "half_days_4_6_8",
        "two_half_days_spaced",
        "half_hour_each_week",
        "half_time_then_full",
        "shares_of_full_time",
        "two_week_steps",
        "half_days_full_after_six_weeks",
        "long_days_few",
        "target_date",
    ]
    assert list(choices()) == [*policies(), "own"]
    own = published_figures("own")
    start_and_gradient = [row.field for row in editable_figures().values() if row.part != "reviews"]
    shared = {"tolerance_share", "hours_and_load_same_step", "load_step_otherwise", "load_order"}
    for field in start_and_gradient:
        if field not in shared and "." not in field:
            assert own[field] is None, field


def test_a_policy_that_needs_a_date_says_so():
    assert [row.id for row in choices().values() if row.for_target_date] == ["target_date"]


def test_4_6_8_as_the_university_of_washington_burn_clinic_prints_it():
    """S05: 4 h a day in week 1, 6 h in week 2, 8 h by week 3."""
    row = policy("half_days_4_6_8")
    assert row.start_minutes_per_day is not None
    assert row.step_minutes_per_day is not None
    start, step = row.start_minutes_per_day.value, row.step_minutes_per_day.value
    assert row.step_interval_weeks.value == 1
    assert [start, start + step, start + 2 * step] == [4 * 60, 6 * 60, 8 * 60]
    assert row.start_minutes_per_day.status is Status.VERIFIED
    assert row.start_days_per_week.value == "all"
    assert row.start_days_per_week.status is Status.DERIVED  # days are not printed
    assert row.duration_weeks is None


def test_two_half_days_as_medigold_and_vancouver_coastal_health_print_them():
    """S09: two half days a week, the full week over six weeks; S08: Monday and Wednesday.

    With the 37.5 h week of the reference: 7.5 h in week 1 and 37.5 h in week 6.
    """
    row = policy("two_half_days_spaced")
    assert row.start_share_of_full_day is not None
    assert row.duration_weeks is not None
    full_day_h = 7.5
    assert row.start_share_of_full_day.value * full_day_h * row.start_days_per_week.value == 7.5
    assert row.duration_weeks.value == 6
    assert row.spaced.value is True
    assert row.step_minutes_per_day is None
    assert "derived" in row.duration_weeks.note  # weeks 2 to 5 are not printed
    assert row.order.value is Order.BOTH
    assert row.order.status is Status.DERIVED


def test_tolerance_share_is_the_published_pacing_figure():
    for row in policies().values():
        assert row.tolerance_share.value == 0.8
        assert row.tolerance_share.status is Status.VERIFIED_TWICE
        assert row.tolerance_share.source == "S01;S02"


@pytest.mark.parametrize(
    ("aspect", "unit", "value", "step_unit"),
    [
        (Aspect.PEAK, "kg", 2.0, "kg"),
        (Aspect.RUN, "min", 5, "min"),
        (Aspect.PEAK, "N", 20, "N"),
        (Aspect.DOSE, "min", 0.1, "share of tolerance"),
        (Aspect.DOSE, "kg", 0.1, "share of tolerance"),
        (Aspect.DOSE, "count", 0.1, "share of tolerance"),
        (Aspect.PEAK, "count/h", 0.1, "share of tolerance"),
    ],
)
def test_load_steps_are_working_values(aspect, unit, value, step_unit):
    for row in policies().values():
        step = row.load_step(aspect, unit)
        assert (step.value, step.unit) == (value, step_unit)
        assert step.status is Status.CLINICAL_JUDGEMENT


def test_rules_that_hold_for_all():
    for row in policies().values():
        assert row.review_interval_weeks.value == 2
        assert row.first_review_days.value == 7
        assert row.reset_min.value == 5
        assert row.reentry.after_working_days.value == 5
        assert row.reentry.steps_down.value == 1
        assert row.horizon_weeks.value == 26
        assert row.hours_and_load_same_step.value is False


def figures(model):
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, Figure):
            yield value
        elif isinstance(value, BaseModel):
            yield from figures(value)
        elif isinstance(value, tuple):
            for part in value:
                if isinstance(part, BaseModel):
                    yield from figures(part)


def test_only_what_a_source_prints_is_called_verified():
    own = {"PROP", "DER", "MEM"}
    for row in policies().values():
        found = list(figures(row))
        assert len(found) >= 12
        for figure in found:
            if figure.status in {Status.VERIFIED, Status.VERIFIED_TWICE}:
                assert not own & set(figure.source.split(";")), figure
            if figure.source in own:
                assert figure.status in {Status.PROPOSAL, Status.CLINICAL_JUDGEMENT, Status.DERIVED}, figure


def test_evidence_is_given_both_ways_and_all_of_it_is_used():
    used = set()
    for row in choices().values():
        assert row.evidence_for
        assert row.evidence_against
        used |= set(row.evidence_for) | set(row.evidence_against)
    assert used == set(evidence())


@pytest.mark.parametrize("find", [policy, choice, published_figures])
def test_unknown_policy_is_an_error_in_words(find):
    with pytest.raises(InputError, match="no policy called 'faster'; there are: half_days_4_6_8"):
        find("faster")


def test_the_next_climb_waits_for_the_interval_and_the_least_time():
    for interval, least, weeks in ((1, 1, 1), (2, 1, 2), (1, 3, 3), (2, 3, 4), (4, 4, 4)):
        row = ROW | {
            "step_interval_weeks": ROW["step_interval_weeks"] | {"value": interval},
            "least_weeks_on_step": ROW["least_weeks_on_step"] | {"value": least},
        }
        assert Policy.model_validate(row).wait_weeks == weeks


def test_every_editable_figure_is_a_figure_of_a_policy_within_its_range():
    whole = {"minutes", "days"}
    for row in editable_figures().values():
        first, *rest = row.field.split(".")
        assert first in Policy.model_fields, row.field
        if row.kind in {"minutes", "number", "days", "weights"}:
            assert row.low is not None
            assert row.high is not None
            assert row.low < row.high
        for found in policies().values():
            figure = getattr(found, first)
            if len(rest) == 1:
                figure = getattr(figure, rest[0])
            if isinstance(figure, Figure) and isinstance(figure.value, int | float) and row.low is not None:
                assert row.low <= figure.value <= row.high, row.field
                assert figure.unit == row.unit, row.field
                assert row.kind not in whole or float(figure.value).is_integer()


def test_what_is_called_published_is_printed_by_a_policy_or_its_source():
    """2 h (S11) to 5 h (S06) at first; 0.2 (S08, S09) to 0.6 (S22); 2 (S08) to 5 days (S06); 30 min (S06) to 2 h (S05);
    a step each week (S05) to each four (S12); full in week 3 (S05) to 8 (S17); 28 days to a review (S105).
    """
    published = {row.field: row.published for row in editable_figures().values() if row.published}
    assert published == {
        "start_minutes_per_day": (120, 300),
        "start_share_of_full_day": (0.2, 0.6),
        "start_days_per_week": (2, 5),
        "tolerance_share": (0.8, 0.8),
        "step_minutes_per_day": (30, 120),
        "step_interval_weeks": (1, 4),
        "least_weeks_on_step": (1, 4),
        "load_step_otherwise": (0.1, 0.2),
        "duration_weeks": (3, 8),
        "review_interval_weeks": (2, 4),
    }


def test_the_sizes_in_which_the_planner_counts():
    assert day_step_min() == 15
    assert [level_grain(unit) for unit in ("kg", "min", "N", "m", "count/h")] == [0.5, 1, 1, 1, None]
    assert usual_horizon_weeks() == 26


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"start_minutes_per_day": None}, "give the start in minutes"),
        ({"duration_weeks": ROW["horizon_weeks"]}, "steps of hours and days, the duration"),
        ({"step_minutes_per_day": None}, "steps of hours and days, the duration"),
        ({"order": None}, "what rises first"),
        ({"patterns": [PATTERN]}, "give the start in minutes"),
        ({"patterns": [PATTERN | {"value": {}}]}, "give the day in minutes"),
        ({"patterns": [PATTERN | {"value": {"minutes_by_weekday": {"someday": 60}}}]}, "someday"),
        (
            {"patterns": [PATTERN | {"value": {"minutes_by_weekday": {"mon": 60}, "days_per_week": 2}}]},
            "which days are worked",
        ),
        ({"evidence_for": ["no_such"]}, "evidence_for.0"),
        ({"tolerance_share": ROW["tolerance_share"] | {"value": 1.2}}, "tolerance_share.value"),
        ({"tolerance_share": ROW["tolerance_share"] | {"status": "sure"}}, "tolerance_share.status"),
        ({"tolerance_share": ROW["tolerance_share"] | {"source": "S999"}}, "tolerance_share.source"),
        ({"start_days_per_week": ROW["start_days_per_week"] | {"value": "some"}}, "start_days_per_week"),
        ({"steepness": 3}, "steepness"),
    ],
)
def test_a_policy_that_is_wrong_is_refused_with_its_field(change, said):
    with pytest.raises(DataFileError, match=r"data/policies.json, row 1 \(half_days_4_6_8\)") as caught:
        checked(Policy, [ROW | change], FILE)
    assert said in str(caught.value)


def test_a_loaded_policy_cannot_be_changed():
    with pytest.raises(ValidationError, match="frozen"):
        policy("half_days_4_6_8").label = "other"
