"""Plans of a case: made with what was chosen, checked, compared, kept as versions and signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ergo.advice.apply import as_measured, as_planned
from ergo.advice.candidates import Circumstances, strongest
from ergo.advice.figures import figures_of_case
from ergo.analysis.policy import chosen_policy
from ergo.errors import InputError
from ergo.knowledge.catalogue import catalogue_item
from ergo.knowledge.clinical import PlanEffect, grades, red_flags
from ergo.model.case import Case
from ergo.model.clinical import Answer
from ergo.model.job import Task
from ergo.model.plan import Plan
from ergo.model.record import ChosenModification, SignOff, SignOffRole, TrialOutcome
from ergo.planning.check import Severity, Violation, check_plan
from ergo.planning.plan import make_plan, with_openers
from ergo.planning.search import Progress
from ergo.planning.variants import TaskVariant
from ergo.workflow.what_if import next_certificate

_MOST_SHOWN = 5


@dataclass(frozen=True)
class PlanOutcome:
    """A plan with what the independent checker says of it.

    ``if_lifted`` is the comparison under the assumed next certificate, never the plan itself; None where none is
    assumed.
    """

    plan: Plan
    violations: list[Violation]
    if_lifted: Plan | None


def variants_of(case: Case) -> list[TaskVariant]:
    """The ways of doing each task that the chosen modifications give, each from the date on which it exists.

    Modifications of a task, and those of the work as a whole that act on it, add up in the order of their dates. One
    without an agreed date, one that was dropped, and one whose effect is not known until it is measured, give no
    variant. One that was changed in its trial counts with what was measured of it alone.
    """
    return [variant for task in case.job.tasks for variant in _variants_of_task(case, task)]


def plan_case(case: Case, made_on: date, progress: Progress | None = None) -> PlanOutcome:
    """The plan of a case, checked, and the comparison under the assumed next certificate.

    The case stays as it is; `keep_plan` puts the plan into it. ``progress`` is told the weeks searched and the weeks of
    all; an exception that it raises ends the planning. Raises InputError naming every error of the case that stands in
    the way of a plan.
    """
    variants = variants_of(case)
    plan = make_plan(case, variants, made_on=made_on, progress=progress)
    if plan.full_duties_week is None:
        tried = _not_chosen_yet(case, variants, plan)
        plan = with_openers(case, plan, variants, tried)
    return PlanOutcome(plan, check_plan(case, plan, variants), plan_if_lifted(case, made_on))


def plan_if_lifted(case: Case, made_on: date) -> Plan | None:
    """The plan under the assumed next certificate, labelled by its ``assumption``; None where none is assumed.

    Raises InputError as `plan_case` does.
    """
    what_if = next_certificate(case)
    if what_if is None:
        return None
    plan = make_plan(what_if.case, variants_of(case), made_on=made_on)
    plan.assumption = what_if.assumption
    return plan


def keep_plan(case: Case, plan: Plan) -> None:
    """Make a plan the plan of the case; the one before stays on record.

    A plan that differs gets the next version, so that a sign-off of the one before does not count for it.
    """
    before = case.plan
    if before is not None:
        if plan.model_copy(update={"version": before.version}) == before:
            return
        plan = plan.model_copy(update={"version": before.version + 1})
        case.earlier_plans.append(before)
    case.plan = plan


def follows_settings(case: Case) -> bool:
    """Whether the plan of a case was made from the settings as they are now: start, date wanted, weeks and policy."""
    plan, settings = case.plan, case.plan_settings
    if plan is None:
        return True
    if (plan.start, plan.target_date) != (settings.start, settings.target_date):
        return False
    if plan.planned_from is None and len(plan.weeks) != settings.horizon_weeks:
        return False
    try:
        # By a date that is wanted the planner derives the gradient itself; then only the choice can be compared.
        chosen = chosen_policy(case)
    except InputError:
        return False
    return plan.policy.id == chosen.id and (settings.target_date is not None or plan.policy == chosen)


def check_case(case: Case) -> list[Violation]:
    """What the independent checker finds in the plan of a case, as the case is now; nothing where there is no plan."""
    return [] if case.plan is None else check_plan(case, case.plan, variants_of(case))


def standing(violations: Sequence[Violation]) -> list[Violation]:
    """The violations that stand: all but those that a stated reason overrides."""
    return [violation for violation in violations if violation.severity is Severity.VIOLATION]


def refuse_violations(case: Case, action: str) -> None:
    """Raise InputError, naming what is violated, where a violation stands in the plan of the case.

    ``action`` is what the plan was to be: "signed", "handed out".
    """
    violations = list(dict.fromkeys(violation.message for violation in standing(check_case(case))))
    if violations:
        shown = " ".join(violations[:_MOST_SHOWN])
        more = f" And {len(violations) - _MOST_SHOWN} more." if len(violations) > _MOST_SHOWN else ""
        raise InputError(
            f"The plan cannot be {action} while the checker finds violations: {shown}{more}",
            item="Plan",
            field="plan",
        )


def sign(case: Case, *, name: str, registration: str, on: date, comment: str = "") -> None:
    """Record the therapist's sign-off for the version of the plan that stands in the case.

    Raises
    ------
    InputError
        When there is no plan, name or registration is missing, a red flag is not settled, or the checker finds a
        violation that no stated reason overrides.
    """
    plan = case.plan
    if plan is None:
        raise InputError("There is no plan to sign.", item="Sign-off", field="plan")
    for field, value in (("name", name), ("registration", registration)):
        if not value.strip():
            raise InputError(item="Sign-off", field=field)
    if on < plan.made_on:
        raise InputError(
            f"Sign-off: {on} is before the plan was made ({plan.made_on}).",
            item="Sign-off",
            field="date",
            value=on,
        )
    flags = open_red_flags(case)
    if flags:
        raise InputError(
            f"The plan cannot be signed while a red flag is not settled: {', '.join(flags)}.",
            item="Sign-off",
            field="red flags",
        )
    refuse_violations(case, "signed")
    case.sign_offs.append(
        SignOff(
            role=SignOffRole.THERAPIST,
            plan_id=plan.id,
            plan_version=plan.version,
            name=name,
            registration=registration,
            on=on,
            comment=comment,
        )
    )


def is_signed(case: Case) -> bool:
    """Whether the therapist has signed this version of the plan."""
    plan = case.plan
    return plan is not None and any(
        s.role is SignOffRole.THERAPIST and (s.plan_id, s.plan_version) == (plan.id, plan.version)
        for s in case.sign_offs
    )


def open_red_flags(case: Case) -> list[str]:
    """The red flags that suspend or hold the plan, by their labels: present, and not settled by a named person.

    One that the list of red flags does not know counts too.
    """
    known = red_flags()
    return [
        known[answer.flag_id].label if answer.flag_id in known else answer.flag_id
        for answer in case.clinical.red_flags
        if answer.answer is Answer.YES
        and (answer.resolved_on is None or not answer.resolved_by)
        and (
            answer.flag_id not in known
            or grades()[known[answer.flag_id].grade].plan is not PlanEffect.UNCHANGED
        )
    ]


def _variants_of_task(case: Case, task: Task) -> list[TaskVariant]:
    dated = [
        (modification.in_place_from, modification)
        for modification in case.modifications
        if _counts_for(modification, task)
        and modification.in_place_from is not None
        and modification.trial_outcome is not TrialOutcome.DROPPED
    ]
    found: list[TaskVariant] = []
    figures = figures_of_case(case)
    changed, in_place = task, list[ChosenModification]()
    for from_date, group in groupby(sorted(dated, key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        before = changed
        for _, modification in group:
            item, after = catalogue_item(modification.item_id), modification.measured_after
            # What was changed in the trial is no longer what the catalogue describes: only measurements speak for it.
            differs = modification.trial_outcome is TrialOutcome.CHANGED
            modified = as_measured(changed, after) if differs else as_planned(changed, item, after, figures)
            if modified != changed:
                changed = modified
                in_place.append(modification)
        if changed != before:
            ids = tuple(modification.id for modification in in_place)
            permanent = all(modification.accepted_as_permanent for modification in in_place)
            found.append(TaskVariant(task.id, ids, changed, from_date, permanent))
    return found


def _counts_for(modification: ChosenModification, task: Task) -> bool:
    """Whether a modification is of a task: chosen for it, or for the work as a whole and used at work."""
    if modification.task_id is None:
        return catalogue_item(modification.item_id).at_work
    return modification.task_id == task.id


def _not_chosen_yet(case: Case, variants: Sequence[TaskVariant], plan: Plan) -> list[TaskVariant]:
    """For each task that stays short of its normal time, the strongest items that nobody has chosen yet."""
    in_the_way: dict[str, set[str]] = {}
    for obstacle in plan.obstacles:
        in_the_way.setdefault(obstacle.task_id, set()).add(obstacle.dimension)
    beside = Circumstances(figures=figures_of_case(case))
    found: list[TaskVariant] = []
    for task in (task for task in case.job.tasks if task.id in in_the_way):
        chosen = {m.item_id for m in case.modifications if m.task_id in (task.id, None)}
        now = next((v.task for v in reversed(variants) if v.task_id == task.id), task)
        found += [
            TaskVariant(
                task.id,
                (candidate.item.id,),
                as_planned(now, candidate.item, {}, beside.figures),
                plan.start,
                permanent=True,
            )
            for candidate in strongest(now, beside=beside, in_the_way=in_the_way[task.id])
            if candidate.item.id not in chosen and candidate.what_if.changes
        ]
    return found
