"""Every page and each of its parts opens on every kind of case, and shows what was typed as it was typed."""

import re
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.conftest import CASES, Open, planned

PAGES = {
    "home": ("", ("",)),
    "case": (
        "case.part",
        (
            "Worker and employer",
            "Body measures",
            "Status and goal",
            "Condition",
            "Red flags",
            "Obstacles",
            "Outcome measures",
            "Consent",
        ),
    ),
    "job": ("job.part", ("Working time", "Tasks", "Demands", "Photographs", "Calendar")),
    "lifting": (
        "lifting.part",
        ("This lift", "What each change does", "Other methods", "All lifts together"),
    ),
    "push_pull_carry": ("handling.part", ("Push or pull", "Carry")),
    "sitting": ("sitting.part", ("Workstation", "ROSA", "Checklist", "Sitting pattern")),
    "driving": (
        "driving.part",
        ("Driving day", "Vibration", "Hours and law", "Seat and cab", "Fitness to drive"),
    ),
    "posture": (
        "posture.items",
        ("Body", "Arm and hand", "Time and load", "OWAS", "Shift"),
    ),
    "hands": (
        "hands.part",
        (
            "Strain index",
            "Hand activity",
            "Tendons",
            "ART",
            "Vibrating tools",
            "All together",
        ),
    ),
    "capacity": ("capacity.part", ("Tolerances", "Certificates and restrictions", "Clearance", "Needs")),
    "match": ("match.way", ("task", "demand")),
    "modifications": (
        "modifications.part",
        ("What is hard", "Changes", "What opens it", "Try", "Catalogue", "Chosen"),
    ),
    "plan": (
        "plan.view",
        (
            "Overview",
            "Week by week",
            "The day",
            "Limits",
            "Edit by hand",
            "Compare",
            "Scenarios",
            "Policy",
            "Sign-off",
        ),
    ),
    "programme": (
        "programme.part",
        (
            "This week",
            "Components",
            "Exercises",
            "Topics and practice",
            "Pacing",
            "Goals",
            "Flare-up and maintenance",
        ),
    ),
    "progress": (
        "progress.part",
        ("Weekly sheet", "Planned and actual", "Review", "Plan again", "Versions"),
    ),
    "export": ("export.reader", ("employer", "certifier", "worker", "case_file")),
    "record": ("record.part", ("Versions", "Audit trail", "Keeping")),
    "job_bank": ("", ("",)),
    "reference": ("reference.part", ("Methods", "Not offered", "Terms", "Sources")),
    "settings": ("", ("",)),
    "short_path": ("", ("",)),
}
MARKDOWN = (
    "title",
    "header",
    "subheader",
    "markdown",
    "caption",
    "error",
    "warning",
    "info",
    "success",
    "metric",
)
WIDGETS = (
    "button checkbox date_input multiselect number_input pills segmented_control selectbox text_area text_input "
    "time_input toggle file_uploader download_button"
)
MOST_WIDGETS = 42
SIDE_BAR_WIDGETS = 1
LIVE_MARKUP = re.compile(
    r"(?<!\\)<(script|img)|(?<!\\)\]\(|(?<!\\)\*\*b\*\*|(?<!\\):red\[r|(?<!\\)\$x|https?://"
)


def texts(at: AppTest) -> list[str]:
    found = [str(element.value) for kind in MARKDOWN for element in getattr(at, kind)]
    found += [
        element.label
        for kind in ("expander", "button", "checkbox", "metric")
        for element in getattr(at, kind)
    ]
    found += [
        label for kind in ("pills", "segmented_control") for w in getattr(at, kind) for label in w.options
    ]
    found += [str(cell) for t in at.table for row in [t.value.columns, *t.value.to_numpy()] for cell in row]
    return found


def parts_of(at: AppTest, page: str) -> Iterator[str]:
    """Each part of an open page, shown."""
    key, parts = PAGES[page]
    for part in parts:
        if key:
            at.session_state[key] = part
            at.run()
        yield part


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("case", CASES)
def test_page_opens(open_page: Open, case: str, page: str) -> None:
    at = open_page(page, CASES[case]())
    for part in parts_of(at, page):
        assert not at.exception, part
        assert len(at.title) == 1
        assert [text for text in texts(at) if LIVE_MARKUP.search(text)] == []


@pytest.mark.parametrize("page", PAGES)
def test_page_has_no_wall_of_widgets(open_page: Open, page: str) -> None:
    at = open_page(page, planned())
    for part in parts_of(at, page):
        count = sum(len(at.get(kind)) for kind in WIDGETS.split())
        assert count - SIDE_BAR_WIDGETS <= MOST_WIDGETS, part


def test_page_without_a_case_leads_to_home(open_page: Open) -> None:
    for page in ("case", "job", "lifting", "capacity", "match", "modifications", "plan", "export"):
        at = open_page(page)
        assert at.info[0].value.startswith("No case is open")
        assert [link.label for link in at.get("page_link")] == ["Go to Home"]
