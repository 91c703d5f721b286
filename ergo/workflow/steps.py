"""What each step of the walk-through still lacks, in short sentences for the side bar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ergo.analysis.match import MatchRow, State, is_unquantified, match_case
from ergo.analysis.problems import Problem, Severity, find_problems
from ergo.analysis.progress import sheet_of, to_refer
from ergo.analysis.score import score_task
from ergo.analysis.wording import date_words
from ergo.analysis.words import inside_sentence
from ergo.errors import InputError
from ergo.knowledge.catalogue import catalogue
from ergo.knowledge.clinical import red_flag_groups, red_flags
from ergo.knowledge.dimensions import dimension
from ergo.knowledge.quantities import quantity
from ergo.knowledge.reviews import sheet_problems
from ergo.model.capacity import Restriction
from ergo.model.case import Case
from ergo.model.clinical import Answer
from ergo.model.job import Importance, TaskKind
from ergo.model.worker import ContactRole
from ergo.workflow.plans import check_case, is_signed, open_red_flags, standing

_MOST_NAMED = 5


class Step(StrEnum):
    """The steps of the walk-through, in their order; some are about the tasks of one kind (`_ANALYSED`)."""

    CASE = "case"
    JOB = "job"
    LIFTING = "lifting"
    PUSH_PULL_CARRY = "push_pull_carry"
    SITTING = "sitting"
    DRIVING = "driving"
    POSTURE = "posture"
    HANDS = "hands"
    CAPACITY = "capacity"
    MATCH = "match"
    MODIFICATIONS = "modifications"
    PLAN = "plan"
    PROGRESS = "progress"
    EXPORT = "export"


_ANALYSED = {
    TaskKind.LIFTING: Step.LIFTING,
    TaskKind.PUSH_PULL_CARRY: Step.PUSH_PULL_CARRY,
    TaskKind.SITTING: Step.SITTING,
    TaskKind.DRIVING: Step.DRIVING,
    TaskKind.POSTURE: Step.POSTURE,
    TaskKind.HAND_WORK: Step.HANDS,
}
"""The steps about the tasks of one kind."""


@dataclass(frozen=True)
class StepStatus:
    """One step: done when nothing is missing. The sentences of ``missing`` have no full stop."""

    step: Step
    label: str
    missing: list[str]

    @property
    def done(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def progress(case: Case) -> list[StepStatus]:
    """Every step of the walk-through with what it still lacks, in order; none for tasks that the job does not have."""
    problems = find_problems(case)
    day = match_day(case)
    rows = match_case(case, day) if day else []
    missing = {Step.CASE: _case(case), Step.JOB: _job(case, problems)}
    present = {task.kind for task in case.job.tasks}
    missing |= {step: _analysis(case, kind) for kind, step in _ANALYSED.items() if kind in present}
    missing |= {
        Step.CAPACITY: _capacity(case, problems),
        Step.MATCH: _match(case, day, rows),
        Step.MODIFICATIONS: _modifications(case, rows),
        Step.PLAN: _plan(case, problems),
        Step.PROGRESS: _progress(case),
        Step.EXPORT: _export(case),
    }
    return [StepStatus(step, _label(step), [*sentences]) for step, sentences in missing.items()]


def _label(step: Step) -> str:
    return step.replace("_", ", ").capitalize()


def match_day(case: Case) -> date | None:
    """The day for which a case is matched: the start of the plan, else of the certificate, else when it was opened."""
    certificate = case.latest_certificate()
    return case.plan_settings.start or (certificate.valid_from if certificate else case.opened_on)


def _case(case: Case) -> Iterator[str]:
    if not case.worker.code:
        yield "A code for the worker"
    if case.situation.status is None:
        yield "Where the worker stands now"
    if case.situation.goal is None:
        yield "The goal of the return"
    if case.clinical.condition_id is None:
        yield "The condition"
    yield from _screen(case)


def _screen(case: Case) -> Iterator[str]:
    """A group of red flags that was begun is asked to its end."""
    asked = {a.flag_id for a in case.clinical.red_flags if a.answer is not Answer.NOT_ASKED}
    if not asked:
        yield "The red flags have not been asked"
    for group in red_flag_groups().values():
        flags = [flag.id for flag in red_flags().values() if flag.group == group.id]
        open_flags = [flag for flag in flags if flag not in asked]
        if open_flags and len(open_flags) < len(flags):
            yield f"{len(open_flags)} of {len(flags)} red flags under “{group.label}” have not been asked"
    for label in open_red_flags(case):
        yield f"Red flag not settled: {label}"


def _job(case: Case, problems: list[Problem]) -> Iterator[str]:
    if not case.job.title:
        yield "The title of the job"
    yield from _said(problems, ("Job", "Task"))


def _analysis(case: Case, kind: TaskKind) -> Iterator[str]:
    """What the recommended method for such tasks still asks for.

    The steps of a cycle are looked at one by one, except for what a vehicle does to its driver over the whole of it.
    Work at one desk is often several tasks: where one of them has a score, the others are not asked for theirs.
    """
    found = [
        (task, next(iter(score_task(task)), None))
        for task in case.job.tasks
        if task.kind is kind and (task.cycle is None or kind is TaskKind.DRIVING)
    ]
    desk_scored = kind is TaskKind.SITTING and any(score and score.result for _, score in found)
    for task, score in found:
        if score is None:
            if not task.measurements and not task.demands:
                yield f"Nothing is measured of “{task.name}”"
        elif score.missing and not desk_scored:
            labels = [inside_sentence(quantity(q).label) for q in score.missing]
            more = [f"{len(labels) - _MOST_NAMED} more"] if len(labels) > _MOST_NAMED else []
            yield f"“{task.name}” lacks: {', '.join([*labels[:_MOST_NAMED], *more])}"
        elif score.problem:
            yield f"“{task.name}”: {_bare(score.problem)}"


def _capacity(case: Case, problems: list[Problem]) -> Iterator[str]:
    if not case.capacities and not case.certificates and not case.restrictions:
        yield "Neither a tolerance nor a certificate is entered"
    for restriction in case.all_restrictions():
        if is_unquantified(restriction):
            yield _query(restriction)
    for entry in case.capacities:
        if entry.relevant and entry.value is None and entry.able is None:
            yield f"“{dimension(entry.dimension).label}” matters for this worker and has no figure"
    cleared = {clearance.work for clearance in case.clearances if clearance.cleared}
    for task in case.job.tasks:
        for work in task.safety_critical:
            if work not in cleared:
                words = str(work).replace("_", " ")
                yield f"“{task.name}” ({words}) needs a named clinician's clearance"
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    yield from _said(errors, ("Restriction", "Capacity", "Certificate"))


def _query(restriction: Restriction) -> str:
    name = f"Restriction “{restriction.wording}”"
    if restriction.reading is None:
        return f"{name} is not read yet: say what it limits"
    if restriction.query is not None and restriction.query.asked_on is not None:
        return f"{name} has no number: the certifier was asked on {date_words(restriction.query.asked_on)}"
    return f"{name} has no number: ask the certifier"


def _match(case: Case, day: date | None, rows: list[MatchRow]) -> Iterator[str]:
    if not case.job.tasks:
        yield "The tasks of the job come first"
    elif day is None:
        yield "The start of the plan, for which the match is made"
    for task in case.job.tasks:
        closing = [row.state for row in rows if row.task_id == task.id and row.closes]
        unknown, questions = closing.count(State.NOT_ASSESSED), closing.count(State.NEEDS_ANSWER)
        counted = [f"{unknown} not assessed"] if unknown else []
        counted += [f"{questions} need an answer"] if questions > 1 else ["1 needs an answer"] * questions
        if counted:
            yield f"“{task.name}” stays closed: {', '.join(counted)}"


def _modifications(case: Case, rows: list[MatchRow]) -> Iterator[str]:
    if not rows:
        yield "The match comes first"
    chosen = {modification.task_id for modification in case.modifications}
    for task in case.job.tasks:
        beyond = any(row.task_id == task.id and row.closes and row.state is State.BEYOND for row in rows)
        if beyond and task.importance is Importance.ESSENTIAL and task.id not in chosen:
            yield f"“{task.name}” is beyond a limit and has no modification"
    for modification in case.modifications:
        item = catalogue().get(modification.item_id)
        name = f"“{item.name if item else modification.item_id}”"
        if modification.in_place_from is None:
            yield f"{name} has no date from which it is in place"
        if not modification.responsible:
            yield f"{name} has nobody who arranges it"


def _plan(case: Case, problems: list[Problem]) -> Iterator[str]:
    if case.plan is not None:
        yield from _checked(case)
        return
    if case.plan_settings.start is None:
        yield "The date on which the plan starts"
    if case.plan_settings.policy_id is None:
        yield "The policy that the plan follows"
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if errors:
        yield f"{errors} {'error stands' if errors == 1 else 'errors stand'} in the way of a plan"
    yield "No plan has been made yet"


def _checked(case: Case) -> Iterator[str]:
    try:
        found = len(standing(check_case(case)))
    except InputError as error:
        yield _bare(str(error))
        return
    if found:
        yield f"The checker finds {found} {'violation' if found == 1 else 'violations'} in the plan"


def _progress(case: Case) -> Iterator[str]:
    """Sheets that are left out before the last one, and days on which nobody has looked yet."""
    if case.plan is None:
        yield "A plan to follow"
        return
    last = max((sheet.monday for sheet in case.weekly_sheets), default=None)
    for week in case.plan.weeks:
        if last is not None and week.days and week.monday < last and sheet_of(case, week.monday) is None:
            yield f"Week {week.number} has no sheet"
    for day, problem in to_refer(case):
        yield f"{date_words(day)}: “{sheet_problems()[problem].label}” on the sheet, and no review since"


def _export(case: Case) -> Iterator[str]:
    if case.plan is None:
        yield "A plan to hand out"
    elif not is_signed(case):
        yield "The plan is not signed: copies are marked DRAFT"
    informed = any(c.recipient is ContactRole.EMPLOYER and c.withdrawn_on is None for c in case.consents)
    if not informed:
        yield "No consent on record to inform the employer"


def _said(problems: list[Problem], items: tuple[str, ...]) -> Iterator[str]:
    for problem in problems:
        if problem.item.startswith(items):
            place = "" if problem.item in items else f"{problem.item}: "
            yield f"{place}{_bare(problem.message)}"


def _bare(sentence: str) -> str:
    return sentence.removesuffix(".")
