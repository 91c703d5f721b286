"""Outcome measures: the published scoring vectors, what is missing, and what a change means."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from ergo.analysis.outcomes import Reach, Scored, change, courses, rounded, score
from ergo.knowledge.instruments import instruments
from ergo.model.case import Case
from ergo.model.clinical import OutcomeMeasure

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "data" / "instrument_vectors.json").read_text(encoding="utf-8")
)["vectors"]
DAY = date(2026, 1, 5)


def scored(instrument_id: str, *responses: float | None, total: float | None = None) -> Scored:
    measure = OutcomeMeasure(instrument_id=instrument_id, on=DAY, responses=list(responses), score=total)
    found = score(measure)
    assert found is not None
    return found


def of_vector(vector: dict[str, Any]) -> Scored:
    """The vector's inputs as answers in the order of the form."""
    name, given = vector["instrument"], vector["inputs"]
    match name:
        case "start_back":
            answers = [*given["items_1_to_8"], given["item_9_raw_0_to_4"]]
        case "ompsq10":
            answers = given["items_1_to_10"]
        case "ompq_long":
            answers = [given["sites"], *(given[f"Q{n}"] for n in range(6, 26))]
        case "ndi":  # a raw sum: any answers that add up to it
            answered, rest = given["n_answered"], given["raw_sum"]
            answers = []
            for _ in range(answered):
                answers.append(min(5, rest))
                rest -= answers[-1]
            answers += [None] * (10 - answered)
        case "psfs":
            answers = given["activities"]
        case _:
            answers = given.get("items") or given["sports_module"]
    return scored("quickdash_sports" if "sports_module" in given else name, *answers)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['instrument']}-{v['source'][:20]}")
def test_published_vectors(vector: dict[str, Any]) -> None:
    found = of_vector(vector)
    values = {s.scale.id: s for s in found.scales}
    for name, expected in vector["expected"].items():
        match name:
            case "risk":
                assert found.risk_class == f"{expected} risk"
            case "band":
                assert found.main.band is not None
                assert found.main.band.label == expected
            case "high_risk":
                assert bool(found.main.cuts) is expected
            case "anxiety_positive" | "depression_positive":
                assert bool(values[name.removesuffix("_positive")].cuts) is expected
            case _:
                scale = {"score": "total", "percent": "total"}.get(name, name)
                assert values[scale].value == pytest.approx(expected, abs=vector["tolerance"])


def test_all_vectors_are_there() -> None:
    assert len(VECTORS) == 23
    assert sum(vector["printed"] is not None for vector in VECTORS) == 17


def test_a_sum_with_an_answer_missing_is_unknown_and_says_which() -> None:
    found = scored("rmdq", *[1] * 20, None, 1)
    assert found.main.value is None
    assert found.main.band is None
    assert found.main.left_out == (21, 23, 24)
    assert found.missing_words == "no answer to items 21, 23 and 24"


def test_a_mean_with_too_few_answers_says_how_many_are_needed() -> None:
    found = scored("odi", 3, None, None, 2, 2, 2, 2, 2, 2, 2)
    assert found.main.value is None
    assert found.missing_words == "no answer to items 2 and 3; 1 more needed"


def test_one_item_of_the_odi_may_be_left_out() -> None:
    """Fairbank's rule for one missing item: divide by 45. 9 of 45 is 20 %."""
    found = scored("odi", None, *[1] * 9)
    assert found.main.value == 20
    assert found.missing_words == "9 of 10 answered"


def test_items_of_the_long_form_keep_their_numbers() -> None:
    assert scored("ompq_long", 1, 1).main.left_out == tuple(range(7, 26))


def test_nothing_entered_is_unknown_not_zero() -> None:
    found = scored("nprs")
    assert found.main.value is None
    assert found.missing_words == "no answer and no total yet"


