"""Guidance on sitting, breaks and standing: figures as their sources have them, each under a topic, status shown."""

import pytest

from ergo.knowledge.sitting import guidance, guidance_topics
from ergo.knowledge.sources import Status


def test_every_sentence_stands_under_a_topic_and_no_topic_is_empty() -> None:
    assert {row.topic for row in guidance().values()} == set(guidance_topics())


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        ("break_interval", ["20 minutes", "40"]),  # McLean 2001
        ("active_breaks", ["5 minutes to 2 hours", "20 seconds to 30 minutes"]),  # Waongenngarm 2018
        ("new_pain", ["33 %", "9 %", "7 %"]),  # Waongenngarm 2021
        ("standing_goal", ["Two hours", "four"]),  # Buckley 2015
        ("standing_long", ["1 hour", "4 hours"]),  # OSHwiki
        ("standing_pain", ["71 minutes", "42"]),  # Coenen 2017
    ],
)
def test_figures(name: str, figures: list[str]) -> None:
    assert all(figure in guidance()[name].text for figure in figures)


def test_what_is_ours_is_not_called_verified() -> None:
    for row in guidance().values():
        if row.source == "PROP":
            assert row.status in (Status.PROPOSAL, Status.CLINICAL_JUDGEMENT)
