"""Metric and US units: exact conversions, and figures as a person reads them."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.errors import InputError
from ergo.units import UnitSystem, display_unit, format_quantity, from_display, to_display

METRIC, US = UnitSystem.METRIC, UnitSystem.US

# NIST Special Publication 811 (2008), Appendix B.9: one US unit in the metric unit, as printed.
NIST_FACTORS = [
    ("kg", "lb", 4.535924e-01),
    ("mm", "in", 25.4),
    ("cm", "in", 2.54),
    ("m", "ft", 3.048e-01),
    ("N", "lbf", 4.448222),
]


@pytest.mark.parametrize(("unit", "us_unit", "factor"), NIST_FACTORS)
def test_factor_is_the_one_nist_prints(unit: str, us_unit: str, factor: float) -> None:
    assert display_unit(unit, US) == us_unit
    assert from_display(1.0, unit, US) == pytest.approx(factor, rel=2e-7)


@pytest.mark.parametrize(
    ("celsius", "fahrenheit"), [(-40.0, -40.0), (0.0, 32.0), (37.0, 98.6), (100.0, 212.0)]
)
def test_fixed_points_of_temperature(celsius: float, fahrenheit: float) -> None:
    assert to_display(celsius, "degC", US) == pytest.approx(fahrenheit)
    assert from_display(fahrenheit, "degC", US) == pytest.approx(celsius)


@given(
    value=st.floats(min_value=-1e6, max_value=1e6),
    unit=st.sampled_from(["kg", "mm", "cm", "m", "N", "degC", "min"]),
)
def test_what_is_shown_converts_back_to_what_is_kept(value: float, unit: str) -> None:
    assert from_display(to_display(value, unit, US), unit, US) == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize("unit", ["kg", "mm", "cm", "m", "N", "degC", "min"])
def test_metric_is_shown_as_it_is_kept(unit: str) -> None:
    assert display_unit(unit, METRIC) == unit
    assert to_display(12.34, unit, METRIC) == 12.34
    assert from_display(12.34, unit, METRIC) == 12.34


def test_unit_without_us_counterpart_stays() -> None:
    assert display_unit("min", US) == "min"
    assert to_display(30.0, "min", US) == 30.0


def test_arrays_convert_element_by_element() -> None:
    heights_cm = np.array([0.0, 2.54, 254.0])
    np.testing.assert_allclose(to_display(heights_cm, "cm", US), [0.0, 1.0, 100.0])
    np.testing.assert_allclose(from_display(np.array([0.0, 1.0, 100.0]), "cm", US), heights_cm)


@pytest.mark.parametrize(
    ("value", "unit", "metric", "us"),
    [
        (10, "kg", "10 kg", "22 lb"),
        (2.5, "kg", "2.5 kg", "5.51 lb"),
        (75, "cm", "75 cm", "29.5 in"),
        (20, "m", "20 m", "65.6 ft"),
        (250, "N", "250 N", "56.2 lbf"),
        (21.5, "degC", "21.5 °C", "70.7 °F"),
        (0, "kg", "0 kg", "0 lb"),
        (-0.0, "kg", "0 kg", "0 lb"),
        (99.96, "kg", "100 kg", "220 lb"),
        (12345, "N", "12345 N", "2775 lbf"),
        (0.634, "m/s2", "0.634 m/s²", "0.634 m/s²"),
        (30, "deg", "30°", "30°"),
        (40, "%", "40%", "40%"),
        (38, "mm", "38 mm", "1.5 in"),
        (4, "lifts/min", "4 lifts/min", "4 lifts/min"),
        (0.5, "1/min", "0.5 per minute", "0.5 per minute"),
        (120, "1/h", "120 per hour", "120 per hour"),
        (45, "min", "45 min", "45 min"),
        (1.25, "", "1.25", "1.25"),
    ],
)
def test_figure_as_a_person_reads_it(value: float, unit: str, metric: str, us: str) -> None:
    assert format_quantity(value, unit) == metric
    assert format_quantity(value, unit, US) == us


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_unknown_is_never_shown_as_a_figure(value: float) -> None:
    with pytest.raises(InputError, match="value to show"):
        format_quantity(value, "kg")
