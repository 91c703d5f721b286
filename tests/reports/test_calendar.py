"""The dates of the plan as a calendar file, read back with a calendar library."""

from datetime import date, datetime, time, timedelta

import pytest
from icalendar import Calendar, Component

from ergo.errors import InputError
from ergo.model.case import Case
from ergo.model.record import Appointment, Decision, Review, TrialOutcome
from ergo.reports.calendar import employer_calendar
from tests.reports.cases import TODAY, case, signed
from tests.reports.test_audience import planted_case


def events(of: Case) -> list[Component]:
    return list(Calendar.from_ical(employer_calendar(of, TODAY)).walk("VEVENT"))


def shifts(of: Case) -> list[Component]:
    return [event for event in events(of) if isinstance(event["DTSTART"].dt, datetime)]


def test_every_dated_shift_with_its_hours_and_duties() -> None:
    found = shifts(case())
    assert len(found) == 10  # two dated weeks of five days; the outlook has none
    first = found[0]
    assert first["DTSTART"].dt == datetime(2026, 1, 5, 7, 30)  # noqa: DTZ001 - a time of the place of work
    assert first["DTEND"].dt == datetime(2026, 1, 5, 11, 30)  # noqa: DTZ001
    assert "Pick from the lowest layer: 1 h" in first["DESCRIPTION"]
    assert "Returns desk: 3 h" in first["DESCRIPTION"]


def test_tentative_until_signed_and_while_a_review_is_to_come() -> None:
    assert {str(event["STATUS"]) for event in shifts(case())} == {"TENTATIVE"}
    assert all(str(event["SUMMARY"]).startswith("DRAFT: ") for event in shifts(case()))
    after = shifts(signed(case()))
    assert [str(event["STATUS"]) for event in after] == ["CONFIRMED"] * 5 + ["TENTATIVE"] * 5
    assert not any("DRAFT" in str(event["SUMMARY"]) for event in after)


def test_review_equipment_and_end_of_the_certificate_are_days() -> None:
    days = {
        str(e["SUMMARY"]): e["DTSTART"].dt
        for e in events(case())
        if not isinstance(e["DTSTART"].dt, datetime)
    }
    assert days["Review of the return-to-work plan, Sample Worker"] == date(2026, 1, 9)
    assert days["The certificate ends, Sample Worker"] == date(2026, 1, 18)
    table = next(words for words in days if words.startswith("In place: Scissor lift table"))
    assert days[table] == date(2026, 1, 12)
    assert "Facilities" in table


def test_appointments_in_work_time_are_days_without_their_name() -> None:
    planned = case()
    planned.appointments = [
        Appointment(
            label="Pain clinic",
            on=date(2026, 1, 7),
            minutes=60,
            repeats_until=date(2026, 1, 28),
            every_weeks=1,
        ),
        Appointment(label="Dentist", on=date(2026, 1, 8), minutes=30, in_work_time=False),
    ]
    found = [e for e in events(planned) if "appointment" in str(e["SUMMARY"])]
    days = [date(2026, 1, 7), date(2026, 1, 14)]  # the outlook has no dated days
    assert [e["DTSTART"].dt for e in found] == days
    assert {str(e["SUMMARY"]) for e in found} == {"Sample Worker: appointment, 1 h of the work time"}
    assert b"Pain clinic" not in employer_calendar(planned, TODAY)


def test_same_input_same_bytes_and_each_event_its_own_id() -> None:
    told = case()
    assert employer_calendar(told, TODAY) == employer_calendar(told.model_copy(deep=True), TODAY)
    ids = [str(event["UID"]) for event in events(case())]
    assert len(set(ids)) == len(ids)


def test_nothing_hidden_is_in_it() -> None:
    whole, planter = planted_case()
    written = employer_calendar(whole, TODAY).decode().replace("\r\n ", "")
    assert [marker for marker in planter.hidden() if marker in written] == []


