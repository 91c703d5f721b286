"""Policies state what their sources print; expected values are restated here from the sources, not from the data."""

import pytest
from pydantic import BaseModel, ValidationError

from ergo.errors import InputError
from ergo.knowledge.dimensions import Aspect
from ergo.knowledge.files import DataFileError, read_json
from ergo.knowledge.policies import FILE, Figure, Order, Policy, evidence, policies, policy
from ergo.knowledge.rows import checked
from ergo.knowledge.sources import Status

DOCUMENT = read_json(FILE)
ROW = DOCUMENT["shared"] | DOCUMENT["policies"][0]


def test_the_two_policies():
    assert list(policies()) == ["half_days_4_6_8", "two_half_days_spaced"]


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


def test_rules_that_hold_for_both():
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
        assert len(found) >= 15
        for figure in found:
            if figure.status in {Status.VERIFIED, Status.VERIFIED_TWICE}:
                assert not own & set(figure.source.split(";")), figure
            if figure.source in own:
                assert figure.status in {Status.PROPOSAL, Status.CLINICAL_JUDGEMENT, Status.DERIVED}, figure


def test_evidence_is_given_both_ways_and_all_of_it_is_used():
    used = set()
    for row in policies().values():
        assert row.evidence_for
        assert row.evidence_against
        used |= set(row.evidence_for) | set(row.evidence_against)
    assert used == set(evidence())


def test_unknown_policy_is_an_error_in_words():
    with pytest.raises(InputError, match="no policy called 'faster'; there are: half_days_4_6_8"):
        policy("faster")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"start_minutes_per_day": None}, "give the start either"),
        ({"duration_weeks": ROW["horizon_weeks"]}, "steps of hours and days or the duration"),
        ({"step_minutes_per_day": None}, "steps of hours and days or the duration"),
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
