"""Colours, line widths and letter sizes of every drawing.

Colour is never the only signal: what differs in colour differs in pattern, outline or word too. Text colours
have at least 4.5:1 on paper, lines and areas that carry meaning at least 3:1 (WCAG 2.2 AA); a test checks it.
"""

FONT_FAMILY = "'Open Sans', 'DejaVu Sans', 'Source Sans', sans-serif"

PAPER = "#ffffff"
INK = "#0a151a"
MUTED = "#43545d"
LINE = "#6f818b"
GRID = "#d5dde2"
FLOOR = "#e9eef1"

START = "#0f5f73"
END = "#9a4300"
BODY = "#6d8794"
BODY_NEAR = "#4b6674"
BODY_GHOST = "#f6ede4"
LOAD = "#c9a26b"

ALARM, ALARM_PALE = "#a12622", "#f8e0dd"
CAUTION, CAUTION_PALE = "#6b4e00", "#faeec9"
CALM, CALM_PALE = "#1d6b4f", "#ddf0e6"

ESSENTIAL = ("#0f5f73", "#2b7f96", "#164e87", "#1f6f57", "#4a5fa5", "#3c7a3a")
MARGINAL = ("#8a6100", "#a4552b", "#7d5a3c")
ALTERNATIVE = ("#cfe0e6", "#e6dcc3", "#dcd3e6", "#d3e3cf")

TEXT_ON_PAPER = (INK, MUTED, START, END)
STATES = ((PAPER, ALARM), (ALARM, ALARM_PALE), (CAUTION, CAUTION_PALE), (PAPER, END), (CALM, CALM_PALE))
SHAPES_ON_PAPER = (LINE, START, END, BODY, BODY_NEAR, *ESSENTIAL, *MARGINAL)
DARK_FILLS = (*ESSENTIAL, *MARGINAL)
LIGHT_FILLS = ALTERNATIVE

SMALL, NORMAL, LARGE = 12, 14, 16
