"""The treating team's report, second part: what the methods say of the work, and the work beside the worker."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from ergo.analysis.bind import bind
from ergo.analysis.case_words import HOW
from ergo.analysis.demands import steps_as_tasks
from ergo.analysis.derived import with_derived
from ergo.analysis.match import MatchRow, State, match_case, why_words
from ergo.analysis.method_limits import Standing, amount_of_limit, standings
from ergo.analysis.score import TaskScore, composite_lifting, score_task
from ergo.analysis.wording import date_words, listed
from ergo.analysis.words import amount_words, inside_sentence, key_words
from ergo.drawing.heat import heat_svg, mark_of, mark_words
from ergo.knowledge.quantities import Quantity, quantity
from ergo.methods import load
from ergo.methods.base import Method
from ergo.methods.result import Severity
from ergo.model.base import Measurement
from ergo.model.case import Case
from ergo.model.job import Task
from ergo.reports.document import Block, Bullets, Heading, Piece, Table, Words, cell, cells, drawing
from ergo.reports.job_demands import begun
from ergo.reports.summary import capacity_row
from ergo.units import UnitSystem

_SEVERITY = {Severity.INVALID: "Does not apply", Severity.CAUTION: "Caution", Severity.NOTE: "Note"}
_TASKS_IN_A_PICTURE = 12


def scored_parts(case: Case) -> list[tuple[str, Task, TaskScore]]:
    """Every score that was begun: name, task or step, score; the lifts of the job together come last."""
    found = []
    for task in case.job.tasks:
        for part in [task, *steps_as_tasks(task)]:
            name = task.name if part is task else f"{task.name}: {part.name}"
            found += [
                (name, part, scored)
                for scored in score_task(part)
                if scored.result is not None or begun(load(scored.method_id), part)
            ]
    together = composite_lifting(case.job.tasks)
    if together is not None and together.result is not None:
        names = listed([task.name for task in case.job.tasks if task.id in together.task_ids])
        found.append((f"All together: {names}", case.job.tasks[0], together))
    return found


def methods_and_results(case: Case) -> Iterator[Block]:
    """Scores with bands and validity, task by task, then which edition and source each method has."""
    yield Heading(text="Methods and results")
    found = scored_parts(case)
    if not found:
        yield Words(text="Nothing was measured that a method could score.")
        return
    yield Words(
        text="Each score describes the work, mostly for healthy workers. What each was computed from stands in the "
        "appendix.",
        small=True,
    )
    yield Table(
        heads=["Task", "Method", "Score", "What it says, and how far it can be relied on"],
        widths=[34, 38, 24, None],
        rows=[
            _result(name, scored, first=not n or found[n - 1][0] != name)
            for n, (name, _, scored) in enumerate(found)
        ],
        compact=True,
    )
    near = [standing for standing in standings(case) if standing.beyond or standing.asks_for_change]
    if near:
        yield Heading(text="Limits of methods that the work passes or comes near to", level=2)
        yield Bullets(items=[_standing(case, standing) for standing in near])
    yield Heading(text="Sources of the methods, and how far their figures were checked", level=2)
    ids = dict.fromkeys(scored.method_id for _, _, scored in found)
    yield Table(
        heads=["Method, edition and source", "How far its figures were checked, and what it is not for"],
        widths=[70, None],
        rows=[_about(load(method_id)) for method_id in ids],
        compact=True,
    )


def _result(name: str, scored: TaskScore, *, first: bool) -> list[list[Piece]]:
    method, result = load(scored.method_id), scored.result
    title = cell(Words(text=name if first else "", strong=True))
    if result is None:
        why = scored.problem or f"Not measured yet: {_named(scored.missing)}."
        return [title, cell(method.name), cell("not scored"), cell(why)]
    score = "no score" if result.score is None else method.figure.words(float(result.score))
    said: list[Piece] = []
    if result.band is not None:
        said.append(Words(text=f"{result.band.label}: {result.band.words}"))
    for scheme in result.bands[1:]:
        band = scheme.band(float(result.score)) if result.score is not None else None
        if band is not None:
            said.append(Words(text=f"{scheme.name}: {band.label} ({scheme.status})", small=True))
    said += [Words(text=f"{_SEVERITY[f.severity]}: {f.text}", small=True) for f in result.findings]
    left = [name for name in scored.left_out if name]
    said += [Words(text=f"{len(left)} left out: not measured.", small=True)] if left else []
    return [title, cell(method.name), cell(Words(text=score, strong=True)), said]


def _named(quantity_ids: Sequence[str]) -> str:
    return listed([inside_sentence(quantity(name).label) for name in quantity_ids])


def _standing(case: Case, standing: Standing) -> str:
    limit = standing.limit
    names = listed([task.name for task in case.job.tasks if task.id in standing.task_ids])
    figure, allowed = (amount_of_limit(limit, amount) for amount in (standing.figure, standing.allowed))
    kept = "this plan keeps to it" if limit.gates else "it informs and closes nothing"
    why = f" ({limit.reason})" if limit.reason else ""
    return f"{names}: {inside_sentence(limit.row.label)} {figure}, limit {allowed}; {kept}{why}."


def _about(method: Method) -> list[list[Piece]]:
    schemes = [Words(text=f"Bands, {b.name}: {b.status}.", small=True) for b in method.bands]
    return [
        cell(
            Words(text=method.name, strong=True),
            Words(text=f"{method.edition}, version {method.version}", small=True),
            method.citation,
        ),
        cell(
            f"{method.status}.",
            *schemes,
            Words(text=f"Not for: {'; '.join(method.not_for)}.", small=True),
        ),
    ]


def match_section(case: Case, on: date, unit_system: UnitSystem) -> Iterator[Block]:
    """Capacity and restrictions, then each task: what is beyond, what needs an answer, what was not assessed."""
    yield Heading(text="Capacity, restrictions and match")
    if case.capacities:
        yield Table(
            heads=["Tolerance or ability", "Found", "Kind", "How and when", "Note"],
            widths=[42, 28, 22, 34, None],
            rows=[cells((*capacity_row(c, unit_system), c.note)) for c in case.capacities],
            compact=True,
        )
    else:
        yield Words(text="No tolerance is on record.")
    restrictions = case.all_restrictions()
    if restrictions:
        yield Heading(text="Restrictions word for word", level=2)
        yield Bullets(
            items=[
                f"“{r.wording}” ({', '.join(filter(None, (r.author, date_words(r.given_on) if r.given_on else '')))})"
                for r in restrictions
            ]
        )
    rows = match_case(case, on)
    yield Heading(text=f"Tasks beside them on {date_words(on)}", level=2)
    yield Bullets(items=[_in_short(case, task, rows) for task in case.job.tasks])
    tasks = case.job.tasks
    for start in range(0, len(tasks), _TASKS_IN_A_PICTURE):
        shown = tasks[start : start + _TASKS_IN_A_PICTURE]
        yield drawing(heat_svg([r for r in rows if r.task_id in {t.id for t in shown}], shown))
    open_rows = [row for row in rows if row.state in (State.BEYOND, State.NEEDS_ANSWER)]
    if open_rows:
        yield Table(
            heads=["Task", "Demand", "Stands", "Why, and by what"],
            widths=[38, 44, 32, None],
            rows=[_match(case, row, unit_system) for row in open_rows],
            compact=True,
        )
    yield Words(text="What was not assessed stands under what is not known.", small=True)


def _in_short(case: Case, task: Task, rows: Sequence[MatchRow]) -> str:
    own = [row for row in rows if row.task_id == task.id]
    counts = {state: sum(row.state is state for row in own) for state in State}
    words = {
        State.BEYOND: "beyond a limit",
        State.NEEDS_ANSWER: "need an answer",
        State.NOT_ASSESSED: "not assessed",
        State.WITHIN: "within",
    }
    said = [f"{counts[state]} {label}" for state, label in words.items() if counts[state]]
    closed = "closed as it is" if any(row.closes for row in own) else "nothing closes it"
    return f"{task.name}: {closed}; {', '.join(said) or 'nothing is asked for that was looked at'}"


def _match(case: Case, row: MatchRow, unit_system: UnitSystem) -> list[list[Piece]]:
    task = case.task(row.task_id)
    why = [Words(text=why_words(row.decisive, row.key, unit_system))]
    source = [Words(text=row.decisive.source, small=True)] if row.decisive.source else []
    closes = [Words(text="closes the task", small=True)] if row.closes else []
    return [
        cell(task.name if task else ""),
        cell(key_words(row.key)),
        cell(mark_words(mark_of(row)), *closes),
        cell(*why, *source),
    ]


def inputs_appendix(case: Case, unit_system: UnitSystem) -> Iterator[Block]:
    """What every score was computed from, task by task, and the steps of each method."""
    yield Heading(text="Appendix: what the scores were computed from")
    alone = [
        row for row in scored_parts(case) if row[2].result is not None and not load(row[2].method_id).parts
    ]
    for name, group in groupby(alone, key=lambda row: row[0]):
        rows = list(group)
        scored = [row[2] for row in rows]
        yield Heading(text=name, level=2)
        yield Table(
            heads=["Input", "Value", "How it is known"],
            widths=[None, 32, 84],
            rows=_inputs(rows[0][1], [load(one.method_id) for one in scored], unit_system),
            compact=True,
        )
        for one in scored:
            steps = _steps(load(one.method_id), one)
            if steps:
                yield Words(text=f"Steps of {load(one.method_id).name}:", strong=True, small=True)
                yield Bullets(items=steps, in_two_columns=True)


def _inputs(task: Task, methods: Sequence[Method], unit_system: UnitSystem) -> list[list[list[Piece]]]:
    """Every input that one of the methods took, once."""
    measured = with_derived(task.measurements)
    found: dict[str, list[list[Piece]]] = {}
    for method in methods:
        bound = bind(task, method)
        for name, row in method.inputs.quantities().items():
            if name in bound.values and row.id not in found:
                how = _how_known(task, row.id, bound.from_task_minutes, measured)
                found[row.id] = cells((row.label, value_words(row, bound.values[name], unit_system), how))
    return list(found.values())


def _how_known(
    task: Task, quantity_id: str, from_minutes: Sequence[str], measured: Mapping[str, Measurement]
) -> str:
    measurement = measured.get(quantity_id)
    if quantity_id in from_minutes:
        return "from the task's minutes on a shift"
    if measurement is None:
        return "from the driving day"
    when = f", {date_words(measurement.on, weekday=False)}" if measurement.on else ""
    by = f", {measurement.by}" if measurement.by else ""
    derived = "" if quantity_id in task.measurements else ", worked out from the others"
    return f"{HOW[measurement.how].lower()}{when}{by}{derived}"


def value_words(row: Quantity, value: object, unit_system: UnitSystem) -> str:
    """A measured value as a person reads it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return amount_words(float(value), row.unit, unit_system)
    return next((choice.label for choice in row.choices if choice.value == value), str(value))


def _steps(method: Method, scored: TaskScore) -> list[str]:
    """The steps of a computation that are numbers, by the symbol of the field where only one step has it."""
    found = []
    symbols = Counter(term.symbol for term in method.terms.values())
    for name, value in (scored.result.intermediates if scored.result else {}).items():
        term = method.terms.get(name)
        if term is not None and isinstance(value, int | float) and not isinstance(value, bool):
            called = term.symbol if symbols[term.symbol] == 1 else ""
            found.append(f"{called or inside_sentence(term.label)} {round(value, 3):g} {term.unit}".rstrip())
    return found
