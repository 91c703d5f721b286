"""What keeps a plan below full duties in its hours, and where nothing else is found by how much it falls short."""

from collections.abc import Sequence

from ergo.analysis.wording import hours_words
from ergo.model.case import Case
from ergo.model.job import Importance, Task
from ergo.model.plan import Obstacle
from ergo.planning.compile import Compiled
from ergo.planning.problem import ProblemWeek
from ergo.planning.search import Step


def certified_hours(case: Case, week: ProblemWeek) -> list[Obstacle]:
    """The certificate's limit on the hours of a day, the days or the hours of a week, if the roster has more."""
    certificate, essential = case.latest_certificate(), _essential(case.job.tasks)
    if certificate is None or not essential:
        return []
    shift, total = max(d.roster_min for d in week.days), sum(d.roster_min for d in week.days)
    caps = (
        (certificate.max_minutes_per_day, shift, hours_words, " a day"),
        (certificate.max_days_per_week, len(week.days), str, " days a week"),
        (certificate.max_minutes_per_week, total, hours_words, " a week"),
    )
    return [
        Obstacle(
            task_id=essential[0].id,
            dimension="work_time",
            demand=float(asked),
            level=float(allowed),
            source_id=certificate.id,
            sentence=f"The roster asks for {words(asked)}{per}, {words(allowed)}{per} is certified.",
        )
        for allowed, asked, words, per in caps
        if allowed is not None and allowed < asked
    ]


def shortfall(compiled: Compiled, step: Step, week: ProblemWeek) -> list[Obstacle]:
    """By how much the last week worked falls short: in its hours, or else in the time of each essential task."""
    tasks = compiled.case.job.tasks
    essential = _essential(tasks) or tasks
    worked, rostered = sum(d.paid_min for d in step.days), sum(d.roster_min for d in week.days)
    if worked < rostered:
        sentence = (
            f"The plan ends at {hours_words(worked)} of the {hours_words(rostered)} a week that the roster asks for: "
            "within the limits and the steps of the plan there is not more."
        )
        return [
            Obstacle(
                task_id=essential[0].id,
                dimension="work_time",
                demand=float(rostered),
                level=float(worked),
                sentence=sentence,
            )
        ]
    found = []
    for task in essential:
        numbers = [n for n, way in enumerate(compiled.ways) if way.task_id == task.id]
        given = min((sum(d.minutes[n] for n in numbers) for d in step.days), default=0)
        normal = task.minutes_per_shift or 0
        if given < normal:
            sentence = f"The plan ends with {given} min a day of “{task.name}”; {normal} min are normal."
            found.append(
                Obstacle(
                    task_id=task.id,
                    dimension="work_time",
                    demand=float(normal),
                    level=float(given),
                    sentence=sentence,
                )
            )
    return found


def _essential(tasks: Sequence[Task]) -> list[Task]:
    return [t for t in tasks if t.importance is Importance.ESSENTIAL]
