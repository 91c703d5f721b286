"""Ways to add tasks to the job: from scratch, from a template job, from a spreadsheet."""

import streamlit as st

from ergo.analysis.wording import date_words, hours_words
from ergo.analysis.worktime import monday_of
from ergo.errors import InputError
from ergo.knowledge.templates import JobTemplate, job_template, job_templates
from ergo.model.case import Case
from ergo.model.job import Task, TaskKind
from ergo.workflow.job_cells import MOST_BYTES
from ergo.workflow.job_file import MOST_BYTES as MOST_JOB_BYTES
from ergo.workflow.job_file import OpenedJob, open_job, take_job
from ergo.workflow.job_import import Sheet, read_tasks
from ergo.workflow.job_sheet import empty_sheet, rows_left
from ergo.workflow.job_templates import roster_of, template_tasks
from ergo.workflow.photographs import keep_pictures
from pages.components.case_state import accept, current, desk, edit, empty, refuse, show_refusal, today, units
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.words import KIND

CHOSEN = "job.task.chosen"
WAY, SCRATCH, TEMPLATE, SHEET = "job.add", "From scratch", "From a template job", "From a spreadsheet"
JOB, JOB_FILE, JOB_READ = "From a job file", "job.file", "job.file.read"
TEMPLATE_ID, TEMPLATE_TASKS, SHEET_FILE, SHEET_READ = (
    "job.template",
    "job.template.tasks",
    "job.sheet",
    "job.sheet.read",
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def add_tasks(case: Case) -> bool:
    """The way that is chosen, from scratch while there is no task yet; whether it fills the page."""
    st.header("Add tasks")
    way = st.segmented_control(
        "How to add tasks",
        [SCRATCH, TEMPLATE, SHEET, JOB],
        default=None if case.job.tasks else SCRATCH,
        key=WAY,
        label_visibility="collapsed",
    )
    if way == SCRATCH:
        from_scratch()
    elif way == TEMPLATE:
        from_template(case)
    elif way == SHEET:
        from_sheet()
    elif way == JOB:
        from_job()
    show_refusal(CHOSEN)
    return way in (TEMPLATE, SHEET, JOB)


def from_scratch() -> None:
    with st.form("job.task.new", border=False):
        left, right, button = st.columns([3, 3, 1], vertical_alignment="bottom")
        left.text_input("New task", key="job.task.new.name", placeholder="What is done, in a few words")
        right.selectbox("Kind of work", list(KIND), format_func=KIND.get, key="job.task.new.kind")
        button.form_submit_button("Add", icon=":material/add:", on_click=add_new)


def add_new() -> None:
    name, kind = st.session_state["job.task.new.name"], st.session_state["job.task.new.kind"]

    def change(case: Case) -> None:
        new = Task(name=name or "New task", kind=kind or TaskKind.OTHER)
        case.job.tasks.append(new)
        st.session_state[CHOSEN] = new.id

    if edit(change, CHOSEN):
        empty("job.task.new.name")


def from_template(case: Case) -> None:
    """A template job, what it holds, and which of its tasks to take."""
    titles = {template.id: template.title for template in job_templates().values()}
    chosen = st.selectbox(
        "Template job",
        list(titles),
        format_func=titles.get,
        index=None,
        placeholder="Choose a job like this one",
        key=TEMPLATE_ID,
    )
    if chosen is None:
        return
    template = job_template(chosen)
    st.warning(
        "A template is a start, no fact about any workplace: each figure stays marked until it is measured.",
        icon=":material/straighten:",
    )
    st.markdown(plain(template.note))
    names = {task["id"]: task["name"] for task in template.tasks}
    rows = [
        {
            "Task": task["name"],
            "Kind": KIND[TaskKind(task["kind"])],
            "A shift": hours_words(task["minutes_per_shift"]) if task.get("minutes_per_shift") else None,
            "Figures to measure": str(len(task.get("measurements", {})) + len(task.get("demands", ()))),
        }
        for task in template.tasks
    ]
    table(rows, f"Tasks of the template {template.title}")
    some = st.multiselect(
        "Only these tasks",
        list(names),
        format_func=names.get,
        key=f"{TEMPLATE_TASKS}.{chosen}",
        placeholder="All of them, unless some are chosen here",
    )
    count = len(some) or len(names)
    st.button(
        f"Take {count} task{'s' if count > 1 else ''} into the case",
        type="primary",
        icon=":material/add:",
        on_click=take_template,
        args=(template, some or list(names)),
    )
    if template.roster is not None and case.job.roster is None:
        st.caption("The usual roster of such a job comes with them; change it under Working time.")


def take_template(template: JobTemplate, task_ids: list[str]) -> None:
    wanted = [document["id"] in task_ids for document in template.tasks]
    taken = [task for task, want in zip(template_tasks(template.id), wanted, strict=True) if want]

    def change(case: Case) -> None:
        case.job.tasks.extend(taken)
        case.job.title = case.job.title or template.title
        if case.job.roster is None and template.roster is not None:
            case.job.roster = roster_of(template.roster, monday_of(today()))

    if edit(change, CHOSEN):
        st.session_state[CHOSEN] = taken[0].id
        st.session_state[WAY] = None


def from_job() -> None:
    """A job that was saved from another case, and what it holds."""
    st.caption(
        "A job file is saved on the Export page, with the job demands analysis. It holds nothing of a worker."
    )
    st.file_uploader(
        "Job file",
        key=JOB_FILE,
        type=["job", "json"],
        max_upload_size=MOST_JOB_BYTES // 1_000_000,
        on_change=read_job,
    )
    show_refusal(JOB_FILE)
    case_id, opened = st.session_state.get(JOB_READ, ("", None))
    if opened is None or case_id != current().id:
        return
    title = " · ".join(filter(None, (opened.job.title, opened.job.department, opened.employer)))
    st.markdown(
        f"**{plain(title)}**, as known on {date_words(opened.as_of)}, edition {plain(opened.edition)}"
    )
    rows = [
        {
            "Task": task.name,
            "Kind": KIND[task.kind],
            "Values": str(len(task.measurements) + len(task.demands)),
        }
        for task in opened.job.tasks
    ]
    table(rows, "Tasks of the job file")
    st.button(
        f"Take {len(rows)} task{'s' if len(rows) > 1 else ''} into the case",
        key="job.file.take",
        type="primary",
        icon=":material/add:",
        on_click=take_opened,
        args=(opened,),
    )


def read_job() -> None:
    file = st.session_state[JOB_FILE]
    if file is None:
        return
    try:
        st.session_state[JOB_READ] = (current().id, open_job(file.getvalue()))
    except InputError as error:
        refuse(JOB_FILE, str(error))
        return
    accept(JOB_FILE)


def take_opened(opened: OpenedJob) -> None:
    def take(case: Case) -> None:
        take_job(case, opened)
        keep_pictures(desk().store, case, opened.pictures)

    if edit(take, CHOSEN):
        st.session_state[CHOSEN] = opened.job.tasks[0].id
        st.session_state[WAY] = None
        st.session_state[JOB_READ] = ("", None)


def from_sheet() -> None:
    """A sheet to fill in, a file to read, and what was found in it row by row."""
    st.download_button(
        "Download an empty sheet",
        data=lambda: empty_sheet(units()),
        file_name="tasks.xlsx",
        mime=XLSX,
        icon=":material/download:",
        on_click="ignore",
        help="One row a task. A second sheet shows an example, a third what each column takes.",
    )
    st.file_uploader(
        "Sheet of tasks",
        key=SHEET_FILE,
        type=["xlsx", "csv"],
        max_upload_size=MOST_BYTES // 1_000_000,
        on_change=read_sheet,
        help="One row a task, in any order of columns.",
    )
    show_refusal(SHEET_FILE)
    case_id, sheet = st.session_state.get(SHEET_READ, ("", None))
    if sheet is not None and case_id == current().id:
        rows_found(sheet)


def read_sheet() -> None:
    """Read the file that was chosen; rows that were read before and not taken stay until then."""
    file = st.session_state[SHEET_FILE]
    if file is None:
        return
    try:
        keep_rows(read_tasks(file.getvalue()))
    except InputError as error:
        refuse(SHEET_FILE, str(error))
        return
    accept(SHEET_FILE)


def keep_rows(sheet: Sheet | None) -> None:
    """Keep what was read for this case only: another one may be opened meanwhile."""
    st.session_state[SHEET_READ] = (current().id, sheet)


def rows_found(sheet: Sheet) -> None:
    """The rows that can be taken, and those that cannot with the reason."""
    for note in sheet.notes:
        st.caption(f":material/info: {plain(note)}")
    good = sheet.tasks
    if good:
        rows = [
            {
                "Task": task.name,
                "Kind": KIND[task.kind],
                "A shift": None if task.minutes_per_shift is None else hours_words(task.minutes_per_shift),
                "Values": str(len(task.measurements)),
            }
            for task in good
        ]
        table(rows, "Rows that can be taken")
        st.button(
            f"Take {len(good)} task{'s' if len(good) > 1 else ''} into the case",
            type="primary",
            icon=":material/add:",
            on_click=take_rows,
            args=(sheet,),
        )
    if sheet.bad_rows:
        st.error(
            f"{len(sheet.bad_rows)} of {len(sheet.bad_rows) + len(good)} rows cannot be taken as they are.",
            icon=":material/error:",
        )
        rows = [
            {
                "Row": str(row.number),
                "Task": row.name,
                "What is wrong": "; ".join(
                    m.removeprefix(f"row {row.number}").lstrip(",: ") for m in row.mistakes
                ),
            }
            for row in sheet.bad_rows
        ]
        table(rows, "Rows that cannot be taken")
        st.download_button(
            "Download these rows to correct them",
            data=lambda: rows_left(sheet),
            file_name="tasks-to-correct.xlsx",
            mime=XLSX,
            icon=":material/download:",
            on_click="ignore",
        )


def take_rows(sheet: Sheet) -> None:
    """Take the good rows; the bad ones stay on the screen."""
    if edit(lambda case: case.job.tasks.extend(sheet.tasks), CHOSEN):
        left = Sheet(sheet.headings, tuple(sheet.bad_rows), sheet.notes)
        keep_rows(left if left.rows else None)
        st.session_state[CHOSEN] = sheet.tasks[0].id
        if not left.rows:
            st.session_state[WAY] = None