def test_zero_is_a_score() -> None:
    found = scored("nprs", total=0)
    assert found.main.value == 0
    assert [cut.words for cut in found.main.cuts] == ["counted as recovered"]
    assert found.missing_words == ""


def test_answers_count_before_a_total() -> None:
    assert scored("pseq2", 4, 5, total=2).main.value == 9


def test_a_total_alone_leaves_subscales_unknown() -> None:
    found = scored("fabq", total=30)
    assert [s.value for s in found.scales] == [30, None]
    assert [cut.edge_words for cut in found.main.cuts] == ["above 22", "above 29"]


@pytest.mark.parametrize(("total", "expected"), [(3, "low risk"), (4, None), (9, None)])
def test_a_risk_class_is_told_only_where_it_is_certain(total: float, expected: str | None) -> None:
    """STarT Back: up to 3 is low whatever the subscore; from 4 the subscore of items 5 to 9 decides."""
    assert scored("start_back", total=total).risk_class == expected


@pytest.mark.parametrize(
    ("instrument_id", "total", "label"),
    [
        ("odi", 20, "minimal disability"),
        ("odi", 20.5, "moderate disability"),
        ("odi", 60.4, "severe disability"),
        ("odi", 100, "extreme disability"),
        ("ndi", 9.99, "no disability"),
        ("ndi", 10, "mild"),
        ("tsk11", 36, "high"),
        ("pseq", 19, "low"),
        ("was", 8, "good"),
    ],
)
def test_bands_at_their_edges(instrument_id: str, total: float, label: str) -> None:
    band = scored(instrument_id, total=total).main.band
    assert band is not None
    assert band.label == label


@pytest.mark.parametrize(
    ("instrument_id", "answers", "expected"),
    [
        ("tsk17", [1] * 17, 29),  # 13 x 1, and 4 turned round: 4 x 4
        ("tsk11", [4] * 11, 44),
        ("lefs", [4] * 20, 80),
        ("koos_ps", [2, 2, 2, 2, 1, 1, 1], 64.7),  # raw 11
        ("wrfq2", [4] * 22 + [None] * 5, 100),
        ("dri", [50] * 12, 50),
        ("quickdash_work", [2, 2, 2, 2], 25),
        ("pdi", [10] * 7, 70),
    ],
)
def test_scores_by_hand(instrument_id: str, answers: list[float | None], expected: float) -> None:
    assert scored(instrument_id, *answers).main.value == pytest.approx(expected)


@pytest.mark.parametrize("instrument_id", instruments())
@pytest.mark.parametrize("end", ["low", "high"])
def test_no_answers_lead_out_of_the_range(instrument_id: str, end: str) -> None:
    """The extreme answers, each turned where the instrument turns it, reach exactly the ends of every scale."""
    row = instruments()[instrument_id]
    answers: list[float | None] = [getattr(group, end) for group in row.item_groups]
    for position in row.reversed:
        group = row.item_groups[position - 1]
        answers[position - 1] = group.low + group.high - (answers[position - 1] or 0)
    for found in scored(instrument_id, *answers).scales:
        ends = {found.scale.low, found.scale.high}
        wanted = ends if found.scale.table else {getattr(found.scale, end)}
        assert found.value in wanted


@pytest.mark.parametrize(
    ("instrument_id", "responses", "total", "message"),
    [
        ("nprs", [11], None, "answer 1 11 is outside 0 to 10"),
        ("ompq_long", [1, 0], None, "answer 6 0 is outside 1 to 10"),
        ("odi", [], 101, "total 101 is outside 0 to 100"),
        ("was", [1, 2], None, "2 answers are given, the instrument has 1"),
        ("start_back", [0] * 8 + [1.5], None, "answer 9 1.5 is not a whole number"),
    ],
)
def test_answers_that_do_not_exist_are_refused(
    instrument_id: str, responses: list[float | None], total: float | None, message: str
) -> None:
    with pytest.raises(ValidationError, match=message):
        OutcomeMeasure(instrument_id=instrument_id, on=DAY, responses=responses, score=total)


