"""Whether work is stopped for medical reasons on a day, and since when."""

from datetime import date

from ergo.knowledge.clinical import Grade, red_flags
from ergo.model.case import Case
from ergo.model.clinical import Answer

SUSPENDING = (Grade.EMERGENCY, Grade.STOP)


def stopped_since(case: Case, on: date) -> date | None:
    """The first day of a stop that still holds on a day; None where nothing stops the work.

    A review that decided to stop, or a red flag of the grades emergency and stop that was answered yes, holds until a
    named person has cleared it. A red flag that was answered without a date counts from the day itself.
    """
    reviews = [review.on for review in case.reviews if review.stops(on)]
    known = red_flags()
    flags = [
        answer.on or on
        for answer in case.clinical.red_flags
        if answer.answer is Answer.YES
        and (answer.on or on) <= on
        and (answer.resolved_on is None or on < answer.resolved_on)
        and (answer.flag_id not in known or known[answer.flag_id].grade in SUSPENDING)
    ]
    return min([*reviews, *flags], default=None)
