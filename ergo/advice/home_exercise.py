"""Home exercises for a case: which are usual, what to mind about each, which to leave out, and the version of a week.

The direction that hurts, as tested, counts before the name of the condition. No exercise is ruled out for good: what
to leave out is said with its reason, and the therapist may choose it.
"""

from dataclasses import dataclass
from enum import StrEnum

from ergo.advice.case_facts import is_operated
from ergo.analysis.worktime import DAYS_PER_WEEK
from ergo.knowledge.clinical import conditions
from ergo.knowledge.programme import (
    Dose,
    DoseBasis,
    Exercise,
    ExerciseType,
    Movement,
    Version,
    exercise_rules,
    exercises,
)
from ergo.model.case import Case
from ergo.model.programme import ExerciseChoice

SUGGESTED_TYPES = (
    ExerciseType.MOBILITY,
    ExerciseType.STRENGTH,
    ExerciseType.AEROBIC,
    ExerciseType.BREAK,
    ExerciseType.RELAXATION,
)


class Fit(StrEnum):
    """How an exercise stands to a case, the readiest first."""

    USUAL = "usual"
    CAUTION = "caution"
    NOT_USUAL = "not_usual"
    NOT_ASSESSED = "not_assessed"
    LEAVE_OUT = "leave_out"


@dataclass(frozen=True)
class ExerciseAdvice:
    """An exercise with its fit, and what to mind: cautions of the reference, and of the direction that hurts."""

    exercise: Exercise
    fit: Fit
    cautions: tuple[str, ...]


def advice_on(case: Case, exercise: Exercise) -> ExerciseAdvice:
    """How an exercise stands to the condition, to the direction that hurts, and to an operation."""
    condition = conditions().get(case.clinical.condition_id or "")
    tags = condition.catalogue_tags if condition else ()
    rules, pattern = exercise_rules(), case.clinical.movement_pattern_id
    hurting = [
        caution.text
        for caution in rules.movement_cautions
        if caution.pattern == pattern and caution.movement is exercise.movement
    ]
    held_back = is_operated(case) and exercise.id not in rules.operated_at_once
    named = [text for tag, text in exercise.cautions_by_condition.items() if tag in (*tags, "any")]
    of_condition = [tag for tag in exercise.cautions_by_condition if tag in tags]
    cautions = (*([rules.operated_caution.text] if held_back else []), *hurting, *named)
    if any(tag in exercise.usually_avoid_in for tag in tags) or (
        hurting and exercise.movement is not Movement.LOAD
    ):
        fit = Fit.LEAVE_OUT
    elif not tags:
        fit = Fit.NOT_ASSESSED
    elif held_back or hurting or of_condition:
        fit = Fit.CAUTION
    else:
        fit = Fit.USUAL if any(tag in exercise.conditions_commonly_used for tag in tags) else Fit.NOT_USUAL
    return ExerciseAdvice(exercise, fit, cautions)


def all_advice(case: Case) -> list[ExerciseAdvice]:
    """Every exercise with its fit, the readiest first."""
    order = list(Fit)
    return sorted((advice_on(case, e) for e in exercises().values()), key=lambda a: order.index(a.fit))


def suggested(case: Case) -> list[ExerciseAdvice]:
    """One exercise of each of five kinds: the direction that helps first, then a dose that was read."""
    helps = exercise_rules().helping_movement.get(case.clinical.movement_pattern_id or "")
    chosen = {choice.exercise_id for choice in case.programme.exercises}
    fits = (Fit.USUAL, Fit.CAUTION)
    ready = [
        a for a in all_advice(case) if a.fit in fits and _usual_in(case, a) and a.exercise.id not in chosen
    ]
    ready.sort(key=lambda a: (a.exercise.movement is not helps, _unread(a.exercise)))
    first = (next((a for a in ready if a.exercise.type is kind), None) for kind in SUGGESTED_TYPES)
    return [advice for advice in first if advice is not None]


def dose_of(choice: ExerciseChoice, exercise: Exercise) -> Dose:
    """The dose of an exercise with the therapist's own figures."""
    own = {
        name: value
        for name in ("sets", "reps", "hold_s", "days_per_week")
        if (value := getattr(choice, name)) is not None
    }
    return exercise.dose_default.model_copy(update=own)


def version_in(week: int) -> Version:
    """The version of every exercise in a week of the programme, the first being 1."""
    return next(stage.version for stage in reversed(exercise_rules().stages) if stage.from_week <= week)


def version_words(exercise: Exercise, version: Version) -> str:
    """What is different in a version: the easier or the harder way; empty for the usual one."""
    words = {Version.EASIER: exercise.easier_version, Version.HARDER: exercise.progression}
    return words.get(version, "")


def dose_words(dose: Dose) -> str:
    """A dose in words: "2 sets of 8, hold 5 s, 4 days a week"; one set of one repeat is done once."""
    amount = (
        "once"
        if dose.sets == dose.reps == 1
        else f"{dose.sets} {'set' if dose.sets == 1 else 'sets'} of {dose.reps}"
    )
    held = f", hold {dose.hold_s} s" if dose.hold_s else ""
    days = "every day" if dose.days_per_week == DAYS_PER_WEEK else f"{dose.days_per_week} days a week"
    return f"{amount}{held}, {days}"


def _usual_in(case: Case, advice: ExerciseAdvice) -> bool:
    condition = conditions().get(case.clinical.condition_id or "")
    tags = condition.catalogue_tags if condition else ()
    return any(tag in advice.exercise.conditions_commonly_used for tag in tags)


def _unread(exercise: Exercise) -> bool:
    return exercise.dose_basis is DoseBasis.PRACTICE
