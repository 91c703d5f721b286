"""The treating team's report, last part: what is not known, and what rests on memory or judgement."""

from collections.abc import Iterator

from ergo.analysis.case_words import SOURCE_STATUS
from ergo.analysis.demands import Key
from ergo.analysis.policy_words import figure_rows
from ergo.analysis.problems import find_problems
from ergo.analysis.unassessed import never_assessed
from ergo.analysis.wording import listed
from ergo.analysis.words import amount_words, inside_sentence, key_words
from ergo.knowledge.dimensions import unit_of
from ergo.knowledge.quantities import quantity
from ergo.knowledge.sources import Status
from ergo.methods import load
from ergo.model.case import Case
from ergo.reports.document import Block, Bullets, Heading, Words
from ergo.reports.report_work import scored_parts
from ergo.units import UnitSystem

_TO_BE_LABELLED = (Status.PARTLY_VERIFIED, Status.MEMORY, Status.CLINICAL_JUDGEMENT, Status.PROPOSAL)
_MEMORY = "memory"


def gaps_section(case: Case, unit_system: UnitSystem) -> Iterator[Block]:
    """What nobody measured or asked, what the tool points out, and figures that were not read in a source."""
    yield Heading(text="What is not known, and what rests on memory or judgement")
    yield Heading(text="Not assessed", level=2)
    open_ones = [_unassessed(u.key, u.most, u.tasks, unit_system) for u in never_assessed(case)]
    yield (
        Bullets(items=open_ones) if open_ones else Words(text="Every demand that is asked for was looked at.")
    )
    missing = [
        f"{name}, {load(scored.method_id).name}: "
        + (scored.problem or listed([inside_sentence(quantity(q).label) for q in scored.missing]))
        for name, _, scored in scored_parts(case)
        if scored.result is None
    ]
    if missing:
        yield Heading(text="Not scored, and what it needs", level=2)
        yield Bullets(items=missing)
    problems = [problem.message for problem in find_problems(case)]
    if problems:
        yield Heading(text="Pointed out by the tool", level=2)
        yield Bullets(items=list(dict.fromkeys(problems)))
    yield Heading(text="Figures that were not read in a source", level=2)
    yield Bullets(items=_statuses(case))


def _unassessed(key: Key, most: float | None, tasks: list[str], unit_system: UnitSystem) -> str:
    amount = (
        ""
        if most is None
        else f", up to {amount_words(most, unit_of(key.dimension, key.aspect), unit_system)}"
    )
    return f"{key_words(key)}{amount}: asked for by {listed(tasks)}; no tolerance is on record."


def _statuses(case: Case) -> list[str]:
    """Methods in use with numbers from memory, and figures of the policy by status."""
    found = []
    for method_id in dict.fromkeys(scored.method_id for _, _, scored in scored_parts(case)):
        method = load(method_id)
        said = [method.status] if _MEMORY in method.status else []
        said += [f"bands “{b.name}”: {b.status}" for b in method.bands if _MEMORY in b.status]
        if said:
            found.append(f"{method.name}: {'; '.join(said)}.")
    if case.plan is not None:
        for status in _TO_BE_LABELLED:
            rows = [row.label for row in figure_rows(case.plan.policy) if row.figure.status is status]
            if rows:
                found.append(f"Policy, {SOURCE_STATUS[status]}: {', '.join(map(inside_sentence, rows))}.")
    return found or ["None: every figure in use was read in a source."]
