"""Why methods disagree: said of methods that exist and see the same kind of work."""

from ergo.knowledge.differences import difference
from ergo.knowledge.files import read_json
from ergo.knowledge.tasks import task_kinds
from ergo.methods import method_ids

ROWS = read_json("method_differences.json")["differences"]


def test_both_methods_are_offered_for_one_kind_of_work() -> None:
    assert ROWS
    for row in ROWS:
        assert set(row["between"]) <= set(method_ids())
        assert any(set(row["between"]) <= set(kind.methods) for kind in task_kinds().values())


def test_the_order_does_not_matter_and_unknown_pairs_say_nothing() -> None:
    for row in ROWS:
        one, other = row["between"]
        assert difference(one, other) == difference(other, one)
        assert [statement.text for statement in difference(one, other)] == [
            s["text"] for s in row["statements"]
        ]
    assert difference("niosh_1994", "rosa_2012") == ()
