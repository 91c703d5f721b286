"""Components, exercises and topics: as the reference has them, no claim beyond its evidence, every seed statement."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ergo.knowledge.catalogue import Context, catalogue
from ergo.knowledge.clinical import conditions
from ergo.knowledge.files import read_json
from ergo.knowledge.instruments import instruments
from ergo.knowledge.programme import (
    COMPONENTS,
    EDUCATION,
    EXERCISES,
    Component,
    Deliverer,
    DoseBasis,
    Movement,
    components,
    exercise_rules,
    exercises,
    facts,
    goal_library,
    highest_grade,
    pacing_rules,
    topics,
    usual_weeks,
)
from ergo.knowledge.reviews import pain_rules
from ergo.knowledge.sources import Statement, Status, source, source_ids

DATA = Path(__file__).parent / "data"
STATUS = {
    "verified": Status.VERIFIED,
    "verified2": Status.VERIFIED_TWICE,
    "memory": Status.MEMORY,
    "proposal": Status.PROPOSAL,
}
READ = {Status.VERIFIED, Status.VERIFIED_TWICE, Status.PARTLY_VERIFIED}


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


REFERENCE = {row["id"]: row for row in table("rehab_components.csv")}
SEEDS = table("seed_coverage.csv")


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    entries = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for entry in entries for text in strings(entry)]


ALL_TEXTS = [text for file in (COMPONENTS, EXERCISES, EDUCATION) for text in strings(read_json(file))]


def claims(component: Component) -> list[Statement]:
    return [*component.evidence, *component.cautions]


def test_all_components_of_the_reference_as_it_gives_them() -> None:
    assert list(components()) == list(REFERENCE)
    assert len(components()) == 27
    for row in components().values():
        printed = REFERENCE[row.id]
        assert (row.ot_role, row.who) == (printed["ot_role"], printed["who"])
        assert (row.frequency, row.duration) == (printed["frequency"], printed["duration"])
        assert row.status is STATUS[printed["status"]]


def test_what_is_referred_or_not_scheduled_follows_the_role() -> None:
    by = {row.id: row.delivered_by for row in components().values()}
    assert {i for i, who in by.items() if who is Deliverer.NONE} == {"modalities", "acupuncture"}
    referred = {i for i, who in by.items() if who is Deliverer.REFERRAL}
    assert referred == {"manual_therapy", "medication", "psychosocial_support", "multidisciplinary"}
    for name in referred:
        assert "refer" in components()[name].ot_role


def test_every_fact_that_a_component_names_is_one_and_each_is_used() -> None:
    named = {indication.fact for row in components().values() for indication in row.indicated_by}
    named |= {caution.fact for row in components().values() for caution in row.cautions}
    assert named == set(facts())
    for row in components().values():
        assert bool(row.indicated_by) == (row.delivered_by is not Deliverer.NONE)


@pytest.mark.parametrize("component", components().values(), ids=lambda row: row.id)
def test_no_claim_goes_beyond_the_evidence(component: Component) -> None:
    """Every figure of a claim is printed in the reference's row, in a trial or in a guideline point."""
    trials = " ".join(" ".join(row.values()) for row in table("evidence_trials.csv"))
    points = " ".join(" ".join(row.values()) for row in table("guideline_points.csv"))
    printed = set(re.findall(r"\d+(?:\.\d+)?", " ".join(REFERENCE[component.id].values()) + trials + points))
    for claim in claims(component):
        assert set(re.findall(r"\d+(?:\.\d+)?", claim.text)) <= printed, claim.text
        assert not re.search(r"\b(cures?|guarantees?|heals?|safe for|sooner)\b", claim.text), claim.text
        assert not re.search(r"(?<!not )prevents?\b", claim.text), claim.text


def test_a_claim_from_memory_is_labelled_and_a_verified_one_was_read() -> None:
    for row in components().values():
        for claim in claims(row):
            assert (claim.source == "MEM") == (claim.status is Status.MEMORY), claim.text
            if claim.status in READ:
                assert all(source(s).status in READ for s in source_ids(claim.source)), claim.text


