"""Simple line drawings of movements, of exercises and of everyday life: a body of a few strokes, things, an arrow.

They show the kind of movement, not a measured posture; the words beside them say how it is done.
"""

from dataclasses import dataclass
from functools import cache
from math import atan2, cos, pi, sin

from ergo.drawing.style import BODY_NEAR, END, FLOOR, INK, LINE
from ergo.drawing.svg import Svg, drawing, element, line, path

WIDTH, HEIGHT, GROUND = 160.0, 110.0, 100.0
_HEAD, _TIP = 7.0, 6.0
Point = tuple[float, float]
Stroke = tuple[Point, ...]


@dataclass(frozen=True)
class Figure:
    """A movement: what it shows in words, the head, the strokes of the body and of things, and where it goes."""

    words: str
    head: Point
    body: tuple[Stroke, ...]
    things: tuple[Stroke, ...] = ()
    arrow: Stroke = ()


_CHAIR: Stroke = ((60, 42), (60, 70), (90, 70), (90, 100))
_CHAIR_LEG: Stroke = ((60, 70), (60, 100))
_SEAT = (_CHAIR, _CHAIR_LEG)
_WALL: Stroke = ((135, 15), (135, 100))
_SITTING: Stroke = ((66, 36), (66, 67), (92, 67), (92, 98), (102, 98))
_LYING_BENT: Stroke = ((38, 95), (82, 95), (104, 70), (118, 97), (126, 97))
_LYING_FLAT: Stroke = ((38, 95), (82, 95), (128, 95))
_STANDING: Stroke = ((80, 34), (80, 65), (80, 98), (90, 98))
_ARM_DOWN: Stroke = ((80, 36), (84, 52), (86, 65))
_ALL_FOURS: tuple[Stroke, ...] = (((55, 65), (100, 65), (100, 97), (116, 97)), ((55, 65), (55, 97)))

