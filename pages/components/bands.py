"""How a risk or a match is said: word and sign together, so that nothing hangs on colour."""

from ergo.analysis.match import State
from ergo.methods.result import Result
from pages.components.plain import plain
from pages.components.tables import Markup

STATE = {
    State.BEYOND: ("Beyond", "block", "red"),
    State.NEEDS_ANSWER: ("Needs an answer", "contact_support", "orange"),
    State.NOT_ASSESSED: ("Not assessed", "help", "gray"),
    State.WITHIN: ("Within", "check_circle", "green"),
}
SIGNS = (("check_circle", "green"), ("warning", "orange"), ("dangerous", "red"))


def state_mark(state: State, *, near: bool = False) -> Markup:
    """The state of one comparison with its sign."""
    word, sign, colour = STATE[state]
    return Markup(f":{colour}[:material/{sign}: {word}{', near' if near else ''}]")


def band_mark(result: Result) -> Markup:
    """The band of a score in the method's own words, with a sign that grows with the risk; empty without a score."""
    band = result.band
    if band is None:
        return Markup("")
    bands = result.bands[0].bands
    place = bands[::-1].index(band) if result.bands[0].higher_is_better else bands.index(band)
    sign, colour = SIGNS[min(place, len(SIGNS) - 1)]
    return Markup(f":{colour}[:material/{sign}: **{plain(band.label)}**] {plain(band.words)}")
