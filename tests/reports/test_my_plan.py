"""The worker's hand-outs: what they hold, nothing clinical, plain words at or below the grade, large type, drawings."""

from datetime import date
from functools import cache
from io import BytesIO
from itertools import pairwise

import docx
import pytest
import textstat

from ergo.advice.home_exercise import suggested
from ergo.errors import InputError
from ergo.knowledge.documents import my_plan_sections
from ergo.knowledge.programme import DoseBasis, exercises, highest_grade, topics
from ergo.model.case import Case
from ergo.model.programme import ExerciseChoice
from ergo.reports.document import Box, Bullets, Document, Heading, Picture, Words
from ergo.reports.employer_plan_document import DRAFT
from ergo.reports.html import render_html
from ergo.reports.my_plan import home_programme_document, my_plan_document
from ergo.reports.pdf import render_pdf
from ergo.reports.word import render_word
from ergo.units import UnitSystem
from ergo.workflow.examples import example
from ergo.workflow.plans import keep_plan, plan_case
from tests.reports.cases import TODAY
from tests.reports.pdf_reading import holds, text
from tests.reports.test_audience import planted_case

ON = date(2026, 11, 21)
EXAMPLES = ("warehouse", "office", "delivery")
NAMES_ONLY = "Who to call"


@cache
def _chosen(name: str) -> Case:
    case = example(name)
    keep_plan(case, plan_case(case, ON).plan)
    case.programme.exercises = [ExerciseChoice(exercise_id=a.exercise.id) for a in suggested(case)]
    case.programme.topic_ids = ["ed-pacing", "ed-flare", "ed-mindful"]
    return case


def chosen(name: str) -> Case:
    return _chosen(name).model_copy(deep=True)


def plan_of(case: Case, week: int = 1) -> Document:
    return my_plan_document(case, week, ON, UnitSystem.METRIC)


def sentences(document: Document) -> dict[str, list[str]]:
    """The sentences of a document by section; names of people and of tasks are no sentences."""
    found: dict[str, list[str]] = {"": []}
    section = ""
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            section = block.text
            found.setdefault(section, [])
        for piece in block.pieces if isinstance(block, Box) else [block]:
            if isinstance(piece, Words):
                found[section].append(piece.text)
            elif isinstance(piece, Bullets):
                found[section] += piece.items
    return {name: lines for name, lines in found.items() if lines and name != NAMES_ONLY}


def grade(lines: list[str]) -> float:
    return float(textstat.flesch_kincaid_grade(" ".join(line.rstrip(".") + "." for line in lines)))


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_section_is_read_at_or_below_the_grade(name: str) -> None:
    case = chosen(name)
    for document in (plan_of(case), home_programme_document(case, ON)):
        for section, lines in sentences(document).items():
            assert grade(lines) <= highest_grade(), section


@pytest.mark.parametrize("name", my_plan_sections())
def test_the_standing_sentences_are_read_at_or_below_the_grade(name: str) -> None:
    assert grade([statement.text for statement in my_plan_sections()[name].statements]) <= highest_grade()


def test_every_topic_and_exercise_is_read_at_or_below_the_grade() -> None:
    for topic in topics().values():
        assert grade([*topic.key_points, *topic.try_this, topic.get_help_if]) <= highest_grade(), topic.id
    for exercise in exercises().values():
        lines = [exercise.how_to, exercise.worker_note, *exercise.cautions_by_condition.values()]
        assert grade([line for line in lines if line]) <= highest_grade(), exercise.id


def test_the_measure_of_the_grade_tells_hard_words() -> None:
    hard = ["Multidisciplinary biopsychosocial rehabilitation necessitates interprofessional communication."]
    assert grade(hard) > highest_grade()


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_my_plan_holds(name: str) -> None:
    case = chosen(name)
    case.programme.flare_helps = "A short walk helps me"
    case.programme.call = "The clinic, extension 12"
    document = plan_of(case)
    heads = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    assert heads[0].startswith("My week: 30 Nov to 6 Dec 2026")
    assert heads[1:] == [
        "My limits at work",
        "What is normal",
        "Pace yourself",
        "My exercises",
        "If I have a flare-up",
        "Get help now if",
        "Who to call",
    ]
    shown = text(render_pdf(document))
    for wanted in ("A short walk helps me", "The clinic, extension 12", "Start ", DRAFT):
        assert wanted in shown


