"""How long the record of a case is kept: the rule that was chosen for it, and the day until which it binds."""

from datetime import date

from ergo.knowledge.retention import Retention, retention_rules
from ergo.model.case import Case


def retention_of(case: Case, usual_id: str) -> Retention | None:
    """The rule that a case names, else the usual one, that of the settings; None where neither is chosen."""
    return retention_rules().get(case.retention_id or usual_id)


def kept_until(rule: Retention, last_entry: date) -> date | None:
    """The last day of the term of a rule, counted from the last entry; None where it has no fixed term.

    Where the last entry is of 29 February and the term ends in a year without one, it ends on 1 March.
    """
    if rule.years is None:
        return None
    year = last_entry.year + rule.years
    try:
        return last_entry.replace(year=year)
    except ValueError:
        return date(year, 3, 1)
