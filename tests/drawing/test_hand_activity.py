"""The chart of peak force against hand activity: lines, the task, and the same in words."""

import re

from ergo.drawing.hand_activity import LimitLine, hand_activity_svg

LINES = [
    LimitLine("Action limit", [(1, 3.04), (6.43, 0)]),
    LimitLine("TLV", [(1, 5.04), (9, 0.56)]),
]


def test_lines_and_task_are_said_in_words() -> None:
    svg = hand_activity_svg(LINES, (4, 3), "This task: above the action limit.")
    assert svg.alt.startswith(
        "Peak force against hand activity. Action limit from 3.04 at activity 1 to 0 at 6.43."
    )
    assert svg.alt.endswith("This task: above the action limit.")
    for words in ("Action limit", "TLV", "this task", "Hand activity level, 0 to 10"):
        assert words in svg


def test_a_higher_force_lies_higher_and_more_activity_further_right() -> None:
    def place(activity: float, force: float) -> tuple[float, float]:
        found = re.search(
            r'<circle cx="([\d.]+)" cy="([\d.]+)"', hand_activity_svg(LINES, (activity, force), "")
        )
        assert found
        return float(found[1]), float(found[2])

    (x, y), (x_more, y_more) = place(2, 3), place(5, 7)
    assert x_more > x
    assert y_more < y
    assert place(10, 10) == place(12, 12)


def test_without_a_task_there_are_the_lines_alone() -> None:
    svg = hand_activity_svg(LINES, None, "Where the task lies is not known.")
    assert "<circle" not in svg
    assert svg.count("stroke-dasharray") == 1