def test_every_exercise_has_its_drawing_with_words() -> None:
    case = chosen("warehouse")
    document = home_programme_document(case, ON)
    drawn = [(before, after) for before, after in pairwise(document.blocks) if isinstance(after, Picture)]
    assert len(drawn) == len(case.programme.exercises) == 5
    for before, after in drawn:
        assert isinstance(before, Heading)
        assert after.alt.startswith(f"{before.text}. ")


def test_a_limit_is_said_as_what_can_be_done() -> None:
    lines = sentences(plan_of(chosen("office")))["My limits at work"]
    assert "You can sit up to 16 min at a time." in lines


def test_the_version_of_the_week_and_what_to_mind() -> None:
    case = chosen("delivery")
    lines = sentences(plan_of(case))["My exercises"]
    walk = exercises()["ex-walk"]
    assert f"This week: {walk.easier_version}." in lines
    assert walk.cautions_by_condition["stenosis"] in lines


def test_what_was_not_read_in_a_source_says_so() -> None:
    (line,) = [s.text for s in my_plan_sections()["unverified"].statements]
    case = chosen("office")
    case.programme.exercises = [
        ExerciseChoice(exercise_id="ex-walk"),
        ExerciseChoice(exercise_id="ex-bridge"),
    ]
    assert exercises()["ex-bridge"].dose_basis is DoseBasis.PRACTICE
    assert exercises()["ex-walk"].dose_basis is DoseBasis.SOURCE
    said = sentences(home_programme_document(case, ON))
    assert said["My exercises"].count(line) == 1
    assert line in said["Get help now if"]
    assert line in said["Pacing: find your steady level"]
    assert line not in said["Mindfulness for pain"]


def test_both_are_set_in_large_type() -> None:
    case = chosen("office")
    for document in (plan_of(case), home_programme_document(case, ON)):
        word = docx.Document(BytesIO(render_word(document)))
        assert word.styles["Normal"].font.size.pt == 14
        assert b'<body class="large">' in render_html(document)


def test_nothing_clinical_is_on_them() -> None:
    """What the worker wrote for the hand-out is on it; diagnosis, notes, scores and flags are not."""
    whole, planter = planted_case()
    whole.programme.exercises[0].exercise_id = "ex-walk"
    whole.programme.topic_ids = ["ed-pacing"]
    clinical = [
        marker
        for where, markers in planter.planted.items()
        if where.split(".")[0]
        in {
            "Clinical",
            "PsychosocialFlag",
            "RedFlagAnswer",
            "OutcomeMeasure",
            "SheetDay",
            "ComponentChoice",
            "CheckUp",
        }
        for marker in markers
    ]
    assert len(clinical) > 8
    for made in (
        render_pdf(my_plan_document(whole, 1, TODAY, UnitSystem.METRIC)),
        render_pdf(home_programme_document(whole, TODAY)),
    ):
        assert [marker for marker in clinical if holds(made, marker)] == []
        assert holds(made, planter.planted["ExerciseChoice.note"][0])


def test_without_exercises_and_topics_there_is_no_home_programme() -> None:
    with pytest.raises(InputError, match="No exercise and no topic is chosen yet"):
        home_programme_document(example("office"), ON)


def test_a_week_without_dated_days_has_no_plan_of_its_own() -> None:
    with pytest.raises(InputError, match="no dated days"):
        plan_of(chosen("warehouse"), 20)


def test_a_level_without_a_published_rule_says_that_the_rule_is_our_own() -> None:
    (own,) = my_plan_sections()["own_rule"].statements
    found = []
    for name in EXAMPLES:
        boxes = [block for block in plan_of(chosen(name)).blocks if isinstance(block, Box)]
        for box in boxes:
            lines = [piece.text for piece in box.pieces if isinstance(piece, Words)]
            found += [before for before, after in pairwise(lines) if after == own.text]
            assert own.text not in lines[:1]
    assert found
    assert all(line.startswith("Lifting") for line in found)
