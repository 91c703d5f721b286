"""What the case model refuses, in words: which item, which field, what was given and what is allowed.

Whatever makes a case (a case file, an edit, a stored version) goes through `checked`, so that a mistake
reads the same at every door.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ergo.errors import InputError
from ergo.knowledge.dimensions import dimensions
from ergo.knowledge.quantities import quantities
from ergo.model.case import Case

_MOST_SHOWN = 5
_NAME_CHARACTERS = 60
_NAMES = ("name", "wording", "label", "title", "obstacle", "dimension", "date", "monday", "on", "issued_on")
_UNITS = {"cm": "cm", "kg": "kg", "min": "min"}
_WORDS = {"on": "date", "by": "by whom", "how": "how known", "pain_0_10": "pain", "function_0_10": "function"}
_EXPECTED = {
    "date": "a date written YYYY-MM-DD",
    "time": "a time written HH:MM",
    "int": "a whole number",
    "float": "a number",
    "finite": "a number",
    "bool": "true or false",
    "string": "text",
    "list": "a list",
    "model": "a group of fields",
    "dict": "a group of fields",
}
_FORMS = {"country": "a country code of two capital letters"}
_IDENTIFIER = "made of 1 to 64 letters, digits, dots, hyphens and underscores"

Node = Mapping[str, Any]
Path = tuple[str | int, ...]
AnyModel = TypeVar("AnyModel", bound=BaseModel)


def checked(model: type[AnyModel], document: object) -> AnyModel:
    """What a document describes: a case, or a part of one such as a plan.

    Parameters
    ----------
    model : type
        `Case` or a model inside it.
    document : object
        What JSON gives, or the plain dump of the model.

    Raises
    ------
    InputError
        Naming the item, field, value and range of every mistake, the first five in full.
    """
    try:
        return model.model_validate(document)
    except ValidationError as error:
        raise refusal(error, document) from error


def refusal(error: ValidationError, document: object = None) -> InputError:
    """The mistakes that a model found, as one error for people.

    ``document`` is what was validated; items are named by the names they carry there. The error's fields
    (item, field, value, range) are those of the first mistake.
    """
    mistakes: dict[Path, InputError] = {}
    for details in error.errors(include_url=False):
        path, node = _walk(details["loc"], error.title)
        if details["type"] == "extra_forbidden":
            path = details["loc"]
        # A value that fits no part of a union is reported once for each part.
        mistakes.setdefault(path, _mistake(details, path, node, error.title, document))
    found = list(mistakes.values())
    if len(found) == 1:
        return found[0]
    lines = [str(mistake).rstrip(".") for mistake in found[:_MOST_SHOWN]]
    if len(found) > _MOST_SHOWN:
        lines.append(f"and {len(found) - _MOST_SHOWN} more mistakes")
    first = found[0]
    return InputError(
        "; ".join(lines),
        item=first.item,
        field=first.field,
        value=first.value,
        unit=first.unit,
        low=first.low,
        high=first.high,
    )


def place_in_case(path: Path, document: object) -> str:
    """Where a path leads in the plain dump of a case, in words: the entries it goes through, then the field."""
    field, unit = _field(path)
    item = _item(path[:-1], "Case", document)
    named = f"{field}, {unit}" if unit else field
    return f"{item}: {named}" if item else _capital(named)


def _mistake(details: ErrorDetails, path: Path, node: Node, model: str, document: object) -> InputError:
    cause = details.get("ctx", {}).get("error")
    if isinstance(cause, InputError):
        return _placed(cause, _item(path, model, document))
    item = _item(path[:-1], model, document)
    field, unit = _field(path)
    given = None if details["type"] == "missing" else details["input"]
    if given is None:
        return InputError(item=item, field=field)
    low, high = _bounds(node)
    if details["type"] in ("greater_than", "greater_than_equal", "less_than", "less_than_equal"):
        return InputError(item=item, field=field, value=given, unit=unit, low=low, high=high)
    wrong = _wrong(details, path, node)
    what = f"{field} {_shown(given)}".strip() if path and isinstance(path[-1], str) else field
    return InputError(
        f"{item}: {what} {wrong}" if item else f"{what} {wrong}", item=item, field=field, value=given
    )


def _placed(cause: InputError, item: str | None) -> InputError:
    """An error that a check of the model raised, with the item it belongs to where it names none."""
    if cause.item or item is None:
        return cause
    return InputError(
        f"{item}: {cause}",
        item=item,
        field=cause.field,
        value=cause.value,
        unit=cause.unit,
        low=cause.low,
        high=cause.high,
    )


def _wrong(details: ErrorDetails, path: Path, node: Node) -> str:
    """What is wrong with a value, and what would be right."""
    kind = details["type"]
    if kind == "extra_forbidden":
        return "is a field that this program does not know"
    if kind in ("enum", "literal_error"):
        choices = _choices(node)
        return f"is not one of {choices}" if choices else "is not one of the values allowed"
    if kind == "string_pattern_mismatch":
        return f"is not {_FORMS.get(str(path[-1]), _IDENTIFIER)}"
    if kind == "string_too_long":
        return f"has {len(details['input'])} characters, at most {details['ctx']['max_length']} are allowed"
    if kind == "too_short":
        return "may not be empty"
    expected = _EXPECTED.get(kind.split("_")[0])
    return f"is not {expected}" if expected else f"is not allowed: {details['msg']}"


@cache
def _schema() -> dict[str, Any]:
    return Case.model_json_schema()


def _walk(loc: Path, model: str) -> tuple[Path, Node]:
    """The part of a location that leads through fields and entries, and the schema at its end."""
    schema = _schema()
    node: Node = schema if model == schema["title"] else schema["$defs"].get(model, {})
    path: list[str | int] = []
    for part in loc:
        found = next(
            (child for option in _options(node) if (child := _child(option, part)) is not None), None
        )
        if found is None:
            break
        path.append(part)
        node = found
    return tuple(path), node


def _options(node: Node) -> list[Node]:
    """The schema itself, or each part of a union, with references followed."""
    if "$ref" in node:
        return _options(_schema()["$defs"][node["$ref"].rsplit("/", 1)[-1]])
    if "anyOf" in node:
        return [option for part in node["anyOf"] for option in _options(part)]
    return [node]


def _child(node: Node, part: str | int) -> Node | None:
    if isinstance(part, int):
        child = node.get("items")
    else:
        child = node.get("properties", {}).get(part) or node.get("additionalProperties")
    return child if isinstance(child, Mapping) else None


def _bounds(node: Node) -> tuple[float | None, float | None]:
    for option in _options(node):
        low = option.get("minimum", option.get("exclusiveMinimum"))
        high = option.get("maximum", option.get("exclusiveMaximum"))
        if low is not None or high is not None:
            return low, high
    return None, None


def _choices(node: Node) -> str:
    found = [
        str(value)
        for option in _options(node)
        for value in option.get("enum", [option["const"]] if "const" in option else [])
    ]
    return ", ".join(found)


def _item(path: Path, model: str, document: object) -> str | None:
    """The entries that a path leads through, by the names they carry; without one, the part it lies in."""
    entries: list[str] = []
    holders: list[str] = [] if model == _schema()["title"] else [_words(model)]
    here = document
    for number, part in enumerate(path):
        here = _inside(here, part)
        if isinstance(part, int) and number > 0:
            entries.append(_entry(_singular(str(path[number - 1])), part, here))
        elif isinstance(part, str):
            holders.append(_words(part))
    if entries:
        return _capital(", ".join(entries))
    return _capital(holders[-1]) if holders else None


def _inside(value: object, part: str | int) -> object:
    if isinstance(value, Mapping) and isinstance(part, str):
        return value.get(part)
    if isinstance(value, Sequence) and not isinstance(value, str) and isinstance(part, int):
        return value[part] if part < len(value) else None
    return None


def _entry(kind: str, index: int, entry: object) -> str:
    if isinstance(entry, Mapping):
        name = next((str(entry[key]) for key in _NAMES if entry.get(key)), "")
        known = dimensions().get(name)
        if known is not None:
            name = known.label
        if name:
            return f"{kind} “{name if len(name) <= _NAME_CHARACTERS else name[:_NAME_CHARACTERS] + '…'}”"
    return f"{kind} {index + 1}"


def _field(path: Path) -> tuple[str, str | None]:
    """The last field of a path in words, and its unit where its name ends with one."""
    if not path:
        return "content", None
    last = path[-1]
    if isinstance(last, int):
        return f"{_words(_singular(str(path[-2])))} {last + 1}" if len(path) > 1 else "entry", None
    if last in quantities():
        return quantities()[last].label, None
    if len(path) > 1 and path[-2] in quantities():
        label = quantities()[str(path[-2])].label
        return (label if last == "value" else f"{label}, {_WORDS.get(last, last)}"), None
    if last in _WORDS:
        return _WORDS[last], None
    stem, _, tail = last.rpartition("_")
    return (_words(stem), _UNITS[tail]) if tail in _UNITS else (_words(last), None)


def _singular(word: str) -> str:
    words = _words(word)
    if words.endswith("ies"):
        return words[:-3] + "y"
    return words[:-1] if words.endswith("s") else words


def _words(name: str) -> str:
    spaced = "".join(f" {c.lower()}" if c.isupper() else c for c in name)
    return spaced.replace("_", " ").strip()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _shown(value: object) -> str:
    if isinstance(value, Mapping | list | tuple):
        return ""
    text = f"'{value}'" if isinstance(value, str) else str(value)
    return text if len(text) <= _NAME_CHARACTERS else f"{text[:_NAME_CHARACTERS]}…"
