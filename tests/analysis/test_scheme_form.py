"""What a case knows of an amount that a form asks for: the smaller of certified and tested, in the form's bands."""

from datetime import date

import pytest

from ergo.analysis.scheme_form import abilities, band_of
from ergo.knowledge.dimensions import Aspect, Band, Side
from ergo.knowledge.scheme_forms import general_fields, scales
from ergo.model.base import HowKnown
from ergo.model.capacity import Capacity, Reading, Restriction
from ergo.model.case import Case
from ergo.model.worker import Worker

ON = date(2026, 3, 2)


def case(*capacities: Capacity, restrictions: list[Restriction] | None = None) -> Case:
    return Case(worker=Worker(code="W-1"), capacities=list(capacities), restrictions=restrictions or [])


def capacity(dimension: str, aspect: Aspect, value: float | None, **more: object) -> Capacity:
    return Capacity(dimension=dimension, aspect=aspect, value=value, **more)


def restricted(dimension: str, aspect: Aspect, **reading: object) -> Restriction:
    return Restriction(wording="-", reading=Reading(dimensions=[dimension], aspect=aspect, **reading))


def found(made: Case, field: str, scale: str = "") -> list[tuple[str, list[float]]]:
    answered = abilities(made, general_fields()[field], scale, ON)
    return [(ability.band, [entry.limit.value for entry in ability.known]) for ability in answered]


@pytest.mark.parametrize(
    ("scale", "value", "unit", "band"),
    [
        ("on_walking", 120, "m", "100–200 metres"),
        ("on_walking", 90, "min", ""),  # minutes are no metres
        ("on_push_pull", 49, "N", "up to 5 kg of force"),  # 49.0 N are 4.997 kgf
        ("on_push_pull", 50, "N", "up to 10 kg of force"),  # 50.0 N are 5.099 kgf
        ("on_push_pull", 98, "N", "up to 10 kg of force"),
        ("on_push_pull", 99, "N", "other"),
        ("wa_frequency", 0, "min", "never"),
        ("wa_frequency", 1, "min", "seldom (1–10 %)"),  # 0.2 % of eight hours, and still something
        ("wa_frequency", 48, "min", "seldom (1–10 %)"),
        ("wa_frequency", 53, "min", "occasional (11–33 %)"),
        ("wa_frequency", 160, "min", "occasional (11–33 %)"),  # a third of the day: 33 % as printed
        ("wa_frequency", 163, "min", "frequent (34–66 %)"),
        ("wa_frequency", 480, "min", "constant (67–100 %)"),
        ("wa_frequency", 12, "count/h", ""),
        ("tx_hours", 240, "min", "4"),
        ("tx_hours", 200, "min", "other"),
        ("on_stairs", 4, "count", "other"),
        ("vic_three_levels", 30, "min", "with modifications"),
    ],
)
def test_figures_are_written_in_the_bands_of_the_form(scale: str, value: float, unit: str, band: str) -> None:
    aspect = Aspect.DOSE if unit == "min" else Aspect.PEAK
    assert band_of(scales()[scale], value, unit, aspect) == band


@pytest.mark.parametrize(
    ("scale", "aspect", "band"),
    [
        ("wa_frequency", Aspect.RUN, ""),
        ("tx_hours", Aspect.RUN, ""),
        ("on_sitting", Aspect.RUN, "30 minutes–1 hour"),
        ("on_sitting", Aspect.DOSE, ""),
    ],
)
def test_minutes_at_a_time_are_no_share_of_the_day(scale: str, aspect: Aspect, band: str) -> None:
    assert band_of(scales()[scale], 60, "min", aspect) == band


