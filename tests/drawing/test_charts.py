"""Charts of hours, limits and before/after."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.drawing.bars import BeforeAfter, Reference, before_after_svg
from ergo.drawing.hours import Duty, HoursChart, HoursWeek, Mark, hours_svg
from ergo.drawing.limits import LimitSteps, limits_svg
from ergo.model.job import Importance
from ergo.model.plan import Firmness
from tests.drawing.svg_reading import SVG, assert_sound, parsed, words

MONDAY = date(2026, 1, 5)
HOSTILE = "<script>alert('x')</script> & 😀 \u202e \x00 " + "long " * 100


def week(number: int, firmness: Firmness, *minutes: int) -> HoursWeek:
    return HoursWeek(number, MONDAY + timedelta(weeks=number - 1), firmness, minutes)


CHART = HoursChart(
    weeks=(
        week(1, Firmness.FIRM, 300, 900),
        week(2, Firmness.CONDITIONAL, 600, 900),
        week(3, Firmness.OUTLOOK, 1200, 600),
    ),
    duties=(Duty("Picking", Importance.ESSENTIAL), Duty("Returns desk", Importance.ALTERNATIVE)),
    marks=(
        Mark(date(2026, 1, 9), "", review=True),
        Mark(date(2026, 1, 12), "Lift table in place", review=False),
    ),
    full_week_min=2400,
    certified_until=date(2026, 1, 18),
)


def test_hours_are_written_with_their_firmness_in_words() -> None:
    svg = hours_svg(CHART)
    assert_sound(svg)
    said = words(svg)
    for wanted in (
        "Firm",
        "Conditional",
        "Outlook",
        "20 h",
        "25 h",
        "30 h",
        "Essential duties",
        "Picking",
        "Alternative duties",
        "Returns desk",
        "Certificate ends: 18 Jan 2026",
        "Normal week: 40 h",
        "Clinical review: 9 Jan",
        "12 Jan: Lift table in place",
    ):
        assert wanted in said
    assert "Week 1 from 5 Jan: 20 h, firm; week 2 from 12 Jan: 25 h, conditional" in svg.alt


def test_firmness_is_a_pattern_and_not_only_a_colour() -> None:
    rects = list(parsed(hours_svg(CHART)).iter(f"{SVG}rect"))
    hatched = [r for r in rects if r.get("fill") == "url(#ergo-hatch)"]
    outlined = [r for r in rects if r.get("stroke-dasharray") == "4 3"]
    assert len(hatched) == 2, "two duties in the one conditional week"
    assert len(outlined) == 1, "the week of outlook is hours only"


def test_the_end_of_the_certificate_stands_between_its_last_week_and_the_outlook() -> None:
    """18 January is the Sunday of week 2: two of three weeks of 110 units each, 46 from the left edge."""
    lines = [e for e in parsed(hours_svg(CHART)).iter(f"{SVG}line") if e.get("stroke-width") == "2.4"]
    assert lines[0].get("x1") == "266"


def test_heights_are_in_proportion_to_the_minutes() -> None:
    rects = [r for r in parsed(hours_svg(CHART)).iter(f"{SVG}rect") if r.get("stroke") == "#ffffff"]
    first, second = (float(r.get("height", "")) for r in rects[:2])
    assert second / first == pytest.approx(900 / 300, rel=0.01)


def test_a_plan_without_weeks_says_so() -> None:
    assert words(hours_svg(HoursChart((), ()))) == ["The plan has no week yet."]


@pytest.mark.parametrize("count", [1, 26, 104])
def test_long_plans_and_hostile_names(count: int) -> None:
    firmness = list(Firmness)
    chart = HoursChart(
        tuple(week(n, firmness[n % 3], 0, 15 * n % 2400) for n in range(1, count + 1)),
        (Duty(HOSTILE, Importance.MARGINAL), Duty(HOSTILE, Importance.ESSENTIAL)),
        (Mark(date(2020, 1, 1), HOSTILE, review=False), Mark(date(2040, 1, 1), "", review=True)),
    )
    assert_sound(hours_svg(chart))


def test_limits_are_written_at_each_change() -> None:
    svg = limits_svg(
        [
            LimitSteps("Lift, floor to waist", (6.0, 6.0, 10.0), ("6 kg", "6 kg", "10 kg"), 18.0, "18 kg"),
            LimitSteps("Sit", (30.0, None, None), ("30 min", "", "")),
        ]
    )
    assert_sound(svg)
    said = words(svg)
    assert said.count("6 kg") == 1
    assert "10 kg" in said
    assert "the job asks for 18 kg" in said
    assert "no limit" in said
    assert "Sit: 30 min from week 1, no limit from week 2." in svg.alt


def test_no_limits() -> None:
    assert words(limits_svg([])) == ["No limit is in force."]


def test_before_and_after_say_both_values() -> None:
    rows = [
        BeforeAfter("Pick from the lowest layer", 2.4, 1.2, "2.4", "1.2", "Vertical multiplier 0.84 → 1.00"),
        BeforeAfter("Pallet", 1.5, None, "1.5", ""),
    ]
    svg = before_after_svg(rows, title="Lifting index", references=[Reference(1.0, "1")])
    assert_sound(svg)
    assert {"2.4", "1.2", "1.5", "after: not known", "Vertical multiplier 0.84 → 1.00"} <= set(words(svg))
    assert "after 1.2 (Vertical multiplier 0.84 → 1.00)." in svg.alt
    bars = [r for r in parsed(svg).iter(f"{SVG}rect") if r.get("height") == "18"]
    before, after = float(bars[0].get("width", "")), float(bars[1].get("width", ""))
    assert before / after == pytest.approx(2.4 / 1.2, rel=0.01)
    assert (bars[0].get("stroke-dasharray"), bars[1].get("stroke-dasharray")) == ("5 3", None)


@given(
    st.lists(
        st.tuples(st.text(max_size=80), st.none() | st.floats(0, 1e6), st.none() | st.floats(0, 1e6)),
        max_size=6,
    )
)
def test_any_figures_give_a_sound_drawing(rows: list[tuple[str, float | None, float | None]]) -> None:
    drawn = [BeforeAfter(label, a, b, "a", "b") for label, a, b in rows]
    assert_sound(before_after_svg(drawn, title="Any"))
    assert_sound(limits_svg([LimitSteps(label, (a, b), ("a", "b"), a, "a") for label, a, b in rows]))


def test_weeks_after_the_last_change_are_named_and_not_drawn() -> None:
    values = (6.0, 8.0, *[8.0] * 24)
    svg = limits_svg([LimitSteps("Carry", values, tuple(f"{v:g} kg" for v in values))])
    assert_sound(svg)
    assert "Weeks 5 to 26: no change" in words(svg)
    assert {"4", "5"} & set(words(svg)) == {"4"}
    assert svg.alt.endswith("Carry: 6 kg from week 1, 8 kg from week 2.")


def test_the_last_value_of_a_limit_is_always_written() -> None:
    values = (36.0, 41.0, 45.0, *[45.0] * 6)
    said = words(limits_svg([LimitSteps("Drive", values, tuple(f"{v:g} minutes at a time" for v in values))]))
    assert "36 minutes at a time" in said
    assert "45 minutes at a time" in said
    assert "41 minutes at a time" not in said
