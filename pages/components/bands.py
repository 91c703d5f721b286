"""How a risk or a match is said: word and sign together, so that nothing hangs on colour."""

from ergo.analysis.match import State
from ergo.analysis.method_limits import Standing
from ergo.methods.result import Result
from pages.components.plain import plain
from pages.components.tables import Markup

STANDING = {
    "closes": ("Kept out of the plan", "block", "red"),
    "beyond": ("Beyond, informs only", "warning", "orange"),
    "change": ("Asks for a change", "warning", "orange"),
    "within": ("Within", "check_circle", "green"),
}
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


def standing_mark(standing: Standing) -> Markup:
    """How work stands to the limit of a method, and whether the plan keeps away from it, with its sign."""
    name = "closes" if standing.closes else "beyond" if standing.beyond else "within"
    if name == "within" and standing.asks_for_change:
        name = "change"
    word, sign, colour = STANDING[name]
    return Markup(f":{colour}[:material/{sign}: {word}]")


def band_mark(result: Result) -> Markup:
    """The band of a score in the method's own words, with a sign that grows with the risk; empty without a score."""
    band = result.band
    if band is None:
        return Markup("")
    bands = result.bands[0].bands
    place = bands[::-1].index(band) if result.bands[0].higher_is_better else bands.index(band)
    sign, colour = SIGNS[min(place, len(SIGNS) - 1)]
    return Markup(f":{colour}[:material/{sign}: **{plain(band.label)}**] {plain(band.words)}")
