"""The worked examples: case files in `data/examples/`, each named by its id."""

from typing import Any

from ergo.errors import InputError
from ergo.knowledge.files import DATA, read_json

FOLDER = "examples"


def example_ids() -> tuple[str, ...]:
    """The id of every worked example, in alphabetical order."""
    return tuple(sorted(path.stem for path in (DATA / FOLDER).glob("*.json")))


def example_document(example_id: str) -> Any:
    """What stands in the case file of an example, shared as `read_json` says.

    Raises InputError when there is no such example; the message lists those there are.
    """
    if example_id not in example_ids():
        raise InputError(
            f"There is no example called '{example_id}'; there are: {', '.join(example_ids())}.",
            field="example",
            value=example_id,
        )
    return read_json(f"{FOLDER}/{example_id}.json")
