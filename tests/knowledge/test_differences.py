"""Why methods disagree: said of methods that exist and see the same kind of work."""

from ergo.knowledge.differences import compared_with, difference
from ergo.knowledge.files import read_json
from ergo.knowledge.tasks import task_kinds
from ergo.methods import method_ids

ROWS = read_json("method_differences.json")["differences"]


BESIDE_ON_A_PAGE = {
    ("hal_2018", "hal_2001"),
    ("duet_2017", "shoulder_tool_2021"),
    ("rsi_2017", "art_2010"),
}
"""Parts of the hands page that are shown one below the other, besides the pairs of a kind of work."""


def test_every_pair_that_is_shown_side_by_side_has_a_statement() -> None:
    shown = BESIDE_ON_A_PAGE | {pair for kind in task_kinds().values() for pair in kind.side_by_side()}
    assert {("niosh_1994", "lm_lift_2021"), ("lm_carry_2021", "hse_mac_carry")} <= shown
    assert [pair for pair in sorted(shown) if not difference(*pair)] == []


def test_both_methods_exist_and_know_each_other() -> None:
    for row in ROWS:
        one, other = row["between"]
        assert {one, other} <= set(method_ids())
        assert other in compared_with(one)
        assert one in compared_with(other)


def test_the_order_does_not_matter_and_unknown_pairs_say_nothing() -> None:
    for row in ROWS:
        one, other = row["between"]
        assert difference(one, other) == difference(other, one)
        assert [statement.text for statement in difference(one, other)] == [
            s["text"] for s in row["statements"]
        ]
    assert difference("niosh_1994", "rosa_2012") == ()
