"""Random cases with a marker of its own in every text: none that a reader may not see is in any file for that reader.

Cases are the worked examples and the case that holds every part, with parts taken in, repeated and left out, consents
that name some items, were withdrawn or have ended, schemes, sign-offs and stops, all by the seed. What each reader may
see is told here by the visibility table alone.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from io import BytesIO
from random import Random

import pytest
from PIL import Image

from ergo.errors import InputError
from ergo.knowledge.schemes import schemes
from ergo.knowledge.visibility import Audience, Rule, items, visibility
from ergo.model.base import Entity, new_id
from ergo.model.case import Case
from ergo.model.record import Decision, Review, SignOff, SignOffRole
from ergo.model.worker import Consent, ContactRole
from ergo.reports.audience import cut
from ergo.reports.html import render_html
from ergo.reports.pdf import render_pdf
from ergo.reports.word import render_word
from ergo.workflow.documents import Format, How, kinds
from ergo.workflow.examples import example
from ergo.workflow.plans import keep_plan, plan_case
from tests.reports.cases import TODAY
from tests.reports.pdf_reading import holds
from tests.reports.test_audience import (
    SEEN_BY_ROLE,
    SEEN_BY_THE_EMPLOYER,
    Planter,
    full_case,
    planted_in,
)
from tests.workflow.test_markers import everything_in

SEEDS = range(24)
WITH_WORD, WITH_PDF = (0, 5, 10, 15, 19), (1, 10, 19)
EXAMPLES = ("warehouse", "office", "delivery")
READERS = {
    Audience.EMPLOYER: (ContactRole.EMPLOYER, ContactRole.SUPERVISOR),
    Audience.INSURER: (ContactRole.INSURER,),
    Audience.CERTIFIER: (ContactRole.CERTIFIER,),
}
TAKEN_IN = "clinical programme restrictions leave reviews weekly_sheets sign_offs releases closing"
REPEATED = (
    "contacts capacities restrictions needs clearances modifications leave weekly_sheets reviews releases"
)
ITEM_OF = {
    "Worker.name": "identity",
    "Clinical.body_area": "body_area",
    "Restriction.wording": "restriction_wording",
    "Restriction.author": "restriction_wording",
    "Certificate.author": "restriction_wording",
    "Certificate.role": "restriction_wording",
    "Query.question": "restriction_wording",
    "Query.answered_by": "restriction_wording",
    "Query.answer": "restriction_wording",
    "StatedNeed.wording": "restriction_wording",
    "StatedNeed.author": "restriction_wording",
    "SignOff.comment": "worker_comments",
    "WeeklySheet.worker_comment": "worker_comments",
    "Photograph.caption": "photographs",
    "PsychosocialFlag.obstacle": "psychosocial_flags",
    "PsychosocialFlag.action": "psychosocial_flags",
    "PsychosocialFlag.owner": "psychosocial_flags",
    "OutcomeMeasure.note": "scores",
}
"""Texts that some reader outside the treating team may see in some case, by their item of the table."""

CODES_OF_THE_PLANNER = {
    "DayRule.source_id",
    "Limit.source_id",
    "Obstacle.source_id",
    "Opener.item_id",
    "Opener.restriction_id",
    "Block.postures",
    "PlanWeek.rung_label",
}
"""Ids and words of the vocabulary that the planner writes and nobody types: in the cut case, in no file."""

OF_THE_JOB = {"Demand.confirmed_by", "CycleStep.name", "Verification.name", "Verification.comment"}


@cache
def jpeg() -> bytes:
    made = BytesIO()
    Image.new("RGB", (4, 3), "grey").save(made, "JPEG")
    return made.getvalue()


def random_case(seed: int) -> tuple[Case, Planter, How]:
    """A case with its plan where one could be made, what was planted in it, and how its documents are made."""
    chance = Random(seed)
    name = EXAMPLES[seed % 4] if seed % 4 < len(EXAMPLES) else ""
    whole = example(name) if name else full_case()
    on = whole.plan_settings.start or TODAY
    if name:
        other = full_case()
        for part in TAKEN_IN.split():
            if chance.random() < 0.6:
                setattr(whole, part, getattr(other, part))
        whole.job.tasks[0].photographs = other.job.tasks[0].photographs
        whole.job.tasks[0].checklist = other.job.tasks[0].checklist
        whole.job.verifications = other.job.verifications
    for part in REPEATED.split():
        entries = getattr(whole, part)
        if entries and chance.random() < 0.5:
            entries.append(again(chance.choice(entries)))
    for photograph in whole.job.tasks[0].photographs:
        photograph.for_employer = chance.random() < 0.7
    whole.consents = [
        Consent(
            recipient=recipient,
            items=chance.sample(sorted(items()), chance.randint(1, len(items()))),
            given_on=on - timedelta(days=30),
            until=on + timedelta(days=chance.choice((-1, 300))),
            withdrawn_on=on if chance.random() < 0.2 else None,
        )
        for recipients in READERS.values()
        for recipient in recipients
        if chance.random() < 0.7
    ]
    whole.scheme_id = chance.choice(["", *schemes()])
    named = [list(consent.items) for consent in whole.consents]
    planter = planted_in(whole)
    for consent, before in zip(whole.consents, named, strict=True):
        consent.items = before
    if name:
        try:
            keep_plan(whole, plan_case(whole, on).plan)
        except InputError:
            whole.plan = None
    if whole.plan is not None and chance.random() < 0.5:
        plan = whole.plan
        whole.sign_offs.append(
            SignOff(
                role=SignOffRole.THERAPIST, plan_id=plan.id, plan_version=plan.version, name="A. N.", on=on
            )
        )
    if chance.random() < 0.4:
        whole.reviews.append(Review(on=on, monday=on, decided=Decision.STOP_AND_REFER))
    return whole, planter, How(on, jpeg=lambda _: jpeg(), scheme_id=chance.choice(["", *schemes()]))


def again(entry: Entity) -> Entity:
    copied = entry.model_copy(deep=True)
    if "id" in type(entry).model_fields:
        copied.id = new_id()
    return copied


def agreed(whole: Case, audience: Audience, how: How) -> set[str]:
    """The items that consents for a reader name on the day of the documents."""
    return {
        item
        for consent in whole.consents
        if consent.recipient in READERS[audience]
        and consent.given_on <= how.on
        and (consent.until is None or consent.until >= how.on)
        and (consent.withdrawn_on is None or consent.withdrawn_on > how.on)
        for item in consent.items
    }


def hidden(whole: Case, planter: Planter, audience: Audience, how: How) -> list[str]:
    """Every marker that may be in no file for a reader."""
    named = agreed(whole, audience, how)
    seen = (SEEN_BY_THE_EMPLOYER | SEEN_BY_ROLE | OF_THE_JOB) - ITEM_OF.keys()
    for where, item in ITEM_OF.items():
        rule = visibility(item, audience).rule
        by_consent = item in named if rule is Rule.CONSENT or item == "identity" else False
        if by_consent or (rule is Rule.FULL and item != "identity"):
            seen.add(where)
    scheme = schemes().get(whole.scheme_id or how.scheme_id)
    if scheme is not None and audience in scheme.diagnosis_shown_to and "diagnosis" in named:
        seen.add("Clinical.diagnosis")
    return [marker for where, marks in planter.planted.items() if where not in seen for marker in marks]


def files_for(
    whole: Case, how: How, audience: Audience, forms: Iterable[Format]
) -> Iterable[tuple[str, Format, bytes]]:
    """Every document for a reader in some formats, whether or not something keeps it from being handed out."""
    for row in kinds().values():
        if row.audience is not audience or (row.needs_plan and whole.plan is None):
            continue
        for about in row.abouts(whole, how)[:2]:
            about_it = replace(how, about=about)
            for form in forms:
                if form in row.further:
                    yield row.kind, form, row.further[form](whole, about_it)
                elif form is Format.HTML:
                    yield row.kind, form, render_html(row.blocks(whole, about_it))
                elif form is Format.WORD:
                    yield row.kind, form, render_word(row.blocks(whole, about_it))
                elif form is Format.PDF:
                    yield row.kind, form, render_pdf(row.blocks(whole, about_it))


@pytest.mark.parametrize("seed", SEEDS)
def test_no_file_for_others_holds_what_its_reader_may_not_see(seed: int) -> None:
    whole, planter, how = random_case(seed)
    slow = {Format.WORD: WITH_WORD, Format.PDF: WITH_PDF}
    forms = [form for form in Format if seed in slow.get(form, SEEDS)]
    made, shown = 0, 0
    for audience in READERS:
        unseen = hidden(whole, planter, audience, how)
        assert len(unseen) > 50
        content = cut(whole, audience, how.on, how.scheme_id).model_dump_json()
        codes = {marker for where in CODES_OF_THE_PLANNER for marker in planter.planted.get(where, [])}
        assert [marker for marker in unseen if marker in content and marker not in codes] == []
        for kind, form, data in files_for(whole, how, audience, forms):
            written = everything_in(data)
            found = [marker for marker in unseen if marker in written]
            if form is Format.PDF:
                found += [marker for marker in unseen if holds(data, marker)]
            where = {name for name, marks in planter.planted.items() for marker in found if marker in marks}
            assert not where, f"{kind} as {form} for {audience}"
            made += 1
            shown += any(marker in written for marker in planter.planted["Task.name"])
    assert made > 3
    assert shown > 1, "what may be seen is found by the same search"


def test_the_random_cases_are_not_all_alike() -> None:
    made = [random_case(seed) for seed in range(8)]
    assert sum(whole.plan is not None for whole, _, _ in made) >= 6
    assert len({len(whole.consents) for whole, _, _ in made}) > 2
    assert len({how.scheme_id for _, _, how in made}) > 3
    assert all(len(planter.planted) > 60 for _, planter, _ in made)
