"""A method on inputs at hand: one group, a list of them, or the parts of one job."""

from typing import Any

import numpy as np
import pytest

from ergo.errors import InputError
from ergo.methods.result import Result
from ergo.workflow.scoring import score_inputs

# DHHS (NIOSH) Publication 94-110, example 1, loading punch press stock, origin: LI 2.7. It is printed from multipliers
# rounded to two digits, so the unrounded equation differs by up to 0.15.
PUNCH_PRESS: dict[str, Any] = {
    "load_kg": 19.96,
    "h_origin_cm": 58.42,
    "v_origin_cm": 38.1,
    "v_dest_cm": 160.02,
    "asym_deg": 0,
    "freq_per_min": 0.2,
    "duration_h": 0.5,
    "coupling": "fair",
    "significant_control": False,
}


def single(method_id: str, document: object) -> Result:
    result = score_inputs(method_id, document)
    assert isinstance(result, Result)
    return result


def refused(document: object, method_id: str = "niosh_1994") -> InputError:
    with pytest.raises(InputError) as found:
        score_inputs(method_id, document)
    return found.value


def test_one_group_of_inputs() -> None:
    assert single("niosh_1994", PUNCH_PRESS).score == pytest.approx(2.7, abs=0.15)


def test_inputs_go_by_quantity_too() -> None:
    by_quantity = {f"lift.{name}": value for name, value in PUNCH_PRESS.items()}
    assert single("niosh_1994", by_quantity).score == single("niosh_1994", PUNCH_PRESS).score


def test_a_list_gives_a_result_for_each() -> None:
    results = score_inputs("niosh_1994", [PUNCH_PRESS, PUNCH_PRESS | {"load_kg": 2 * 19.96}])
    assert isinstance(results, list)
    first, second = (result.score for result in results)
    assert first is not None
    assert second == pytest.approx(2 * first)


def test_a_method_of_several_parts_takes_a_list_as_the_parts() -> None:
    often = PUNCH_PRESS | {"freq_per_min": 4}
    together = single("niosh_cli_1994", [often, often])
    assert np.ndim(together.score) == 0  # type: ignore[arg-type]
    alone = single("niosh_cli_1994", often)
    assert together.score is not None
    assert alone.score is not None
    assert together.score > alone.score


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (3, "Inputs are a group of names and values"),
        (None, "Inputs are a group of names and values"),
        ([], "The list of inputs is empty."),
        ([PUNCH_PRESS, 3], "row 2: Inputs are a group of names and values"),
        ({"load_kg": 12}, "Reach at the start of the lift is missing"),
        ([PUNCH_PRESS, PUNCH_PRESS | {"load_kg": 999}], "row 2: Usual load 999 kg is outside 0 to 300 kg"),
        (PUNCH_PRESS | {"weight": 1}, "'weight' is not an input; the inputs are load_kg"),
        (PUNCH_PRESS | {"load_kg": "12"}, "Usual load '12' is not a number"),
    ],
)
def test_bad_input(document: object, message: str) -> None:
    assert str(refused(document)).startswith(message)


def test_row_of_a_bad_part() -> None:
    error = refused([PUNCH_PRESS, PUNCH_PRESS | {"coupling": "firm"}], "niosh_cli_1994")
    assert (error.row, error.field, error.value) == (2, "Grip on the load", "firm")


def test_unknown_method() -> None:
    with pytest.raises(InputError, match="no method 'reba'"):
        score_inputs("reba", {})