FIGURES: dict[str, Figure] = {
    "lying_bent": Figure(
        "Lying on the back with the knees bent", (29, 91), (_LYING_BENT,), arrow=((82, 84), (66, 84))
    ),
    "lying_flat": Figure("Lying on the back, loose", (29, 91), (_LYING_FLAT, ((42, 95), (70, 97)))),
    "knee_to_chest": Figure(
        "Lying on the back, one knee drawn to the chest",
        (29, 91),
        (((38, 95), (82, 95), (64, 70), (86, 72)), ((82, 95), (128, 96)), ((42, 92), (62, 74))),
        arrow=((84, 58), (62, 60)),
    ),
    "knees_to_chest": Figure(
        "Lying on the back, both knees drawn to the chest",
        (29, 91),
        (((38, 95), (80, 95), (60, 70), (84, 70)), ((42, 92), (60, 74))),
        arrow=((84, 58), (58, 58)),
    ),
    "all_fours": Figure(
        "On hands and knees, the back arched up and let down", (45, 62), _ALL_FOURS, arrow=((78, 58), (78, 44))
    ),
    "heel_sit": Figure(
        "Sitting back towards the heels, arms long in front",
        (58, 90),
        (((66, 86), (104, 78), (78, 97), (116, 97)), ((66, 86), (30, 97))),
        arrow=((92, 66), (112, 66)),
    ),
    "prone_press": Figure(
        "Lying on the front, chest raised on the arms",
        (40, 60),
        (((46, 68), (84, 94), (136, 96)), ((46, 68), (46, 97))),
        arrow=((28, 84), (28, 62)),
    ),
    "prone_lift": Figure(
        "Lying on the front, chest raised a little",
        (36, 82),
        (((44, 86), (84, 95), (136, 96)), ((46, 87), (74, 95))),
        arrow=((28, 92), (26, 72)),
    ),
    "back_bend": Figure(
        "Standing, hands on the hips, bending back a little",
        (64, 24),
        (((68, 33), (80, 62), (78, 98), (88, 98)), ((69, 36), (86, 48), (80, 60))),
        arrow=((84, 10), (58, 10)),
    ),
    "sit": Figure("Sitting upright on a chair", (66, 26), (_SITTING, ((66, 42), (76, 56), (88, 64))), _SEAT),
    "sit_calm": Figure(
        "Sitting at ease and breathing slowly",
        (66, 26),
        (_SITTING, ((66, 42), (74, 58), (84, 66))),
        _SEAT,
        ((78, 28), (96, 28)),
    ),
    "sit_leg_out": Figure(
        "Sitting on a chair, one leg straightened",
        (66, 26),
        (((66, 36), (66, 67), (92, 67), (122, 62), (124, 54)), ((66, 42), (76, 56), (86, 64))),
        _SEAT,
        ((122, 84), (126, 70)),
    ),
    "leg_raise": Figure(
        "Lying on the back, one straight leg raised",
        (29, 91),
        (((38, 95), (82, 95), (118, 60)), ((82, 95), (104, 76), (116, 97))),
        arrow=((132, 84), (128, 58)),
    ),
    "half_kneel": Figure(
        "Half kneeling, shifting forward with an upright trunk",
        (70, 24),
        (((70, 32), (70, 66), (98, 66), (98, 98), (108, 98)), ((70, 66), (60, 97), (36, 97)), ((70, 36), (76, 62))),
        arrow=((84, 48), (104, 48)),
    ),
    "figure_four": Figure(
        "Lying on the back, one ankle over the other knee",
        (29, 91),
        (_LYING_BENT, ((82, 95), (86, 66), (104, 70))),
        arrow=((112, 58), (92, 54)),
    ),
    "wall_lean": Figure(
        "Hands on the wall, one leg back with the heel down",
        (102, 28),
        (((98, 36), (88, 64), (58, 98), (68, 98)), ((88, 64), (108, 76), (104, 98)), ((98, 38), (134, 44))),
        (_WALL,),
        ((70, 52), (84, 48)),
    ),
    "wall_press": Figure(
        "Hands on the wall, leaning in and pushing away",
        (98, 30),
        (((94, 38), (80, 66), (64, 98), (74, 98)), ((94, 40), (112, 54), (134, 44))),
        (_WALL,),
        ((92, 20), (114, 20)),
    ),
    "arm_out": Figure(
        "One arm held out, the other hand easing the hand back",
        (70, 24),
        (((70, 32), (70, 65), (70, 98), (80, 98)), ((70, 38), (112, 40), (114, 54)), ((70, 40), (92, 56), (112, 54))),
        arrow=((124, 58), (122, 42)),
    ),
    "dead_bug": Figure(
        "Lying on the back, one leg and the opposite arm lowered",
        (29, 91),
        (((38, 95), (82, 95), (126, 86)), ((82, 95), (84, 66), (108, 66)), ((44, 94), (46, 62))),
        arrow=((130, 66), (132, 80)),
    ),
    "bird_dog": Figure(
        "On hands and knees, one leg and the opposite arm reached out",
        (46, 60),
        (((56, 65), (100, 65), (100, 97), (116, 97)), ((100, 65), (144, 60)), ((56, 65), (56, 97)),
         ((56, 65), (20, 54))),
    ),
    "bridge": Figure(
        "Lying on the back with the knees bent, hips lifted",
        (27, 91),
        (((36, 95), (80, 72), (104, 66), (112, 97), (122, 97)),),
        arrow=((76, 94), (76, 80)),
    ),
    "plank": Figure(
        "On elbows and toes, the body in one line",
        (32, 66),
        (((42, 72), (88, 80), (134, 92), (138, 97)), ((44, 72), (44, 97), (28, 97))),
    ),
    "side_plank": Figure(
        "On the side on one elbow, hips lifted in line",
        (34, 58),
        (((42, 66), (86, 78), (136, 96)), ((44, 68), (44, 97), (60, 97)), ((50, 68), (74, 76))),
        arrow=((90, 96), (90, 84)),
    ),
    "rise": Figure(
        "Standing up from a chair without the hands",
        (94, 30),
        (((90, 38), (74, 64), (96, 70), (92, 98), (102, 98)), ((90, 42), (104, 58))),
        ((((56, 42), (56, 72), (80, 72), (80, 100))), ((56, 72), (56, 100))),
        ((114, 52), (114, 26)),
    ),
    "squat": Figure(
        "Standing with a small bend of the knees",
        (72, 30),
        (((72, 38), (70, 66), (88, 78), (80, 98), (90, 98)), ((72, 42), (96, 52))),
        arrow=((112, 44), (112, 62)),
    ),
    "long_sit": Figure(
        "Sitting with one leg straight, the knee pressed down",
        (54, 50),
        (((54, 58), (56, 94), (130, 94), (132, 84)), ((54, 62), (40, 94))),
        arrow=((94, 74), (94, 88)),
    ),
    "band_knee": Figure(
        "Standing, a band behind the knee, the knee straightened",
        (70, 22),
        (((70, 30), (70, 62), (78, 80), (70, 98), (80, 98)), ((70, 34), (78, 60))),
        (((80, 80), (135, 80)), _WALL),
        ((92, 70), (78, 70)),
    ),
    "step": Figure(
        "Stepping up on a low step",
        (72, 20),
        (((72, 28), (72, 58), (92, 66), (92, 86), (102, 86)), ((72, 58), (66, 80), (60, 98), (70, 98)),
         ((72, 32), (84, 54))),
        (((84, 100), (84, 88), (130, 88), (130, 100)),),
        ((112, 70), (112, 48)),
    ),
    "heel_back": Figure(
        "Standing with a hand on a chair, one heel lifted behind",
        (80, 24),
        ((_STANDING), ((80, 65), (78, 82), (56, 80)), ((80, 38), (108, 52))),
        (((112, 48), (112, 100)), ((112, 74), (134, 74), (134, 100))),
        ((48, 98), (50, 82)),
    ),
    "leg_side": Figure(
        "Standing, one straight leg lifted to the side",
        (80, 24),
        (((80, 34), (80, 64), (76, 98)), ((80, 64), (114, 90)), ((80, 38), (62, 60)), ((80, 38), (98, 58))),
        arrow=((100, 98), (124, 86)),
    ),
    "side_lying": Figure(
        "Lying on the side with the knees bent, the top knee opened",
        (28, 88),
        (((38, 92), (84, 92), (110, 97), (90, 98)), ((84, 92), (108, 70), (92, 96))),
        arrow=((122, 90), (116, 66)),
    ),
    "heel_raise": Figure(
        "Rising onto the toes with a hand on a support",
        (80, 20),
        (((80, 30), (80, 60), (80, 90), (88, 98)), ((80, 36), (108, 50))),
        (((112, 46), (112, 100)),),
        ((62, 96), (62, 78)),
    ),
    "one_leg": Figure(
        "Standing on one leg beside a support",
        (80, 24),
        (_STANDING, ((80, 65), (96, 76), (84, 88)), ((80, 38), (100, 52))),
        (((112, 46), (112, 100)),),
    ),
    "band_pull": Figure(
        "Standing, pulling a band to the ribs",
        (70, 24),
        (((70, 32), (70, 64), (70, 98), (80, 98)), ((70, 38), (58, 54), (84, 52))),
        (((84, 52), (135, 48)), _WALL),
        ((110, 38), (90, 40)),
    ),
    "band_turn": Figure(
        "Standing, elbow at the side, turning the arm out against a band",
        (70, 24),
        (((70, 32), (70, 64), (70, 98), (80, 98)), ((70, 38), (68, 56), (90, 56))),
        (((90, 56), (135, 56)), _WALL),
        ((104, 44), (80, 44)),
    ),
    "hand": Figure(
        "A hand squeezing a soft ball",
        (80, 24),
        (_STANDING, ((80, 38), (92, 56), (108, 50))),
        (((106, 44), (114, 44), (118, 50), (114, 56), (106, 56), (102, 50), (106, 44)),),
    ),
    "hinge": Figure(
        "Standing with the hips pushed back and a long back",
        (112, 46),
        (((104, 50), (68, 62), (80, 80), (78, 98), (88, 98)), ((100, 52), (98, 76))),
        (((118, 40), (62, 58)),),
        ((62, 74), (46, 68)),
    ),
    "crate_waist": Figure(
        "Lifting a crate at the height of the waist, close to the body",
        (66, 24),
        (((66, 32), (66, 64), (66, 98), (76, 98)), ((66, 38), (74, 56), (90, 58))),
        (((88, 48), (110, 48), (110, 64), (88, 64), (88, 48)), ((116, 66), (146, 66), (146, 100))),
        ((114, 40), (134, 40)),
    ),
    "crate_walk": Figure(
        "Walking with a crate held close to the body",
        (70, 22),
        (((70, 30), (70, 62), (86, 80), (90, 98), (100, 98)), ((70, 62), (60, 80), (48, 98)),
         ((70, 36), (78, 52), (92, 54))),
        (((90, 44), (110, 44), (110, 60), (90, 60), (90, 44)),),
        ((118, 76), (138, 76)),
    ),
    "push": Figure(
        "Pushing a trolley with both hands",
        (66, 32),
        (((62, 40), (50, 66), (64, 82), (56, 98), (66, 98)), ((50, 66), (36, 84), (26, 98)), ((62, 42), (92, 52))),
        (((94, 44), (94, 90), (138, 90), (138, 60), (94, 60)), ((104, 90), (104, 99)), ((130, 90), (130, 99))),
        ((110, 34), (134, 34)),
    ),
    "walk": Figure(
        "Walking",
        (72, 22),
        (((72, 30), (72, 62), (88, 80), (94, 98), (104, 98)), ((72, 62), (62, 80), (48, 96)),
         ((72, 36), (84, 50), (94, 48))),
        arrow=((112, 60), (136, 60)),
    ),
    "cycle": Figure(
        "Sitting on an exercise cycle",
        (70, 20),
        (((68, 28), (58, 56), (84, 66), (76, 88)), ((68, 32), (98, 46))),
        (((50, 58), (68, 58)), ((59, 58), (68, 94), (102, 94), (98, 44)), ((48, 99), (120, 99))),
        ((94, 74), (86, 88)),
    ),
    "water": Figure(
        "Walking in water to the chest",
        (72, 24),
        (((72, 32), (72, 64), (86, 80), (90, 98)), ((72, 64), (62, 80), (52, 98)), ((72, 40), (96, 46))),
        (((10, 48), (26, 44), (42, 48), (58, 44)), ((90, 48), (106, 44), (122, 48), (140, 44))),
        ((108, 68), (132, 68)),
    ),
    "tai_chi": Figure(
        "Standing wide with the arms moved slowly",
        (80, 24),
        (((80, 32), (80, 62), (100, 78), (106, 98)), ((80, 62), (60, 78), (54, 98)), ((80, 38), (106, 42)),
         ((80, 38), (56, 50))),
        arrow=((112, 30), (126, 42)),
    ),
    "desk": Figure(
        "Sitting at a desk, feet flat, elbows at the side, the screen an arm away",
        (66, 26),
        (_SITTING, ((66, 42), (70, 60), (98, 60))),
        (*_SEAT, ((96, 64), (146, 64), (146, 100)), ((126, 24), (126, 64))),
    ),
    "foot_up": Figure(
        "Standing at a bench, one foot on a low step",
        (64, 22),
        (((64, 30), (64, 62), (62, 98), (72, 98)), ((64, 62), (86, 72), (84, 88), (94, 88)),
         ((64, 36), (72, 54), (98, 52))),
        (((80, 100), (80, 91), (106, 91), (106, 100)), ((92, 56), (146, 56), (146, 100))),
    ),
    "drive": Figure(
        "Sitting at the wheel, leaning back a little, elbows bent",
        (56, 30),
        (((58, 40), (64, 70), (94, 66), (116, 86), (122, 78)), ((59, 46), (78, 58), (96, 50))),
        (((46, 30), (58, 76), (92, 76), (92, 100)), ((92, 38), (102, 60)), ((118, 74), (130, 92), (130, 100))),
    ),
    "car_in": Figure(
        "Sitting down on a car seat first, then swinging both legs in together",
        (66, 26),
        (((66, 36), (66, 68), (92, 70), (102, 90), (110, 88)), ((66, 42), (56, 56), (58, 68))),
        (((48, 38), (48, 72), (86, 72), (86, 88)), ((92, 100), (92, 94), (146, 94), (146, 100))),
        ((112, 74), (134, 74)),
    ),
    "side_pillow": Figure(
        "Lying on the side, a pillow between the knees",
        (28, 86),
        (((38, 90), (84, 92), (112, 97), (94, 98)), ((84, 88), (114, 80), (96, 80))),
        (((14, 96), (38, 96)), ((98, 84), (116, 86), (114, 92), (98, 90), (98, 84))),
    ),
    "log_roll": Figure(
        "On the side at the edge of the bed, legs down, pushing up with the arm",
        (44, 58),
        (((52, 64), (86, 82), (106, 82), (108, 98)), ((54, 66), (50, 84))),
        (((18, 88), (100, 88), (100, 100)), ((18, 88), (18, 100))),
        ((32, 74), (34, 52)),
    ),
    "vacuum": Figure(
        "Stepping along with a vacuum cleaner held close",
        (64, 22),
        (((64, 30), (64, 62), (80, 80), (84, 98), (94, 98)), ((64, 62), (54, 80), (42, 97)),
         ((64, 36), (72, 54), (86, 56))),
        (((86, 54), (122, 97), (142, 97)),),
        ((112, 56), (134, 56)),
    ),
    "sock_aid": Figure(
        "Sitting, pulling on a sock with a sock aid on cords",
        (66, 26),
        (_SITTING, ((66, 42), (76, 56), (88, 58))),
        (*_SEAT, ((88, 58), (104, 90)), ((96, 92), (112, 92))),
        ((118, 84), (108, 64)),
    ),
    "kneel_pad": Figure(
        "Kneeling upright on a pad",
        (76, 32),
        (((76, 40), (76, 70), (78, 94), (50, 95)), ((76, 46), (88, 58), (104, 60))),
        (((64, 98), (96, 98)), ((104, 52), (104, 100), (128, 100))),
    ),
    "stairs": Figure(
        "Going up stairs, one leg first, a hand on the rail",
        (66, 20),
        (((66, 28), (66, 58), (88, 64), (86, 84), (96, 84)), ((66, 58), (60, 80), (56, 98), (66, 98)),
         ((66, 34), (80, 46), (94, 42))),
        (((78, 100), (78, 86), (108, 86), (108, 72), (140, 72), (140, 100)), ((84, 48), (146, 16))),
        ((114, 60), (132, 48)),
    ),
}  # fmt: skip