def test_the_smaller_of_certified_and_tested_stands() -> None:
    ten = restricted("lift_floor_waist", Aspect.PEAK, limit=10)
    light = capacity("lift_floor_waist", Aspect.PEAK, 4)
    heavy = capacity("lift_floor_waist", Aspect.PEAK, 14, how=HowKnown.MEASURED)
    assert found(case(light, restrictions=[ten]), "lift_floor_waist", "on_lifting") == [
        ("up to 5 kilograms", [4])
    ]
    assert found(case(heavy, restrictions=[ten]), "lift_floor_waist", "on_lifting") == [
        ("5–10 kilograms", [10])
    ]
    assert found(case(restrictions=[ten]), "lift_floor_waist", "on_lifting") == [("5–10 kilograms", [10])]
    assert found(case(heavy), "lift_floor_waist", "on_lifting") == [("other", [14])]


def test_frequencies_stand_side_by_side_and_the_heaviest_gives_the_band() -> None:
    often = capacity("lift_floor_waist", Aspect.PEAK, 5, frequency=Band.FREQUENT)
    seldom = capacity("lift_floor_waist", Aspect.PEAK, 8, frequency=Band.OCCASIONAL)
    assert found(case(often, seldom), "lift_floor_waist", "on_lifting") == [("5–10 kilograms", [8, 5])]


def test_weights_certified_by_frequency_are_no_ceiling_to_each_other() -> None:
    stated = [
        restricted("lift_floor_waist", Aspect.PEAK, limit=10, frequency=Band.OCCASIONAL),
        restricted("lift_floor_waist", Aspect.PEAK, limit=5, frequency=Band.FREQUENT),
    ]
    assert found(case(restrictions=stated), "lift_floor_waist", "on_lifting") == [("5–10 kilograms", [10, 5])]


def test_a_limit_at_some_heights_alone_gives_no_band() -> None:
    floor = restricted("lift_floor_waist", Aspect.PEAK, prohibited=True, below_hand_height_cm=50)
    assert found(case(restrictions=[floor]), "lift_floor_waist", "on_lifting") == [("", [0])]
    light = capacity("lift_floor_waist", Aspect.PEAK, 4)
    assert found(case(light, restrictions=[floor]), "lift_floor_waist", "on_lifting") == [
        ("up to 5 kilograms", [4, 0])
    ]


def test_what_is_prohibited_is_other_or_never_or_cannot() -> None:
    banned = case(restrictions=[restricted("walk", Aspect.PEAK, prohibited=True)])
    assert found(banned, "walk", "on_walking") == [("other", [0])]
    assert found(banned, "walk", "vic_three_levels") == [("cannot", [0])]


def test_a_restriction_without_a_figure_leaves_nothing_to_say() -> None:
    vague = restricted("walk", Aspect.PEAK)
    answered = abilities(
        case(capacity("walk", Aspect.PEAK, 120), restrictions=[vague]),
        general_fields()["walk"],
        "on_walking",
        ON,
    )
    assert [(ability.known, ability.band, ability.asked) for ability in answered if ability.asked] == [
        ([], "", True)
    ] * len(answered)
    assert answered


def test_what_is_lifted_or_has_not_begun_says_nothing() -> None:
    ten = restricted("lift_floor_waist", Aspect.PEAK, limit=10)
    ten.may_lift_from = ON
    later = restricted("lift_floor_waist", Aspect.PEAK, limit=5)
    later.valid_from = date(2026, 3, 3)
    assert found(case(restrictions=[ten, later]), "lift_floor_waist", "on_lifting") == []


def test_what_was_looked_at_without_a_figure_is_not_known() -> None:
    assert found(case(capacity("walk", Aspect.PEAK, None)), "walk", "on_walking") == []


def test_what_holds_for_both_sides_lowers_one_side_and_stands_once() -> None:
    both = restricted("grip", Aspect.PEAK, limit=100)
    assert found(case(restrictions=[both]), "hand_use") == [("", [100])]
    left = capacity("grip", Aspect.PEAK, 150, side=Side.LEFT)
    assert found(case(left, restrictions=[both]), "hand_use") == [("", [100]), ("", [100])]
