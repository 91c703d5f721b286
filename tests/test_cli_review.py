"""The command review: what is proposed, what is recorded, and what it says where sheets are missing."""

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ergo.analysis.progress import blank_sheet
from ergo.cli import app
from ergo.model.record import Decision
from ergo.store import casefile
from ergo.workflow.examples import example
from ergo.workflow.plans import keep_plan, plan_case


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["review", *arguments])


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A case without a sheet, and one with its first week worked as planned."""
    folder = tmp_path_factory.mktemp("review")
    case = example("warehouse")
    keep_plan(case, plan_case(case, date(2026, 11, 21)).plan)
    (folder / "bare.json").write_bytes(casefile.dump(case))
    assert case.plan is not None
    sheet = blank_sheet(case.plan.weeks[0])
    for day in sheet.days:
        day.worked_min, day.function_0_10 = 240, 7
    case.weekly_sheets.append(sheet)
    (folder / "worked.json").write_bytes(casefile.dump(case))
    return str(folder / "bare.json"), str(folder / "worked.json")


def test_it_proposes_in_words_and_as_json(files: tuple[str, str]) -> None:
    said = run(files[1], "--on", "2026-12-04")
    assert said.exit_code == 0
    assert said.stdout == "Week 1, proposed: progress.\n  20 h worked of 20 h planned.\n"
    proposal = json.loads(run(files[1], "--on", "2026-12-04", "--json").stdout)
    assert (proposal["decision"], proposal["monday"]) == ("progress", "2026-11-30")


def test_without_a_sheet_it_says_what_is_missing_and_accepts_nothing(files: tuple[str, str]) -> None:
    said = run(files[0], "--on", "2026-12-04")
    assert said.stdout == "Week 1, proposed: nothing.\n  missing: There is no sheet for week 1.\n"
    refused = run(files[0], "--on", "2026-12-04", "--accept", "--by", "OT")
    assert refused.exit_code == 2
    assert "Nothing is proposed that could be accepted" in refused.stderr


def test_what_is_accepted_is_recorded_in_the_case_that_is_written(
    files: tuple[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "reviewed.json"
    done = run(files[1], "--on", "2026-12-04", "--accept", "--by", "OT", "--out", str(out))
    assert done.exit_code == 0, done.stderr
    review = casefile.load(out.read_bytes()).reviews[0]
    assert (review.decided, review.proposed, review.by) == (Decision.PROGRESS, Decision.PROGRESS, "OT")


def test_another_decision_needs_its_reason_and_its_tasks(files: tuple[str, str], tmp_path: Path) -> None:
    common = (files[1], "--on", "2026-12-04", "--decide", "step_back", "--by", "OT")
    assert "Say why" in run(*common, "--step-back", "pack_bench=30").stderr
    assert "not TASK=MINUTES" in run(*common, "--reason", "Told so.", "--step-back", "pack_bench").stderr
    out = tmp_path / "reviewed.json"
    done = run(
        *common, "--reason", "Told so.", "--step-back", "pack_bench=30", "--clinical", "--out", str(out)
    )
    assert done.exit_code == 0, done.stderr
    review = casefile.load(out.read_bytes()).reviews[0]
    assert [(s.task_id, s.minutes_per_shift) for s in review.steps_back] == [("pack_bench", 30)]
    assert (review.reason, review.kind) == ("Told so.", "clinical")


def test_before_the_plan_has_begun_there_is_nothing_to_review(files: tuple[str, str]) -> None:
    refused = run(files[1], "--on", "2026-11-20")
    assert refused.exit_code == 2
    assert "nothing to review" in refused.stderr
