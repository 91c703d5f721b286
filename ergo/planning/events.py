"""Event weeks: those in which hours may fall, because what filled the week before may not fill this one."""

from dataclasses import replace

from ergo.planning.problem import PlanningProblem, ProblemDay, ProblemWeek


def with_events(problem: PlanningProblem) -> PlanningProblem:
    """The problem with its event weeks marked.

    A cap falls or appears, a support or a duty ends, the minutes of a day change with the shift pattern, the calendar
    or the certificate, or work is resumed after an absence. In any other week what filled the week before fills it
    again, so that hours need never fall there.
    """
    weeks = problem.weeks
    marked = [
        replace(week, event=index > 0 and _turns(weeks[index - 1], week)) for index, week in enumerate(weeks)
    ]
    return replace(problem, weeks=tuple(marked))


def _turns(before: ProblemWeek, week: ProblemWeek) -> bool:
    hours = (before.max_days, before.max_min) == (week.max_days, week.max_min)
    if not hours or week.steps_down or len(before.days) != len(week.days):
        return True
    return any(_day_turns(was, day) for was, day in zip(before.days, week.days, strict=True))


def _day_turns(was: ProblemDay, day: ProblemDay) -> bool:
    return (
        _to_fill(was) != _to_fill(day)
        or any(cap < was.caps.get(limit, cap + 1) for limit, cap in day.caps.items())
        or any(share < was.shares.get(limit, share + 1) for limit, share in day.shares.items())
        or not was.open_variants <= day.open_variants
    )


def _to_fill(day: ProblemDay) -> tuple[int, int, int, int | None]:
    return (day.date.weekday(), day.roster_min, day.available_min, day.cap_min)
