"""Every rule of the catalogue: clamps never worsen, values never raise a score, and nothing is claimed unbacked."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from ergo.advice.apply import apply, score_after
from ergo.advice.candidates import strongest
from ergo.advice.drivers import State, find_drivers, find_drivers_of_work
from ergo.advice.rules import unscored
from ergo.analysis.demands import steps_as_tasks
from ergo.analysis.score import score_further, score_task
from ergo.knowledge.catalogue import (
    Add,
    AtLeast,
    AtMost,
    CatalogueItem,
    ControlLevel,
    Direction,
    Grade,
    InRange,
    Recommendation,
    Remeasure,
    Scale,
    SetTo,
    catalogue,
    catalogue_item,
    cautioned_conditions,
    evidence,
    grade_of,
)
from ergo.knowledge.drivers import drivers
from ergo.knowledge.quantities import quantities, quantity
from ergo.knowledge.tasks import demand_rules
from ergo.methods import load, method_ids
from ergo.methods.hse_filter_2016 import METHOD as FILTER
from ergo.methods.niosh_equation import horizontal_multiplier, vertical_multiplier
from ergo.model.base import Measurement
from ergo.model.job import Task, TaskKind
from ergo.workflow.examples import example
from ergo.workflow.job_templates import template_tasks

EXAMPLES = {
    row["id"]: row
    for row in json.loads(
        (Path(__file__).parent / "data" / "effect_examples.json").read_text(encoding="utf-8")
    )["examples"]
}
WORKER = {"worker.lift_capacity_kg": 8.0, "worker.hours_tolerance": 4.0}
LOAD_FOR_RATE = {"EQ018", "MO008", "MO009"}
"""Half the load at twice the rate: the score says whether that is better."""
RULES = [(item.id, number) for item in catalogue().values() for number in range(len(item.effect_rules))]


def only(item_id, number):
    """An item with one of its rules alone, and that rule."""
    item = catalogue_item(item_id)
    rule = item.effect_rules[number]
    return item.model_copy(update={"effect_rules": (rule,)}), rule


def values_of(name):
    """Values over the whole range of a quantity, or all its answers."""
    row = quantity(name)
    if row.kind == "flag":
        return [True, False]
    if row.kind == "choice":
        return [choice.value for choice in row.choices]
    if row.kind == "text":
        return ["as it is"]
    shares = (0.0, 0.01, 0.05, 0.2, 0.5, 0.9, 1.0)
    found = [row.low + share * (row.high - row.low) for share in shares]
    return sorted({float(round(value)) if row.whole else value for value in found})


@pytest.mark.parametrize(("item_id", "number"), RULES)
def test_a_clamp_never_worsens_its_input_and_every_rule_stays_in_range(item_id, number):
    """A cap never raises, a floor never lowers, a range moves only what is outside; nothing leaves what is possible."""
    item, rule = only(item_id, number)
    assert rule.input in quantities()
    for value in values_of(rule.input):
        task = Task(name="T", kind=TaskKind.OTHER, measurements={rule.input: Measurement(value=value)})
        what_if = apply(task, item, worker=WORKER)
        after = what_if.task.measurements.get(rule.input)
        if after is None:
            assert rule.input in what_if.remeasure
            continue
        if isinstance(rule, AtMost):
            assert after.value <= value
        elif isinstance(rule, AtLeast):
            assert after.value >= value
        elif isinstance(rule, InRange) and rule.lo <= value <= rule.hi:
            assert after.value == value
        elif isinstance(rule, Remeasure):
            assert quantity(rule.input).computed
        if quantity(rule.input).kind == "number":
            assert quantity(rule.input).low <= after.value <= quantity(rule.input).high


def methods_taking(name):
    return [m for m in method_ids() if name in {row.id for row in load(m).inputs.quantities().values()}]


ROSA_POINTS = ("seat_height", "seat_depth", "armrest", "backrest", "monitor", "phone", "mouse", "keyboard")
HEIGHT, REACH = (quantity(name).choices[0].value for name in ("hse.height", "hse.reach"))
CHAIR_AND_SCREEN = {f"rosa.{name}": 3.0 for name in ROSA_POINTS} | {
    f"rosa.{name}_time": "medium" for name in ("chair", "monitor", "phone", "mouse", "keyboard")
}


def task_of(kind, values):
    return Task(
        name="T", kind=kind, measurements={name: Measurement(value=value) for name, value in values.items()}
    )


@cache
def measured_work():
    """Work that methods score: the tasks and steps of examples and templates, and some that those lack."""
    tasks = [task for name in ("warehouse", "office", "delivery") for task in example(name).job.tasks]
    for name in ("assembler", "nurse", "carpenter", "kitchen_worker", "warehouse_picker", "office_worker"):
        tasks += template_tasks(name)
    tasks += [
        task_of(TaskKind.SITTING, CHAIR_AND_SCREEN),
        task_of(TaskKind.DRIVING, {"wbv.aw_ms2": 0.7, "drive.total_h": 6.0}),
        task_of(TaskKind.HAND_WORK, {"hav.ahv_ms2": 4.0, "hav.trigger_min": 120.0}),
    ]
    return [part for task in tasks for part in (task, *steps_as_tasks(task))]


def scored_with(part, name):
    """The scores of a piece of work by the methods that take a quantity."""
    return [
        score
        for score in (*score_task(part), *score_further(part))
        if score.result is not None
        and score.result.score is not None
        and score.method_id in methods_taking(name)
    ]


CHANGING = [(i, n) for i, n in RULES if isinstance(catalogue_item(i).effect_rules[n], SetTo | Scale | Add)]


@pytest.mark.parametrize(("item_id", "number"), CHANGING)
def test_a_share_a_value_or_an_amount_never_raises_a_score(item_id, number):
    """Each rule by itself, on every piece of measured work, from several values of its input."""
    item, rule = only(item_id, number)
    more_often = isinstance(rule, Scale) and rule.lo > 1
    assert not more_often or item_id in LOAD_FOR_RATE
    if more_often:
        return
    row = quantity(rule.input)
    for part in (p for p in measured_work() if rule.input in p.measurements):
        present = part.measurements[rule.input].value
        for value in [present] if row.kind == "number" else values_of(rule.input):
            measured = part.measurements | {rule.input: Measurement(value=value)}
            before = part.model_copy(update={"measurements": measured})
            what_if = apply(before, item, worker=WORKER)
            for score in scored_with(before, rule.input) if what_if.changes else ():
                after = score_after(what_if, score.method_id).result
                if after is not None and after.score is not None:
                    gain = score.result.score - after.score
                    better = -gain if load(score.method_id).bands[0].higher_is_better else gain
                    assert better >= -1e-9, (part.name, value, score.method_id)


def test_the_three_that_trade_load_for_rate_are_judged_by_the_score():
    rising = {i for i, n in RULES if isinstance(r := catalogue_item(i).effect_rules[n], Scale) and r.lo > 1}
    assert rising == LOAD_FOR_RATE
    lift = {
        "lift.load_kg": 6.0,
        "lift.h_origin_cm": 30.0,
        "lift.v_origin_cm": 40.0,
        "lift.v_dest_cm": 90.0,
        "lift.asym_deg": 0.0,
        "lift.duration_h": 1.5,
        "lift.coupling": "fair",
        "lift.load_width_cm": 70.0,
    }
    seldom = {
        c.item.id: c for c in strongest(task_of(TaskKind.LIFTING, lift | {"lift.freq_per_min": 1.0}), None)
    }
    assert seldom["EQ018"].index.removed > 0
    often = {c.item.id for c in strongest(task_of(TaskKind.LIFTING, lift | {"lift.freq_per_min": 5.0}), None)}
    assert not often & {"EQ018", "MO008"}


def test_what_no_method_scores_says_so():
    """By the input models of the methods and the rules for demands."""
    taken = {row.id for name in method_ids() for row in load(name).inputs.quantities().values()}
    taken |= {rule.quantity for rule in demand_rules()}
    silent = {name for item in catalogue().values() for name in unscored(item)}
    assert not silent & taken
    named = {rule.input for item in catalogue().values() for rule in item.effect_rules}
    doses, of_rosa = {"wbv.a8_ms2", "hav.a8_ms2"}, {"office.view_distance_cm", "office.documents_flat"}
    assert named - silent - taken == doses | of_rosa  # they lead to a dose, or to points of the ROSA chart
    assert unscored(catalogue_item("EQ113")) == ("kneel.surface",)
    assert unscored(catalogue_item("EQ001")) == ()


def test_exoskeletons_never_alter_a_lifting_index():
    worn = [i for i in catalogue().values() if "exoskeleton" in i.name.lower()]
    assert {i.id for i in worn} >= {"EQ030", "EQ031"}
    for item in (i for i in catalogue().values() if i.control_level is ControlLevel.PPE_PERSONAL):
        assert not [rule for rule in item.effect_rules if rule.input.startswith("lift.")]
    for part in (p for p in measured_work() if p.kind is TaskKind.LIFTING):
        for item in worn:
            what_if = apply(part, item, worker=WORKER)
            for score in scored_with(part, "lift.load_kg"):
                assert score_after(what_if, score.method_id).result.score == score.result.score


def test_fx2_split_load():
    """FX2: 20 kg halved; the frequency multipliers 0.91 and 0.85 are those of the example."""
    example_ = EXAMPLES["FX2"]
    h, v, load_kg = example_["inputs"]["H_cm"], example_["inputs"]["V_cm"], 20.0
    task = task_of(TaskKind.LIFTING, {"lift.load_kg": load_kg, "lift.freq_per_min": 1.0})
    after = apply(task, catalogue_item("MO008")).task.measurements
    limits = [23 * horizontal_multiplier(h) * vertical_multiplier(v) * fm for fm in (0.91, 0.85)]
    found = [load_kg / limits[0], after["lift.load_kg"].value / limits[1]]
    assert found == pytest.approx(
        example_["expected"]["lifting_index"], abs=example_["expected"]["tolerance"]
    )
    assert after["lift.freq_per_min"].value == 2


@pytest.mark.parametrize(
    ("people", "who", "expected"),
    [(2, "individual_capacity_kg", "two_kg"), (3, "three_person_kg", "three_kg")],
)
def test_fx4_team_lift(people, who, expected):
    """FX4: the share of the sum of capacities with which the HSE filter counts a team."""
    example_ = EXAMPLES["FX4"]
    lift = {
        "load_kg": 10,
        "sex": "men",
        "height": HEIGHT,
        "reach": REACH,
        "freq_per_min": 0.2,
        "twist_deg": 0,
    }
    alone, team = (FILTER.score(**lift, persons=n).intermediates["guideline_kg"] for n in (1, people))
    share = team / (people * alone)
    assert share * sum(example_["inputs"][who]) == pytest.approx(
        example_["expected"][expected], abs=example_["expected"]["tolerance"]
    )


def test_fx5_sit_stand_desk():
    """FX5: 84 to 116 minutes less sitting of a seven-hour day."""
    example_ = EXAMPLES["FX5"]
    task = task_of(TaskKind.SITTING, {"sit.total_h": example_["inputs"]["sit_total_h"]})
    (change,) = apply(task, catalogue_item("EQ070")).changes
    low, high = example_["expected"]["sit_total_h_range"]
    assert (change.best, change.after) == pytest.approx(
        (low, high), abs=0.04
    )  # the row rounds to tenths of an hour


def test_every_driver_is_found_undecided_absent_or_asked_somewhere():
    """Each driver is looked for in some kind of task, or in the work as a whole."""
    looked_for = {f.driver.id for kind in TaskKind for f in find_drivers(task_of(kind, {}))}
    whole = find_drivers_of_work({}, {})
    assert looked_for | {f.driver.id for f in whole} == set(drivers())
    seen = find_drivers_of_work({}, {"pain.boom_bust": True, "pain.fear_avoidance": False})
    states = {f.driver.id: (f.state, f.seen) for f in seen}
    assert states["pain.boom_bust"] == (State.FOUND, True)
    assert states["pain.fear_avoidance"] == (State.ABSENT, True)
    assert states["org.start_time"] == (State.ASK, False)


def test_a_figure_counts_before_what_a_person_says():
    low = task_of(TaskKind.LIFTING, {"lift.v_origin_cm": 20.0})
    denied = low.model_copy(update={"drivers_seen": {"lift.low_origin": False, "lift.twist": True}})
    states = {f.driver.id: (f.state, f.seen) for f in find_drivers(denied)}
    assert states["lift.low_origin"] == (State.FOUND, False)
    assert states["lift.twist"] == (State.FOUND, True)


@pytest.mark.parametrize("item", catalogue().values(), ids=lambda item: item.id)
def test_no_more_is_claimed_than_a_cited_finding_says(item):
    """The direction and grade that are shown: a cited finding has both, or it is an expert opinion."""
    grades = list(Grade)
    shown = grade_of(item)
    assert grades.index(shown) >= grades.index(item.evidence_grade)
    if shown is not Grade.EXPERT_OPINION:
        cited = [evidence()[name] for name in item.evidence_ids]
        wanted = {item.evidence_direction}
        if item.evidence_direction is Direction.MIXED:
            wanted |= {Direction.SUPPORTS, Direction.NO_BENEFIT_SHOWN, Direction.AGAINST}
        backing = [row.certainty_for_stated_direction for row in cited if row.direction in wanted]
        assert min(map(grades.index, backing)) <= grades.index(shown)


@pytest.mark.parametrize("item", catalogue().values(), ids=lambda item: item.id)
def test_what_is_suggested_is_not_shown_to_be_useless(item):
    bad = {Direction.AGAINST, Direction.NO_BENEFIT_SHOWN}
    if item.recommend_status is Recommendation.RECOMMEND:
        assert item.evidence_direction not in bad
    if item.recommend_status is Recommendation.NOT_RECOMMENDED:
        assert item.evidence_direction is not Direction.SUPPORTS
        assert item.cautions


PROMISES = re.compile(
    r"(?<!not )\b(cure[sd]?|heals?|guarantee\w*|pain.free|prevents? (pain|injur\w+)|clinically proven)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("item", catalogue().values(), ids=lambda item: item.id)
def test_no_text_promises(item):
    for text in (item.name, item.effect_on_inputs, item.fitting_training, item.cautions, item.evidence_note):
        assert not PROMISES.search(text), text


def test_cautions_name_conditions():
    assert cautioned_conditions(catalogue_item("EQ069")) == {"knee", "oa"}
    assert cautioned_conditions(catalogue_item("EQ063")) == {"stenosis"}
    assert cautioned_conditions(catalogue_item("EQ016")) == {"upper_limb"}
    assert cautioned_conditions(catalogue_item("EQ002")) == frozenset()
    assert isinstance(catalogue_item("EQ002"), CatalogueItem)