@cache
def exercise_svg(figure: str, title: str) -> Svg:
    """The drawing of a movement; its alternative text says what it shows.

    Parameters
    ----------
    figure : str
        One of `FIGURES`, as a row of data/exercises.json or data/education.json names it.
    title : str
        Name of the exercise or topic.
    """
    shown = FIGURES[figure]
    content = [
        element("rect", x=0, y=GROUND, width=WIDTH, height=HEIGHT - GROUND, fill=FLOOR),
        *(_stroke(stroke, LINE, 2.5) for stroke in shown.things),
        *(_stroke(stroke, BODY_NEAR, 5.0) for stroke in shown.body),
        element(
            "circle",
            cx=shown.head[0],
            cy=shown.head[1],
            r=_HEAD,
            fill=BODY_NEAR,
            stroke=INK,
            stroke_width=1.0,
        ),
    ]
    if shown.arrow:
        content += _arrow(shown.arrow[0], shown.arrow[-1])
    return drawing(WIDTH, HEIGHT, title, f"{shown.words}.", *content)


def _stroke(points: Stroke, colour: str, width: float) -> str:
    return path(
        points,
        fill="none",
        stroke=colour,
        stroke_width=width,
        stroke_linecap="round",
        stroke_linejoin="round",
    )


def _arrow(start: Point, end: Point) -> list[str]:
    along = atan2(end[1] - start[1], end[0] - start[0])
    wings = [
        (end[0] - _TIP * cos(along + turn), end[1] - _TIP * sin(along + turn)) for turn in (pi / 6, -pi / 6)
    ]
    shaft = line(*start, *end, stroke=END, stroke_width=2.5)
    return [shaft, path([end, *wings], closed=True, fill=END)]
