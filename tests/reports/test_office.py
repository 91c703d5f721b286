"""Every Word file and workbook of the three examples opens in LibreOffice without repair, and says what it should."""

import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from ergo.workflow.documents import How, everything, with_plan
from ergo.workflow.examples import example
from tests.programs import program
from tests.reports.cases import TODAY

EXAMPLES = ("warehouse", "office", "delivery")
MADE_ON = example("warehouse").plan_settings.start or TODAY
OFFICE_FORMATS = (".docx", ".xlsx")
LONGEST_S = 240


pytestmark = pytest.mark.xdist_group("office")  # one process converts for all


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The text of each file, as LibreOffice sets it."""
    soffice = program(("soffice", "libreoffice"), "the files were not opened in an office program")
    folder = tmp_path_factory.mktemp("office")
    files = []
    for name in EXAMPLES:
        planned = with_plan(example(name), MADE_ON)
        made = [(f, make) for f, make in everything(planned, How(MADE_ON)) if f.endswith(OFFICE_FORMATS)]
        one_week = [(f, make) for f, make in made if "weekly-sheet" not in f or "-1." in f]
        for file, make in one_week:
            path = folder / f"{name}-{Path(file).name}"
            path.write_bytes(make())
            files.append(path)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [
            soffice,
            profile,
            "--headless",
            "--convert-to",
            "pdf:writer_pdf_Export",
            "--outdir",
            str(folder),
            *map(str, files),
        ],
        check=True,
        capture_output=True,
        timeout=LONGEST_S,
    )
    return {path.name: text_of(path.with_suffix(".pdf")) for path in files}


def text_of(pdf: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())


def test_every_file_opens(converted: dict[str, str]) -> None:
    assert len(converted) >= 3 * 6
    assert [name for name, said in converted.items() if len(said) < 100] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_plan_says_the_same_as_word_file_and_as_workbook(converted: dict[str, str], name: str) -> None:
    planned = with_plan(example(name), MADE_ON).plan
    assert planned is not None
    for form in OFFICE_FORMATS:
        said = converted[f"{name}-employer-plan{form}"]
        assert "DRAFT" in said
        assert planned.id in said
        assert example(name).job.title in said
