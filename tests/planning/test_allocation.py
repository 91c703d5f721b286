"""Filling a day: the answer against every possible day of small problems."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from ergo.planning.allocation import DayFiller, solve_day
from ergo.planning.day_bounds import Day, Duty, Way
from ergo.planning.day_program import solve_by_programs
from ergo.planning.problem import Variant


@st.composite
def days(draw: st.DrawFn) -> tuple[list[Variant], int, dict[int, int]]:
    count = draw(st.integers(1, 4))
    essential = sorted((draw(st.booleans()) for _ in range(count)), reverse=True)
    variants = []
    task = 0
    for number in range(count):
        if number and essential[number] == essential[number - 1] and draw(st.booleans()):
            task = variants[-1].task
        else:
            task = number
        longest = 15 * draw(st.integers(0, 5))
        variants.append(
            Variant(
                task=task,
                order=task,
                essential=essential[number],
                as_normal=True,
                normal_min=longest,
                longest_min=longest,
                block_min=15 * draw(st.integers(1, 3)),
                times_per_week=None,
                peaks={},
                dose_rates={k: draw(st.integers(0, 3)) for k in range(2)},
            )
        )
    doses = {k: draw(st.integers(0, 200)) for k in range(2)}
    return variants, 15 * draw(st.integers(0, 8)), doses


def every_day(variants: list[Variant], minutes: int, doses: dict[int, int]) -> Iterator[tuple[int, ...]]:
    for amounts in product(*(range(0, v.longest_min + 1, 15) for v in variants)):
        used = [n for n, amount in enumerate(amounts) if amount]
        if (
            sum(amounts) == minutes
            and all(amounts[n] >= variants[n].block_min for n in used)
            and len({variants[n].task for n in used}) == len(used)
            and all(
                sum(v.dose_rates[k] * a for v, a in zip(variants, amounts, strict=True)) <= doses[k]
                for k in doses
            )
        ):
            yield amounts


@given(days())
@settings(max_examples=300)
def test_most_essential_minutes_then_most_in_order(day: tuple[list[Variant], int, dict[int, int]]) -> None:
    variants, minutes, doses = day
    possible = list(every_day(variants, minutes, doses))
    answer = DayFiller(variants, 15).fill(minutes, tuple(range(len(variants))), tuple(doses.items()))
    if not possible:
        assert answer is None
        return
    essential = [n for n, v in enumerate(variants) if v.essential]
    assert answer == max(possible, key=lambda a: (sum(a[n] for n in essential), a))


def test_the_odd_rest_goes_to_the_first_permitted_task_that_has_room() -> None:
    """A day of 7 h 36 leaves six minutes over the last quarter of an hour."""
    full = Variant(0, 0, True, True, 300, 300, 15, None, {}, {})
    roomy = Variant(1, 1, True, True, 240, 240, 15, None, {}, {})
    assert DayFiller([full, roomy], 15).fill(456, (0, 1), ()) == (300, 156)


def test_an_odd_rest_without_room_is_not_worked() -> None:
    full = Variant(0, 0, True, True, 450, 450, 15, None, {}, {})
    assert DayFiller([full], 15).fill(456, (0,), ()) is None


def test_an_odd_rest_that_breaks_a_dose_is_not_worked() -> None:
    variant = Variant(0, 0, True, True, 480, 480, 15, None, {}, {0: 1})
    assert DayFiller([variant], 15).fill(456, (0,), ((0, 460),)) == (456,)
    assert DayFiller([variant], 15).fill(456, (0,), ((0, 452),)) is None


def test_a_task_that_may_be_extended_leaves_the_others_their_normal_time() -> None:
    """Screen 240 min and more, telephone 75: a day of 375 has 300 and 75; of 300 both stay at what is normal."""
    screen = Variant(0, 0, True, True, 240, 1440, 15, None, {}, {})
    phone = Variant(1, 1, True, True, 75, 75, 15, None, {}, {})
    filler = DayFiller([screen, phone], 15)
    assert filler.fill(375, (0, 1), ()) == (300, 75)
    assert filler.fill(300, (0, 1), ()) == (240, 60)


def test_a_task_is_extended_before_a_duty_that_is_not_essential() -> None:
    screen = Variant(0, 0, True, True, 240, 1440, 15, None, {}, {})
    archive = Variant(1, 1, False, True, 120, 120, 15, None, {}, {})
    assert DayFiller([screen, archive], 15).fill(300, (0, 1), ()) == (300, 0)


def test_a_task_is_not_extended_past_its_dose() -> None:
    """One unit a minute and 270 allowed: what is left of the day goes to the other duty."""
    screen = Variant(0, 0, True, True, 240, 1440, 15, None, {}, {0: 1})
    archive = Variant(1, 1, False, True, 120, 120, 15, None, {}, {})
    assert DayFiller([screen, archive], 15).fill(300, (0, 1), ((0, 270),)) == (270, 30)


@given(days(), st.data())
@settings(max_examples=100)
def test_search_and_integer_programs_find_the_same_day(
    day: tuple[list[Variant], int, dict[int, int]], data: st.DataObject
) -> None:
    """Also with an odd rest, tasks that may be extended, tasks that are needed and sets that must not share a day."""
    variants, minutes, doses = day
    longer = [replace(v, longest_min=1440) if data.draw(st.booleans()) else v for v in variants]
    apart = (frozenset({0, len(variants) - 1}),) if len(variants) > 1 and data.draw(st.booleans()) else ()
    ways = [
        Way(n, min(v.longest_min, minutes + 4), v.normal_min, v.block_min, tuple(v.dose_rates.values()))
        for n, v in enumerate(longer)
    ]
    duties = tuple(
        Duty(
            v.essential,
            v.normal_min > 0 and data.draw(st.booleans()),
            (way,),
            way.longest,
            min(way.normal, way.longest),
        )
        for v, way in zip(longer, ways, strict=True)
    )
    question = Day(minutes + data.draw(st.integers(0, 4)), 15, duties, tuple(doses.values()), apart)
    assert solve_day(question) == solve_by_programs(question)
