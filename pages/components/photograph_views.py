"""Photographs of the work: taken in, shown with their words, and kept from the employer unless allowed."""

import streamlit as st

from ergo.analysis.wording import date_words
from ergo.errors import InputError
from ergo.model.case import Case
from ergo.model.job import Photograph, Task
from ergo.workflow.photographs import MOST_UPLOAD_MB, kept, photograph_bytes
from pages.components import fields
from pages.components.case_state import current, desk, refuse, show_refusal
from pages.components.entries import add, choose, remove
from pages.components.plain import plain

TASK, FILE = "job.photograph.task", "job.photograph.file"
NO_CAPTION = "No caption yet"
GALLERY_COLUMN_PX = 240


def photographs(case: Case) -> None:
    """The photographs of the task that is chosen."""
    st.header("Photographs")
    if not case.job.tasks:
        st.info("Enter the tasks first; a photograph belongs to a task.", icon=":material/photo_camera:")
        return
    names = {task.id: task_words(task) for task in case.job.tasks}
    chosen = choose(TASK, "Task", names)
    task = case.task(chosen or "")
    if task is None:
        return
    take_in(task)
    if task.photographs:
        gallery(case, task)
        one(task)


def task_words(task: Task) -> str:
    count = len(task.photographs)
    return f"{task.name or 'No name yet'}{f' ({count})' if count else ''}"


def key_of(task: Task) -> str:
    return f"job.photograph.{task.id}"


def take_in(task: Task) -> None:
    round_ = st.session_state.get(f"{FILE}.round", 0)  # a new key empties the field once a file was taken
    key = f"{FILE}.{task.id}.{round_}"
    st.file_uploader(
        "Add a photograph",
        key=key,
        type=["jpg", "jpeg", "png", "webp"],
        max_upload_size=MOST_UPLOAD_MB,
        on_change=keep,
        args=(task, key),
    )
    st.caption(
        "It is made anew: place, time and camera are removed and it is made smaller. Ask before faces are in it."
    )
    show_refusal(FILE)
    show_refusal(key_of(task))


def keep(task: Task, key: str) -> None:
    file = st.session_state[key]
    if file is None:
        return
    try:
        photograph = kept(desk().store, current(), file.getvalue())
    except InputError as error:
        refuse(FILE, str(error))
        return
    if add(key_of(task), entries_of(task), photograph):
        st.session_state[f"{FILE}.round"] = st.session_state.get(f"{FILE}.round", 0) + 1


def entries_of(task: Task):
    part = fields.entry("job.task", lambda case: case.job.tasks, task.id)
    return lambda case: part.found(case).photographs


def gallery(case: Case, task: Task) -> None:
    with st.grid("auto", min_column_width=GALLERY_COLUMN_PX):
        for number, photograph in enumerate(task.photographs, start=1):
            with st.container(border=True):
                caption = photograph.caption or NO_CAPTION
                try:
                    picture = photograph_bytes(desk().store, case, photograph)
                except InputError as error:
                    st.warning(plain(error), icon=":material/broken_image:")
                else:
                    st.image(picture, width="stretch", alt=f"Photograph {number}: {caption}")
                st.markdown(f"**{number}.** {plain(caption)}")
                st.caption(plain(about(photograph)))


def about(photograph: Photograph) -> str:
    """When, by whom, and who may see it."""
    parts = [date_words(photograph.taken_on) if photograph.taken_on else "", photograph.by]
    parts.append("may be shown to the employer" if photograph.for_employer else "stays with the clinician")
    return ", ".join(filter(None, parts))


def one(task: Task) -> None:
    """The words of one photograph."""
    key = key_of(task)
    names = {p.id: f"{n}. {p.caption or NO_CAPTION}" for n, p in enumerate(task.photographs, start=1)}
    chosen = choose(key, "Photograph to describe", names)
    part = fields.entry(key, entries_of(task), chosen)
    with st.container(border=True):
        fields.text(part, "caption", "Caption", placeholder="What is seen, for somebody who cannot see it")
        with st.grid("auto", min_column_width=180):
            fields.day(part, "taken_on", "Taken on")
            fields.text(part, "by", "Taken by")
        fields.yes_no(part, "for_employer", "May be shown to the employer")
        remove(key, entries_of(task), chosen, "Remove this photograph")
