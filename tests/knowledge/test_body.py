"""Shares of stature against what the sources print."""

import pytest

from ergo.knowledge.body import body_segments


@pytest.mark.parametrize(
    ("segment", "share"),
    [
        ("eye_height", 0.936),
        ("shoulder_height", 0.818),
        ("hip_height", 0.530),
        ("knee_height", 0.285),
        ("ankle_height", 0.039),
        ("upper_arm", 0.186),
        ("forearm", 0.146),
        ("thigh", 0.245),
        ("shank", 0.246),
    ],
)
def test_drillis_and_contini_1966(segment: str, share: float) -> None:
    assert body_segments()[segment].share_of_stature == share


def test_lengths_add_up_to_heights() -> None:
    share = {row.id: row.share_of_stature for row in body_segments().values()}
    assert share["trunk"] == pytest.approx(share["shoulder_height"] - share["hip_height"])
    assert share["knee_height"] == pytest.approx(share["ankle_height"] + share["shank"], abs=0.001)
    assert share["hip_height"] == pytest.approx(share["knee_height"] + share["thigh"], abs=0.001)