def test_an_unknown_instrument_is_kept_and_not_scored() -> None:
    measure = OutcomeMeasure(instrument_id="of_tomorrow", on=DAY, score=12345)
    assert score(measure) is None
    case = Case.model_validate({"worker": {"code": "W"}})
    case.clinical.outcome_measures = [measure]
    assert courses(case) == []


@pytest.mark.parametrize(
    ("instrument_id", "first", "later", "reach", "words"),
    [
        ("odi", 46, 32, Reach.MORE, "better by 14 points: more than the minimal important change of 10"),
        ("odi", 46, 36, Reach.JUST, "better by 10 points: just the minimal important change of 10"),
        (
            "odi",
            20,
            13,
            Reach.BY_PERCENT,
            "better by 7 points: less than the minimal important change of 10, but at least 30 % of the first score, "
            "the other published way",
        ),
        ("odi", 46, 45, Reach.LESS, "better by 1 point: less than the minimal important change of 10"),
        ("odi", 30, 46, Reach.MORE, "worse by 16 points: more than the minimal important change of 10"),
        ("odi", 30, 30, Reach.LESS, "no change"),
        (
            "pseq",
            20,
            27,
            Reach.BETWEEN,
            "better by 7 points: within the published figures for the minimal important change of 5.5 to 8.5; inside "
            "the measurement error of 11.52 (95 % confidence), so possible and not certain",
        ),
        (
            "psfs",
            3.7,
            5.7,
            Reach.BETWEEN,
            "better by 2 points: within the published figures for the minimal important change of 1.9 to 2",
        ),
        ("lefs", 60, 48, Reach.MORE, "worse by 12 points: more than the minimal important change of 9"),
        ("was", 4, 6, Reach.NOT_PUBLISHED, "better by 2 points: no minimal important change is on record"),
    ],
)
def test_changes_in_words(instrument_id: str, first: float, later: float, reach: Reach, words: str) -> None:
    found = change(instruments()[instrument_id], first, later)
    assert found.reach is reach
    assert found.words == words


def test_a_change_from_zero_has_no_percentage() -> None:
    found = change(instruments()["nprs"], 0, 1)
    assert found.percent is None
    assert found.reach is Reach.LESS


def test_the_course_goes_by_date_and_counts_from_the_first_score() -> None:
    case = Case.model_validate({"worker": {"code": "W"}})
    case.clinical.outcome_measures = [
        OutcomeMeasure(instrument_id="odi", on=date(2026, 3, 2), score=28),
        OutcomeMeasure(instrument_id="odi", on=date(2026, 1, 5)),
        OutcomeMeasure(instrument_id="odi", on=date(2026, 2, 2), score=46),
        OutcomeMeasure(instrument_id="nprs", on=date(2026, 2, 2), score=5),
    ]
    pain, disability = courses(case)
    assert pain.points[0].change is None
    assert [p.scored.measure.on.month for p in disability.points] == [1, 2, 3]
    assert [p.change is None for p in disability.points] == [True, True, False]
    last = disability.points[2].change
    assert last is not None
    assert last.points == 18
    assert disability.with_scores == ((date(2026, 2, 2), 46.0), (date(2026, 3, 2), 28.0))
    assert disability.small_change == (36, 56)


def test_the_range_of_small_changes_stays_on_the_scale() -> None:
    case = Case.model_validate({"worker": {"code": "W"}})
    case.clinical.outcome_measures = [OutcomeMeasure(instrument_id="odi", on=DAY, score=4)]
    assert courses(case)[0].small_change == (0, 14)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"), [(60.5, 0, 61), (2.675, 2, 2.68), (35.555, 2, 35.56)]
)
def test_half_is_rounded_up(value: float, decimals: int, expected: float) -> None:
    assert rounded(value, decimals) == expected
