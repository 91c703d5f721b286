"""The treating team's report, third part: changes with their reasons, the plan, how it may go and how it went."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ergo.advice.candidates import Circumstances
from ergo.advice.figures import figures_of_case
from ergo.analysis.case_words import DECISION, PROBLEM, REASON, SOURCE_STATUS
from ergo.analysis.policy_words import figure_rows
from ergo.analysis.progress import planned_and_worked, sheet_days, sheet_of
from ergo.analysis.wording import date_words, hours_words, listed, range_words, span_words
from ergo.analysis.words import limit_words, obstacle_words, reason_words
from ergo.drawing.chance import chance_words
from ergo.drawing.hours import hours_chart, hours_svg
from ergo.knowledge.catalogue import CostBand, cautioned_conditions
from ergo.knowledge.clinical import conditions
from ergo.knowledge.sources import source, source_ids
from ergo.model.case import Case
from ergo.model.plan import Limit, Plan, PlanWeek, Reason
from ergo.model.record import Review, SheetDay, SheetProblem
from ergo.planning.difference import plan_difference
from ergo.planning.forecast import Forecast
from ergo.planning.scenarios import Scenario
from ergo.planning.search import Move
from ergo.reports.chosen_changes import ChosenChange, chosen_changes, total_cost_words
from ergo.reports.deviations import deviations, override_rows
from ergo.reports.document import (
    Block,
    Box,
    Bullets,
    Heading,
    Notice,
    Piece,
    Table,
    Words,
    cell,
    cells,
    drawing,
)
from ergo.reports.employer_day import day_rule_rows
from ergo.reports.employer_outcome import outcome
from ergo.reports.employer_weeks import limit_rows, week_rows
from ergo.reports.employer_work import modifications
from ergo.units import UnitSystem

_RAISES = {Move.HOURS: "hours", Move.LOAD: "load", Move.BOTH: "hours and load"}
_HELD = ("Every step holds", "One step is held back", "Two steps are held back")


@dataclass(frozen=True)
class Outlook:
    """Scenarios and forecast of a case; the first week of the forecast has the number ``first_week`` of the plan."""

    scenarios: Sequence[Scenario]
    forecast: Forecast
    first_week: int


def changes_section(case: Case, costs: Mapping[str, CostBand]) -> Iterator[Block]:
    """What was chosen, with score before and after, evidence, cautions and cost."""
    yield Heading(text="Modifications and equipment, with reasons")
    condition = conditions().get(case.clinical.condition_id or "")
    tags = condition.catalogue_tags if condition else ()
    changes = chosen_changes(case, Circumstances(figures_of_case(case), tags, costs))
    if not changes:
        yield Words(text="None is chosen.")
        return
    yield Table(
        heads=["What, and for which duty", "Why, and what it does", "Evidence", "From, by whom, cost"],
        widths=[40, None, 46, 38],
        rows=[_change(change) for change in changes],
        compact=True,
    )
    yield Words(text=total_cost_words(changes, costs), small=True)


def _change(change: ChosenChange) -> list[list[Piece]]:
    said = [f"Answers: {listed(change.answers)}."] if change.answers else ["Chosen by the therapist."]
    said += [*change.score_words, change.item.effect_on_inputs]
    if change.chosen.measured_after:
        said.append(f"Measured again after it: {len(change.chosen.measured_after)} values.")
    caution = f"Caution: {change.caution}" if change.caution else ""
    named = not cautioned_conditions(change.item).isdisjoint(change.beside.conditions)
    caution += ". It names this worker's condition." if caution and named else ""
    return [
        cell(
            Words(text=change.item.name, strong=True),
            Words(text=change.task_name, small=True),
            Words(text=change.control_words, small=True),
        ),
        cell(*said, *filter(None, (caution, change.chosen.note))),
        cell(Words(text=change.evidence_words, small=True)),
        cell(change.in_place_words, Words(text=change.cost_words, small=True)),
    ]


def plan_section(case: Case, plan: Plan, unit_system: UnitSystem) -> Iterator[Block]:
    """The plan, with the reason of every figure."""
    yield Heading(text="Plan, with the reason of every figure")
    expected = outcome(case, plan, unit_system)
    pieces: list[Piece] = [Words(text=expected.sentence, strong=True)]
    obstacles = list(dict.fromkeys(obstacle_words(o, unit_system) for o in plan.obstacles))
    pieces += [Bullets(items=obstacles)] if obstacles else []
    if expected.openers:
        pieces += [Words(text="What would open them:"), Bullets(items=expected.openers)]
    yield Box(pieces=pieces)
    in_place = [(m.on, m.words) for m in modifications(case) if m.on is not None]
    yield drawing(hours_svg(hours_chart(plan, case.job, in_place)))
    yield Heading(text="Weeks", level=2)
    yield Table(
        heads=["Week", "Hours and pattern", "Duties", "Why these hours, and what the week holds"],
        widths=[36, 32, None, 58],
        rows=list(_weeks(case, plan, unit_system)),
        compact=True,
    )
    yield Heading(text="Limits in force", level=2)
    yield Table(
        heads=["What", "Limit", "Kind of limit"],
        widths=[None, None, 42],
        rows=[
            [cell(row.about), cell(*row.steps), cell(row.kind)] for row in limit_rows(case, plan, unit_system)
        ],
        compact=True,
    )
    yield Heading(text="Why the limits are what they are", level=2)
    yield Table(
        heads=["Limits", "Reason", "Why", "Weeks"],
        widths=[58, 24, None, 24],
        rows=list(_limit_reasons(plan, unit_system)),
        compact=True,
    )
    yield from _rules_and_policy(case, plan, unit_system)


def _weeks(case: Case, plan: Plan, unit_system: UnitSystem) -> Iterator[list[list[Piece]]]:
    by_number = {week.number: week for week in plan.weeks}
    for row in week_rows(case, plan, unit_system):
        first = by_number[int(row.weeks.split()[0])]
        why = [_because(reason, unit_system) for reason in about_hours(first)]
        why += [f"Review: {day}" for day in row.reviews] + list(first.events)
        yield [
            cell(Words(text=row.weeks, strong=True), Words(text=row.dates, small=True), row.firmness),
            cell(Words(text=row.hours, strong=True), Words(text=row.pattern, small=True)),
            [Bullets(items=row.duties)] if row.duties else cell("none"),
            cell(*[Words(text=words) for words in dict.fromkeys(why)]),
        ]


def about_hours(week: PlanWeek) -> list[Reason]:
    """The reasons of a week that are not about one of its limits; those of the limits follow, in their order."""
    return week.reasons[: max(0, len(week.reasons) - len(week.limits))]


def _because(reason: Reason, unit_system: UnitSystem) -> str:
    by = f" [{reason.source}]" if reason.source else ""
    return f"{REASON[reason.code]}: {reason_words(reason, unit_system)}{by}"


def _limit_reasons(plan: Plan, unit_system: UnitSystem) -> Iterator[list[list[Piece]]]:
    """Every reason of a limit once, with the limits and the weeks for which it stands."""
    found: dict[tuple[str, str, str], dict[str, list[int]]] = {}
    for week in plan.weeks:
        reasons = week.reasons[len(about_hours(week)) :]
        for limit, reason in zip(week.limits, reasons, strict=False):
            key = (REASON[reason.code], reason_words(reason, unit_system), reason.source)
            found.setdefault(key, {}).setdefault(_about(limit, unit_system), []).append(week.number)
    for (code, sentence, by), limits in found.items():
        numbers = sorted({number for weeks in limits.values() for number in weeks})
        cited_by = [Words(text=by, small=True)] if by else []
        yield [cell(*limits), cell(code), cell(Words(text=sentence), *cited_by), cell(_spans(numbers))]


def _about(limit: Limit, unit_system: UnitSystem) -> str:
    return limit_words(limit, unit_system).partition(": ")[0]


def _spans(numbers: Sequence[int]) -> str:
    """Week numbers as stretches: "1 to 4, 6"."""
    ends = [number for number, after in pairwise([*numbers, 0]) if after != number + 1]
    starts = [number for before, number in pairwise([0, *numbers]) if not before or number != before + 1]
    return ", ".join(range_words(first, last) for first, last in zip(starts, ends, strict=True))


def _rules_and_policy(case: Case, plan: Plan, unit_system: UnitSystem) -> Iterator[Block]:
    if plan.day_rules:
        yield Heading(text="Rules of the day", level=2)
        yield Table(
            heads=["When", "Rule", "Asked for by"],
            widths=[26, None, 46],
            rows=[cells((rule.label, rule.words, rule.kind)) for rule in day_rule_rows(plan, unit_system)],
            compact=True,
        )
    yield Heading(text=f"Policy: {plan.policy.label}", level=2)
    yield Words(text=plan.policy.summary)
    yield Table(
        heads=["Figure", "Value", "How it is known", "Remark"],
        widths=[46, 40, 46, None],
        rows=[
            cells(
                (
                    row.label,
                    row.value,
                    f"{SOURCE_STATUS[row.figure.status]} [{row.figure.source}]",
                    f"Changed here: {row.figure.note or 'no reason given'}"
                    if row.changed
                    else row.figure.note,
                )
            )
            for row in figure_rows(plan.policy, unit_system)
        ],
        compact=True,
    )
    names = dict.fromkeys(name for row in figure_rows(plan.policy) for name in source_ids(row.figure.source))
    yield Bullets(items=[f"{name}: {source(name).citation}" for name in names])
    yield from deviations(override_rows(plan))


def outlook_section(found: Outlook | None) -> Iterator[Block]:
    """How the return goes if steps are held back, and how likely full duties are by each week."""
    yield Heading(text="How it may go")
    if found is None:
        yield Words(text="It cannot be worked out: the case as it is now cannot be planned.")
        return
    yield Words(
        text="For those who treat only: no other document holds it. A step that is held back is tried again at the "
        "next step date; what was reached stays. Edits of the plan by hand are not in it."
    )
    yield Table(
        heads=["If", "Held back", "Full duties", "Hours in all"],
        widths=[44, None, 56, 28],
        rows=[cells(_scenario(label, one)) for label, one in zip(_HELD, found.scenarios, strict=False)],
    )
    made = found.forecast
    rows = [
        cells((str(found.first_week + n), chance_words(chance)))
        for n, chance in enumerate(made.by_week)
        if chance and (n == 0 or chance > made.by_week[n - 1])
    ]
    yield Heading(text="How likely full duties are by each week", level=2)
    prior = made.prior
    yield Words(
        text=f"Believed before the first step: {prior.held:g} steps held, {prior.failed:g} failed; every step on the "
        "way counts as one more. Stepping back is not part of it.",
        small=True,
    )
    yield Table(
        heads=["By week", "Chance of full duties"],
        widths=[40, None],
        rows=[*rows, cells(("not within the plan", chance_words(made.not_within)))],
        compact=True,
    )


def _scenario(label: str, one: Scenario) -> tuple[str, ...]:
    held = [
        f"the step in {_RAISES[h.move]} of week {h.week} ({date_words(h.monday, weekday=False)})"
        for h in one.held_back
    ]
    full = f"not within {len(one.week_minutes)} weeks"
    if one.full_duties_week is not None and one.full_duties_from is not None:
        full = f"week {one.full_duties_week}, from {date_words(one.full_duties_from, weekday=False)}"
    return label, listed(held) or "nothing", full, hours_words(sum(one.week_minutes))


def progress_section(case: Case) -> Iterator[Block]:
    """Weekly sheets with what they say, and the reviews that were held."""
    yield Heading(text="Weekly sheets and reviews")
    told = [week for week in planned_and_worked(case) if sheet_of(case, week.monday) is not None]
    if told:
        yield Table(
            heads=["Week", "Planned", "Worked", "Days missed", "Managed, 0 to 10"],
            widths=[None, 30, 30, 30, 34],
            rows=[
                cells(
                    (
                        f"{week.number}, from {date_words(week.monday)}",
                        hours_words(week.planned_min),
                        "not told yet" if week.worked_min is None else hours_words(week.worked_min),
                        f"{week.days_missed}; {week.days_open} not told",
                        "not told" if week.managed is None else f"{week.managed:.1f}",
                    )
                )
                for week in told
            ],
        )
        yield Table(
            heads=["Day", "Worked", "Duties done", "Managed", "Pain", "What was said"],
            widths=[32, 22, 42, 17, 13, None],
            rows=[cells(_day(case, day)) for day in sheet_days(case)],
            compact=True,
        )
        comments = [
            f"Week of {date_words(sheet.monday)}: {who}: {words}"
            for sheet in case.weekly_sheets
            for who, words in (("worker", sheet.worker_comment), ("supervisor", sheet.supervisor_comment))
            if words
        ]
        yield Bullets(items=comments)
    else:
        yield Words(text="No weekly sheet is on record yet.")
    yield Heading(text="Reviews held", level=2)
    if case.reviews:
        yield Table(
            heads=["On, kind", "Decided", "Because", "By"],
            widths=[40, 34, None, 36],
            rows=[cells(_review(review)) for review in case.reviews],
            compact=True,
        )
    else:
        yield Words(text="None yet.")


def _day(case: Case, day: SheetDay) -> tuple[str, ...]:
    done = [task.name for task_id in day.tasks_done if (task := case.task(task_id)) is not None]
    problem = "" if day.problem is SheetProblem.NONE else PROBLEM[day.problem]
    return (
        date_words(day.date, year=False),
        "not told" if day.worked_min is None else hours_words(day.worked_min),
        listed(done),
        "" if day.function_0_10 is None else f"{day.function_0_10:g}",
        "" if day.pain_0_10 is None else f"{day.pain_0_10:g}",
        "; ".join(filter(None, (day.missed_reason, problem, day.note))),
    )


def _review(review: Review) -> tuple[str, ...]:
    decided = DECISION[review.decided]
    if review.proposed is not None and review.proposed is not review.decided:
        decided += f" (proposed: {DECISION[review.proposed].lower()})"
    return (
        f"{date_words(review.on)}, {review.kind}",
        decided,
        " ".join([*review.because, review.reason]),
        review.by,
    )


def record_section(case: Case, plan: Plan, unit_system: UnitSystem) -> Iterator[Block]:
    """Versions of the plan with what changed, sign-offs and what was handed out."""
    yield Heading(text="Versions, sign-offs and what was handed out")
    versions = [*case.earlier_plans, plan]
    yield Table(
        heads=["Version", "Made on", "Weeks", "Full duties", "What changed"],
        widths=[18, 30, 40, 26, None],
        rows=[
            cells(
                (
                    str(one.version),
                    date_words(one.made_on, weekday=False),
                    span_words(one.weeks[0].monday, one.weeks[-1].monday) if one.weeks else "none",
                    f"week {one.full_duties_week}" if one.full_duties_week else "not within it",
                    ""
                    if before is None
                    else " ".join(plan_difference(case, before, one, unit_system).sentences),
                )
            )
            for before, one in pairwise([None, *versions])
            if one is not None
        ],
        compact=True,
    )
    if plan.edited_by:
        on = f" on {date_words(plan.edited_on)}" if plan.edited_on else ""
        yield Notice(text=f"Edited by hand by {plan.edited_by}{on}.")
    for heading, rows in (
        (
            "Sign-offs and answers",
            [
                (s.role.value.capitalize(), s.name, f"version {s.plan_version}", date_words(s.on), s.comment)
                for s in case.sign_offs
            ],
        ),
        (
            "Handed out",
            [
                (
                    r.recipient.value.capitalize(),
                    r.document.replace("_", " "),
                    r.file_format,
                    date_words(r.on),
                    r.by,
                )
                for r in case.releases
            ],
        ),
    ):
        if rows:
            yield Heading(text=heading, level=2)
            yield Table(
                heads=["Who", "What", "Version or format", "On", "Remark"],
                widths=[30, None, 36, 36, 44],
                rows=[cells(row) for row in rows],
                compact=True,
            )
    if case.closing is not None:
        yield Words(
            text=f"Closed on {date_words(case.closing.on)} by {case.closing.by}: {case.closing.result}"
        )
