"""Home exercises: the direction that hurts, cautions by condition, surgery, versions by week, doses."""

import pytest

from ergo.advice.home_exercise import (
    SUGGESTED_TYPES,
    Fit,
    advice_on,
    all_advice,
    dose_of,
    dose_words,
    suggested,
    version_in,
    version_words,
)
from ergo.knowledge.clinical import conditions
from ergo.knowledge.programme import ExerciseType, Movement, Version, exercise_rules, exercises
from ergo.model.case import Case
from ergo.model.programme import ExerciseChoice
from ergo.reports.my_plan import plain_dose


def patient(condition: str | None = None, pattern: str | None = None) -> Case:
    case = Case.model_validate({"worker": {"code": "W-1"}})
    case.clinical.condition_id, case.clinical.movement_pattern_id = condition, pattern
    return case


def left_out(case: Case) -> set[str]:
    return {a.exercise.id for a in all_advice(case) if a.fit is Fit.LEAVE_OUT}


def test_where_bending_hurts_bending_is_left_out_and_bending_back_is_tried_first() -> None:
    case = patient("disc_radiculopathy", "flexion_sensitive")
    assert {"ex-knee-chest", "ex-double-knee", "ex-heel-sit"} <= left_out(case)
    mobility = next(a for a in suggested(case) if a.exercise.type is ExerciseType.MOBILITY)
    assert mobility.exercise.movement is Movement.EXTENSION


def test_where_bending_back_hurts_it_is_the_other_way_round() -> None:
    case = patient("nslbp_strain", "extension_sensitive")
    assert left_out(case) == {"ex-prone-press", "ex-stand-ext", "ex-back-ext"}
    mobility = next(a for a in suggested(case) if a.exercise.type is ExerciseType.MOBILITY)
    assert mobility.exercise.movement is Movement.FLEXION


def test_stenosis_leaves_bending_back_out_whatever_was_tested() -> None:
    assert left_out(patient("stenosis")) == {"ex-prone-press", "ex-stand-ext", "ex-back-ext"}
    assert "ex-prone-press" in left_out(patient("post_decompression"))


def test_disc_leaves_the_double_bend_out() -> None:
    assert left_out(patient("disc_radiculopathy")) == {"ex-double-knee"}
    knee = advice_on(patient("disc_radiculopathy"), exercises()["ex-knee-chest"])
    assert knee.fit is Fit.CAUTION
    assert "stop if pain moves down the leg" in knee.cautions[0]


@pytest.mark.parametrize("condition", ["post_discectomy", "post_decompression", "post_fusion", "post_tka"])
def test_after_surgery_every_exercise_waits_for_the_surgeons_limits_but_three(condition: str) -> None:
    case, caution = patient(condition), exercise_rules().operated_caution.text
    free = {a.exercise.id for a in all_advice(case) if caution not in a.cautions}
    assert free == set(exercise_rules().operated_at_once) == {"ex-walk", "ex-breathe", "ex-pmr"}
    assert not any(a.fit is Fit.USUAL for a in all_advice(case) if a.exercise.id not in free)


def test_an_acute_case_waits_too() -> None:
    case = patient("nslbp_strain")
    case.clinical.acute_or_postoperative = True
    assert advice_on(case, exercises()["ex-bridge"]).fit is Fit.CAUTION


def test_load_that_hurts_is_a_caution_and_no_reason_to_leave_work_simulation_out() -> None:
    advice = advice_on(patient("nslbp_strain", "load_sensitive"), exercises()["ex-carry-sim"])
    assert advice.fit is Fit.CAUTION
    assert advice.cautions[0].startswith("Load is what hurts")


@pytest.mark.parametrize("condition", conditions())
def test_every_caution_of_the_reference_for_a_condition_is_said(condition: str) -> None:
    case, tags = patient(condition), conditions()[condition].catalogue_tags
    for advice in all_advice(case):
        wanted = [
            text for tag, text in advice.exercise.cautions_by_condition.items() if tag in (*tags, "any")
        ]
        assert set(wanted) <= set(advice.cautions)


def test_without_a_condition_nothing_is_called_usual() -> None:
    assert {a.fit for a in all_advice(patient())} == {Fit.NOT_ASSESSED}
    assert suggested(patient()) == []


def test_suggestions_are_one_of_each_kind_and_nothing_already_chosen() -> None:
    case = patient("chronic_pain")
    first = suggested(case)
    assert [a.exercise.type for a in first] == list(SUGGESTED_TYPES)
    case.programme.exercises = [ExerciseChoice(exercise_id=first[0].exercise.id)]
    assert first[0].exercise.id not in {a.exercise.id for a in suggested(case)}


@pytest.mark.parametrize(
    ("week", "version"),
    [(1, Version.EASIER), (2, Version.EASIER), (3, Version.USUAL), (4, Version.USUAL), (5, Version.HARDER)],
)
def test_versions_by_week(week: int, version: Version) -> None:
    assert version_in(week) is version
    walk = exercises()["ex-walk"]
    said = {Version.EASIER: walk.easier_version, Version.USUAL: "", Version.HARDER: walk.progression}
    assert version_words(walk, version) == said[version]


def test_doses_in_words_with_the_therapists_own_figures() -> None:
    bridge = exercises()["ex-bridge"]  # 2 sets of 10, 5 s, 4 days a week in the reference
    assert dose_words(bridge.dose_default) == "2 sets of 10, hold 5 s, 4 days a week"
    own = dose_of(ExerciseChoice(exercise_id="ex-bridge", sets=1, reps=6, hold_s=0, days_per_week=7), bridge)
    assert dose_words(own) == "1 set of 6, every day"
    assert plain_dose(bridge.dose_default) == "10 times. Hold for 5 seconds. 2 rounds. 4 days a week."
    assert dose_words(exercises()["ex-walk"].dose_default) == "once, 5 days a week"