def test_the_directions_that_speak_against_a_component_are_told() -> None:
    said = {row.id: " ".join(claim.text for claim in claims(row)) for row in components().values()}
    assert "conflict" in said["stay_active"]
    assert "longer" in said["stay_active"]
    assert "no benefit" in said["case_coordination"]
    assert "against TENS" in said["modalities"]
    assert "not to offer" in said["acupuncture"]
    assert "not in another" in said["posture_ergonomics"]
    assert "does not prevent" in said["body_mechanics"]


def test_exercises_of_the_reference() -> None:
    assert len(exercises()) == 51
    counted = {basis: sum(e.dose_basis is basis for e in exercises().values()) for basis in DoseBasis}
    assert counted == {DoseBasis.SOURCE: 16, DoseBasis.ADAPTED: 4, DoseBasis.PRACTICE: 31}


def test_what_bends_back_is_marked_so_and_left_out_in_stenosis() -> None:
    back = {e.id for e in exercises().values() if e.movement is Movement.EXTENSION}
    assert back == {e.id for e in exercises().values() if "stenosis" in e.usually_avoid_in}
    assert exercises()["ex-double-knee"].movement is Movement.FLEXION
    assert set(exercise_rules().operated_at_once) <= set(exercises())


def test_topics_of_the_reference_are_at_or_below_the_grade() -> None:
    assert len(topics()) == 29
    assert highest_grade() == 6
    assert all(topic.flesch_kincaid_grade <= highest_grade() for topic in topics().values())


def test_figures_of_pacing_and_of_a_programme_without_a_plan() -> None:
    rules = pacing_rules()
    assert rules.step_share.value == 0.1
    assert rules.step_share.status is Status.VERIFIED_TWICE
    assert [activity.id for activity in rules.activities] == ["sit", "stand", "walk", "drive", "lift"]
    assert [activity.unit for activity in rules.activities] == ["min", "min", "m", "min", "kg"]
    own = {row.id: row.own_rule for row in rules.activities}
    assert {name for name, rule in own.items() if rule is not None} == {"lift"}
    assert own["lift"] is not None
    assert own["lift"].status is Status.PROPOSAL


def scheduled(name: str) -> bool:
    return components()[name].delivered_by is not Deliverer.NONE


WAYS: dict[str, Callable[[str], bool]] = {
    "component": scheduled,
    "not_scheduled": lambda name: not scheduled(name),
    "referral": lambda name: components()[name].delivered_by is Deliverer.REFERRAL,
    "dose": lambda name: "daily" in components()[name].frequency,
    "usual_weeks": lambda weeks: usual_weeks().value == int(weeks),
    "exercise": lambda name: name in exercises(),
    "topic": lambda name: name in topics(),
    "goal": lambda name: name in goal_library(),
    "pacing": lambda name: name in {activity.id for activity in pacing_rules().activities},
    "condition": lambda name: name in conditions(),
    "instrument": lambda name: name in instruments(),
    "evidence": lambda name: any(name in row.evidence_ids for row in components().values()),
    "source": lambda name: bool(source(name).citation),
    "pain_rules": lambda _: bool(pain_rules()),
    "equipment": lambda context: any(Context(context) in item.contexts for item in catalogue().values()),
    "never": lambda words: not any(words in text.casefold() for text in ALL_TEXTS),
}
"""How each thing by which a statement of the seed documents is covered is looked up."""


@pytest.mark.parametrize("row", SEEDS, ids=[f"{r['seed_doc']}-{n}" for n, r in enumerate(SEEDS, 1)])
def test_every_statement_of_the_seed_documents_is_covered(row: dict[str, str]) -> None:
    named = row["covered_by"].split(";")
    assert named != [""]
    for entry in named:
        way, _, name = entry.partition(":")
        assert WAYS[way](name), entry


def test_the_corrections_of_the_seed_documents_are_made() -> None:
    corrected = {row["seed_statement"]: row["covered_by"] for row in SEEDS if "CORRECT" in row["caution"]}
    assert len(corrected) == 2
    assert all("never:" in covered for covered in corrected.values())
