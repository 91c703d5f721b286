"""The one error that is meant for the person who typed the value."""

import math

_SHOWN_CHARACTERS = 60


class InputError(ValueError):
    """A value that cannot be used, said so that a person can correct it.

    Raised wherever something typed or loaded is refused; every screen and the command line show its message
    as it stands.

    Parameters
    ----------
    text : str, optional
        The message. When it is not given, it is made from the fields below:
        "Pick from floor level: hand height 300 cm is outside 0 to 250 cm".
    item : str, optional
        What the value belongs to, by the name the person gave it: a task, a restriction, a method.
    field : str, optional
        The field, in the words of the screen.
    value : object, optional
        The value that was refused; None says that it is missing.
    unit : str, optional
        Unit of value, low and high.
    low, high : float, optional
        The allowed range; either may be open.
    why : str, optional
        What is wrong in words, where it is no range: "is below the usual load".
    row : int, optional
        Row of the table or file, the first being 1.
    """

    def __init__(
        self,
        text: str | None = None,
        *,
        item: str | None = None,
        field: str | None = None,
        value: object = None,
        unit: str | None = None,
        low: float | None = None,
        high: float | None = None,
        row: int | None = None,
        why: str = "",
    ) -> None:
        self.item = item
        self.field = field
        self.value = value
        self.unit = unit
        self.low = low
        self.high = high
        self.row = row
        self.why = why
        super().__init__(text if text is not None else self._message())

    def as_dict(self) -> dict[str, str | int | float]:
        """Message and every field that was given, ready for JSON."""
        fields = {
            "item": self.item,
            "row": self.row,
            "field": self.field,
            "value": self.value,
            "unit": self.unit,
            "low": self.low,
            "high": self.high,
        }
        given = {name: _for_json(value) for name, value in fields.items() if value is not None}
        return {"message": str(self), **given}

    def _message(self) -> str:
        row = None if self.row is None else f"row {self.row}"
        where = ", ".join(part for part in (self.item, row) if part)
        what = f"{self.field or 'value'} {self._verdict()}"
        return f"{where}: {what}" if where else what

    def _verdict(self) -> str:
        if self.value is None:
            return self.why or "is missing"
        value = self._with_unit(self.value)
        if self.why:
            return f"{value} {self.why}"
        if self.low is not None and self.high is not None:
            return f"{value} is outside {_shown(self.low)} to {self._with_unit(self.high)}"
        if self.low is not None:
            return f"{value} is below {self._with_unit(self.low)}"
        if self.high is not None:
            return f"{value} is above {self._with_unit(self.high)}"
        return f"{value} is not allowed"

    def _with_unit(self, value: object) -> str:
        return f"{_shown(value)} {self.unit}" if self.unit else _shown(value)


def _for_json(value: object) -> str | int | float:
    if isinstance(value, int) or (isinstance(value, float) and math.isfinite(value)):
        return value
    return str(value)


def _shown(value: object) -> str:
    """The value as a person wrote it: no trailing zeros, text in quotes and cut to a readable length."""
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, str):
        return f"'{value}'" if len(value) <= _SHOWN_CHARACTERS else f"'{value[:_SHOWN_CHARACTERS]}…'"
    return str(value)
