"""What the reference shows of each method: its equation, and an example computed now."""

import pytest

from ergo.knowledge.nomenclature import terms, unavailable_methods
from ergo.methods import method_ids
from ergo.workflow.reference import equation, find_methods, fits, worked_examples


@pytest.mark.parametrize("method_id", method_ids())
def test_every_method_has_a_computed_example(method_id: str) -> None:
    examples = worked_examples(method_id)
    assert examples
    assert all(example.method_id == method_id for example in examples)
    assert all(example.inputs for example in examples)


def test_equation_is_that_of_the_documentation() -> None:
    assert equation("niosh_1994") == "RWL = LC x HM x VM x DM x AM x FM x CM        LI = load / RWL"
    assert equation("strength_ors") == ""


def test_example_has_its_inputs_and_its_result() -> None:
    (example,) = worked_examples("niosh_1994")
    assert example.inputs["load_kg"] == 12
    # 23 x 25/25 x (1 - 0.003 x 20) x (0.82 + 4.5/95) x 1 x 0.88 x 0.95, as the manual's equation has it
    limit = 23 * 1 * 0.94 * (0.82 + 4.5 / 95) * 1 * 0.88 * 0.95
    assert example.score == pytest.approx(12 / limit)


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("niosh composite", {"niosh_cli_1994"}),
        ("VIBRATION hand", {"hav_a8_2002"}),
        ("no such method", set()),
    ],
)
def test_search_in_methods(search: str, expected: set[str]) -> None:
    assert {method.id for method in find_methods(search)} == expected
    assert {method.id for method in find_methods()} == set(method_ids())


def test_recommended_method_is_marked() -> None:
    assert [(fit.kind, fit.recommended) for fit in fits("niosh_1994")] == [("Lifting and lowering", True)]
    assert fits("strength_ors") == []


def test_method_that_is_not_offered_is_not_offered() -> None:
    assert len(unavailable_methods()) >= 8
    offered = set(method_ids())
    assert [row.id for row in unavailable_methods().values() if row.id in offered] == []


@pytest.mark.parametrize(
    ("term_id", "symbol"), [("rwl", "RWL"), ("li", "LI"), ("cli", "CLI"), ("a8", "A(8)"), ("h", "H")]
)
def test_symbols_of_the_field_are_explained(term_id: str, symbol: str) -> None:
    assert terms()[term_id].symbol == symbol


def test_words_that_are_easily_confused_stand_apart() -> None:
    meanings = [terms()[term_id].meaning for term_id in ("restriction", "limitation", "tolerance")]
    assert "should not" in meanings[0]
    assert "cannot" in meanings[1]
    assert "symptoms" in meanings[2]
    assert {"firm", "conditional", "outlook", "suitable_duties", "not_assessed"} <= set(terms())
