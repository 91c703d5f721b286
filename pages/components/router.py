"""The pages of the app, and the one way to them: through app.py."""

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

HOME, SHORT_PATH = "pages/home.py", "pages/short_path.py"
PAGES = (
    (HOME, "Home", "home", "Open, start or import a case."),
    (SHORT_PATH, "Short path", "bolt", "A first plan in twenty minutes."),
    (
        "pages/case.py",
        "Case",
        "person",
        "Worker, goal, condition, red flags, obstacles, outcome measures, consent.",
    ),
    ("pages/job.py", "Job", "event_note", "Working time and tasks."),
    ("pages/lifting.py", "Lifting", "package_2", "Lifting index of each lift, as you type."),
    (
        "pages/push_pull_carry.py",
        "Push, pull, carry",
        "trolley",
        "How many women and men could do it, and what limits it.",
    ),
    ("pages/sitting.py", "Sitting", "chair", "Desk set to the worker, ROSA, checklist, time seated."),
    (
        "pages/driving.py",
        "Driving",
        "local_shipping",
        "The day at the wheel, vibration, rules, seat and cab.",
    ),
    (
        "pages/posture.py",
        "Posture",
        "accessibility_new",
        "Scores of a posture by its angles, and what costs most.",
    ),
    (
        "pages/hands.py",
        "Hands and arms",
        "front_hand",
        "Strain index, hand activity, tendons, ART, vibrating tools.",
    ),
    ("pages/capacity.py", "Capacity", "fitness_center", "Tolerances, certificates, restrictions, clearance."),
    ("pages/match.py", "Match", "compare_arrows", "Demands beside what is possible and allowed."),
    (
        "pages/modifications.py",
        "Modifications",
        "construction",
        "What could be changed, with figures after it.",
    ),
    ("pages/plan.py", "Plan", "calendar_month", "The graded plan, week by week, checked."),
    (
        "pages/programme.py",
        "Programme",
        "self_improvement",
        "Rehabilitation beside the schedule: components, exercises, pacing, goals.",
    ),
    ("pages/progress.py", "Progress", "trending_up", "The weekly sheet beside the plan, reviews, versions."),
    ("pages/export.py", "Export", "download", "Employer's plan as PDF, case file."),
    ("pages/record.py", "Record", "history", "Versions, audit trail, how cases are kept."),
    ("pages/job_bank.py", "Job bank", "table_view", "A spreadsheet of tasks scored by one method."),
    ("pages/reference.py", "Reference", "menu_book", "Methods, sources, terms."),
    ("pages/settings.py", "Settings", "settings", "Units, country, scheme, page size, dates."),
)
NOT_LISTED = (SHORT_PATH,)
ROUTED = "routed"
ICON = Path(__file__).parents[1] / "icon.svg"
SIDE_BAR_PX = 260


def navigation() -> Page:
    """The page that is asked for, and the list of pages in the side bar; one that is not listed is reached from Home.

    The list has no headings between groups of pages: with them a screen reader cannot read it as a list. The icon of
    the app is a file of ours: the browser would fetch one that is named from outside.
    """
    st.set_page_config(
        page_title="Ergonomics and return to work",
        page_icon=ICON,
        layout="wide",
        initial_sidebar_state=SIDE_BAR_PX,
    )
    pages = [
        st.Page(
            path,
            title=title,
            icon=f":material/{icon}:",
            help=about,
            default=path == HOME,
            visibility="hidden" if path in NOT_LISTED else "visible",
        )
        for path, title, icon, about in PAGES
    ]
    return st.navigation(pages, expanded=True)


def run(page: Page) -> None:
    """Run the page; for app.py."""
    st.session_state[ROUTED] = True
    page.run()


def come_through_app() -> None:
    """Begin the run again with app.py where Streamlit opened the page without it. First thing on every page.

    Until `st.navigation` is called for the first time after a start, Streamlit takes a folder called pages for a list
    of pages that stand alone. Somebody who then opens a page by its address would be without side bar and case.
    """
    if not st.session_state.pop(ROUTED, False):
        navigation()
        st.rerun()
