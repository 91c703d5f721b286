"""No page has a serious barrier in the eyes of axe-core, beyond the one that Streamlit's date field brings."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Visit

pytestmark = pytest.mark.xdist_group("browser")

PARTS = {
    "Case": (
        "Worker and employer",
        "Body measures",
        "Status and goal",
        "Condition",
        "Red flags",
        "Obstacles",
        "Outcome measures",
        "Consent",
    ),
    "Job": ("Working time", "Tasks", "Demands", "Photographs", "Calendar"),
    "Lifting": (),
    "Posture": (),
    "Capacity": ("Tolerances", "Certificates and restrictions", "Clearance", "Needs"),
    "Match": (),
    "Modifications": (),
    "Plan": (
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
    "Programme": (
        "This week",
        "Components",
        "Exercises",
        "Topics and practice",
        "Pacing",
        "Goals",
        "Flare-up and maintenance",
    ),
    "Progress": ("Weekly sheet", "Planned and actual", "Review", "Plan again", "Versions"),
    "Export": ("Employer", "Certifier", "Worker", "Treating team", "Insurer", "Case file"),
    "Record": ("Versions", "Audit trail", "Keeping"),
    "Job bank": (),
    "Reference": ("Methods", "Not offered", "Terms", "Sources"),
    "Settings": (),
    "Hands and arms": (
        "Strain index",
        "Hand activity",
        "Tendons",
        "ART",
        "Vibrating tools",
        "All together",
    ),
}
NEW_TASK = {"Hands and arms": "Add a hand task"}
"""Pages that the example has no task for, and the button that adds one; last, as such a task stands in a plan's way."""


def serious(visit: Visit, place: str) -> Iterator[str]:
    for violation in Axe().run(visit.page).response["violations"]:
        for node in violation["nodes"]:
            if violation["impact"] in ("serious", "critical") and not of_the_date_field(violation, node):
                yield f"{place}: {violation['id']} at {node['target']}"


def of_the_date_field(violation: dict[str, Any], node: dict[str, Any]) -> bool:
    """The parts of Streamlit's date field are smaller than WCAG 2.2 wants; nothing here can change that."""
    return violation["id"] == "target-size" and "spinbutton" in node["html"]


def test_no_serious_barrier(visit: Visit) -> None:
    page = visit.page
    found = list(serious(visit, "Home, no case"))
    page.get_by_role("button", name="Take the short path").click()
    page.get_by_role("heading", name="A plan in twenty minutes", level=1).wait_for()
    visit.settle()
    found += serious(visit, "Short path")
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Home").click()
    page.get_by_role("heading", name="Begin with an example").wait_for()
    page.get_by_role("button", name="Open the example: order picker").click()
    page.get_by_role("heading", name="Case", exact=True, level=1).wait_for()
    visit.settle()
    for name, parts in PARTS.items():
        visit.go_to(name)
        if name == "Plan":
            page.get_by_role("button", name="Make the plan").click()
            page.get_by_text("The independent checker finds no violation").wait_for()
            visit.settle()
        if name in NEW_TASK:
            page.get_by_role("button", name=NEW_TASK[name]).click()
            visit.settle()
        for part in parts or ("",):
            if part:
                page.get_by_role("radio", name=part, exact=True).click()
                visit.settle()
            if part == "Edit by hand":
                page.get_by_role("button", name="Edit this plan by hand").click()
                visit.settle()
            found += serious(visit, f"{name} {part}")
    assert sorted(set(found)) == []
