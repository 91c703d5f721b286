"""What was copied from the reference on methods for hands and arms, and its examples by method."""

import json
from pathlib import Path
from typing import Any

REFERENCE: dict[str, Any] = json.loads(
    (Path(__file__).parent / "data" / "hand_methods.json").read_text(encoding="utf-8")
)


def examples(*methods: str) -> list[dict[str, Any]]:
    """The worked examples of some methods."""
    return [example for example in REFERENCE["examples"] if example["method"] in methods]


def edges(rows: list[dict[str, Any]], name: str) -> list[float]:
    """Where each class after the first begins."""
    return [row[name][0] for row in rows[1:]]