def test_a_case_without_a_plan() -> None:
    with pytest.raises(InputError, match="There is no plan yet"):
        employer_calendar(case().model_copy(update={"plan": None}), TODAY)


def in_berlin(monday: date) -> Case:
    """The case moved to another week, with its shifts at night."""
    made = case()
    made.time_zone = "Europe/Berlin"
    week = made.plan.weeks[0]
    for number, day in enumerate(week.days):
        day.date = monday + timedelta(days=number)
        day.start = time(22)
    made.plan.weeks = [week]
    return made


@pytest.mark.parametrize(
    ("monday", "before", "after"),
    [  # the clocks change on Sunday 28 March 2027 and on Sunday 31 October 2027 (EU directive 2000/84)
        (date(2027, 3, 24), 1, 2),
        (date(2027, 10, 27), 2, 1),
    ],
)
def test_a_shift_keeps_its_clock_time_across_a_clock_change(monday: date, before: int, after: int) -> None:
    found = {event["DTSTART"].dt.date(): event["DTSTART"].dt for event in shifts(in_berlin(monday))}
    friday, sunday = found[monday + timedelta(days=2)], found[monday + timedelta(days=4)]
    assert [friday.hour, sunday.hour] == [22, 22]
    assert friday.utcoffset() == timedelta(hours=before)
    assert sunday.utcoffset() == timedelta(hours=after)
    written = employer_calendar(in_berlin(monday), TODAY).decode()
    assert "BEGIN:VTIMEZONE" in written
    assert "TZID:Europe/Berlin" in written


def test_a_new_version_changes_its_entries_and_takes_out_what_it_does_not_work() -> None:
    first = case()
    second = case()
    second.plan.version = 3
    dropped = second.plan.weeks[0].days.pop()
    second.earlier_plans = [first.plan]
    old = {str(e["UID"]): int(e["SEQUENCE"]) for e in shifts(first)}
    new = {str(e["UID"]): e for e in shifts(second)}
    assert set(old) == set(new)
    assert all(int(e["SEQUENCE"]) > old[uid] for uid, e in new.items())
    cancelled = [e["DTSTART"].dt.date() for e in new.values() if e["STATUS"] == "CANCELLED"]
    assert cancelled == [dropped.date]


def test_a_review_that_is_no_longer_held_and_a_dropped_change_are_taken_out() -> None:
    first = case()
    second = first.model_copy(deep=True)
    second.plan.version = 3
    week = next(week for week in second.plan.weeks if week.review_on is not None)
    held, week.review_on = week.review_on, None
    second.modifications[0].trial_outcome = TrialOutcome.DROPPED
    second.earlier_plans = [first.plan]
    before = {str(e["UID"]): e for e in events(first)}
    after = {str(e["UID"]): e for e in events(second)}
    assert set(before) == set(after)
    void = {uid: e["DTSTART"].dt for uid, e in after.items() if str(e.get("STATUS")) == "CANCELLED"}
    assert void == {
        f"{first.id}-review-{week.number}": held,
        f"{first.id}-in-place-{first.modifications[0].id}": first.modifications[0].in_place_from,
    }


def test_after_a_stop_the_shifts_are_cancelled_and_say_no_reason() -> None:
    stopped = case()
    wednesday = stopped.plan.weeks[0].days[2].date
    stopped.reviews = [
        Review(on=wednesday, monday=wednesday, decided=Decision.STOP_AND_REFER, because=["leg symptoms"])
    ]
    found = [
        e for e in Calendar.from_ical(employer_calendar(stopped, wednesday)).walk("VEVENT") if "STATUS" in e
    ]
    statuses = {e["DTSTART"].dt.date(): str(e["STATUS"]) for e in found}
    assert all((status == "CANCELLED") == (on >= wednesday) for on, status in statuses.items())
    assert "leg" not in employer_calendar(stopped, wednesday).decode()
