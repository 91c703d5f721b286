"""Fitness to drive: questions, referral and facts, and nothing that clears anybody."""

import re

import pytest

from ergo.knowledge.fitness_to_drive import driving_topics, never_clears, topics_for
from ergo.knowledge.sources import Status, source, source_ids

TOPICS = list(driving_topics().values())


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.id)
def test_a_topic_asks_and_refers(topic) -> None:
    assert all("?" in question for question in topic.ask)
    assert topic.refer.endswith(".")


def test_no_sentence_clears_anybody() -> None:
    assert "clears nobody" in never_clears()
    clears = re.compile(r"\b(may drive|can drive again|fit to drive|is cleared)\b", re.IGNORECASE)
    for topic in TOPICS:
        for sentence in (topic.refer, *topic.ask, *(fact.text for fact in topic.facts)):
            assert not clears.search(sentence), sentence


def test_what_rests_on_memory_says_so() -> None:
    for topic in TOPICS:
        for fact in topic.facts:
            assert (source_ids(fact.source) == ("MEM",)) == (fact.status is Status.MEMORY), fact.text
            assert source(source_ids(fact.source)[0]).status is fact.status, fact.text


@pytest.mark.parametrize(
    ("topic", "printed"),
    [
        ("back_surgery", ("685", "728", "671", "487")),
        ("joint_surgery", ("614", "411", "555", "six weeks")),
        ("medicine", ("1.7", "21 to 42")),
    ],
)
def test_figures_as_the_sources_print_them(topic: str, printed: tuple[str, ...]) -> None:
    """Liebensteiner 2010; Kirschbaum 2021; Injury Epidemiology 2019 (odds ratio 1.72) and ACEP 2019."""
    text = " ".join(fact.text for fact in driving_topics()[topic].facts)
    assert [figure for figure in printed if figure not in text] == []


def test_both_conclusions_from_the_same_data_are_shown() -> None:
    text = driving_topics()["back_surgery"].facts[0].text
    assert "after discharge" in text
    assert "three months" in text


def test_the_condition_decides_what_comes_first() -> None:
    first = [topic.id for topic in topics_for("post_tka")]
    assert first[:3] == ["anybody", "joint_surgery", "medicine"]
    assert sorted(first) == sorted(topic.id for topic in TOPICS)
    assert topics_for(None)[0].id == "anybody"


def test_duties_of_one_country_are_not_shown_in_another() -> None:
    everybody = driving_topics()["anybody"]
    duties = {fact.text for fact in everybody.facts_for("GB")} - {
        fact.text for fact in everybody.facts_for("")
    }
    assert len(duties) == 2
    assert not duties & {fact.text for fact in everybody.facts_for("US")}
