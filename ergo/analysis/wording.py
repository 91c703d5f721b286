"""Times and dates as screens and documents write them, the same in every locale of the computer."""

from datetime import date, time

from ergo.model.settings import DateStyle

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def hours_words(minutes: int) -> str:
    """A length of time: "4 h", "4 h 30 min", "45 min".

    Examples
    --------
    >>> hours_words(270)
    '4 h 30 min'
    """
    hours, rest = divmod(minutes, 60)
    parts = ([f"{hours} h"] if hours else []) + ([f"{rest} min"] if rest or not hours else [])
    return " ".join(parts)


_chosen = {"dates": DateStyle.DAY_FIRST}


def write_dates(style: DateStyle) -> None:
    """Choose how every date is written from now on: one setting of the whole program, as its database is one."""
    _chosen["dates"] = style


def date_words(day: date, *, weekday: bool = True, year: bool = True) -> str:
    """A date in the chosen style; a month is a word, so that no order of day and month can be mistaken.

    The style of numbers alone (ISO 8601) always gives the year.

    Examples
    --------
    >>> date_words(date(2026, 1, 5))
    'Mon 5 Jan 2026'
    """
    name = f"{WEEKDAYS[day.weekday()]} " if weekday else ""
    month = MONTHS[day.month - 1]
    match _chosen["dates"]:
        case DateStyle.ISO:
            return f"{name}{day.isoformat()}"
        case DateStyle.MONTH_FIRST:
            return f"{name}{month} {day.day}" + (f", {day.year}" if year else "")
        case _:
            return f"{name}{day.day} {month}" + (f" {day.year}" if year else "")


def span_words(first: date, last: date) -> str:
    """From one date to another: "5 Jan to 11 Jan 2026"."""
    same_year = first.year == last.year
    start = date_words(first, weekday=False, year=not same_year)
    return f"{start} to {date_words(last, weekday=False)}"


def clock_words(at: time) -> str:
    """A time of day on the 24-hour clock."""
    return f"{at.hour:02d}:{at.minute:02d}"


def range_words(first: int, last: int) -> str:
    """Week numbers: "3" or "3 to 6"."""
    return str(first) if first == last else f"{first} to {last}"


def listed(parts: list[str]) -> str:
    """Parts in a sentence: "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""
