"""The desk: the cases of one store, opened, edited and brought in and out. Every edit that is accepted is saved."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from ergo.errors import InputError
from ergo.model.base import new_id
from ergo.model.case import Case
from ergo.model.settings import Settings
from ergo.store import casefile
from ergo.store.database import CaseRow, Conflict, Store
from ergo.store.faults import StoreError
from ergo.store.refusal import checked, refusal
from ergo.store.settings import checked_settings
from ergo.store.trail import Action
from ergo.workflow.examples import ExampleInfo, example, examples
from ergo.workflow.photographs import keep_pictures, pictures
from ergo.workflow.search import found as found_in
from ergo.workflow.versions import Clash, clashes

if TYPE_CHECKING:
    from ergo.workflow.short_path import ShortPath


class Desk:
    """The cases of a store, as a user works on them.

    Every method raises InputError with a message for the user, StoreError among them where the database fails;
    what is stored is then as it was.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def list_cases(self, search: str = "", *, archived: bool = False) -> list[CaseRow]:
        """The open or the archived cases in which a search is found (title, worker, job), the last opened first."""
        rows = self.store.cases(archived=archived)
        return [row for row in rows if found_in(search, row.title, row.worker_code, row.job_title)]

    def archive(self, case_id: str) -> None:
        """Take a case off the list; nothing is ever deleted."""
        self.store.archive(case_id, self.who())

    def bring_back(self, case_id: str) -> None:
        """Put an archived case back on the list."""
        self.store.bring_back(case_id, self.who())

    def examples(self) -> tuple[ExampleInfo, ...]:
        """The worked examples that can be opened."""
        return examples()

    def new_case(self, worker_code: str) -> Case:
        """A new case for a worker, saved, in the country and scheme of the settings; the code may not be empty."""
        code = worker_code.strip()
        if not code:
            raise InputError(item="Worker", field="code")
        settings = self.settings()
        place = {name: getattr(settings, name) for name in ("country", "region", "time_zone", "scheme_id")}
        return self.add(checked(Case, {"worker": {"code": code}, **place}), "new case")

    def short_path(self, answers: Mapping[str, Any], made_on: date) -> "ShortPath":
        """A case with its plan from the answers of the short path, saved.

        Raises `ergo.workflow.short_path.ShortPathError` with a reason for each field; nothing is saved then.
        """
        from ergo.workflow.short_path import take_short_path  # opening a case does not wait for the planner

        made = take_short_path(answers, made_on, self.settings())
        self.add(made.case, "short path")
        return made

    def add(self, case: Case, note: str) -> Case:
        """Save a case that is not here yet; ``note`` says where it comes from."""
        self.store.save(case, note=note, who=self.who())
        return case

    def open(self, case_id: str) -> Case:
        """The newest version of a case."""
        case = self.store.load(case_id)
        with suppress(StoreError):  # a case can be read where nothing can be written
            self.store.opened(case_id, self.who())
        return case

    def open_example(self, example_id: str) -> Case:
        """A fresh copy of a worked example, saved as a case of its own."""
        return self._copied(example(example_id), f"example {example_id}")

    def import_case(self, data: bytes) -> Case:
        """The case in a case file, saved.

        A case that is already here under the same id is never overwritten: the file becomes a case of its own.
        """
        case, found = casefile.load_with_attachments(data)
        keep_pictures(self.store, case, found)
        try:
            self.store.save(case, note="case file", who=self.who())
        except Conflict:
            return self._copied(case, "case file")
        return case

    def export_case(self, case_id: str) -> bytes:
        """The newest version of a case as a case file, with its photographs."""
        case = self.store.load(case_id)
        return casefile.dump(case, pictures(self.store, case))

    def who(self) -> str:
        """Who works at this desk, as the settings say; the audit trail names them."""
        return self.settings().name

    def restore(self, case_id: str, version: int) -> Case:
        """Make an earlier version of a case the newest; those between stay."""
        while True:
            newest = self.store.newest(case_id)
            case = self.store.load(case_id, version)
            note = f"version {version} restored"
            try:
                self.store.save(case, based_on=newest, note=note, who=self.who(), action=Action.RESTORED)
            except Conflict:
                continue
            return case

    def edit_seen(self, seen: Case, change: Callable[[Case], None]) -> Case:
        """Change a case that somebody looks at, and save it, as `edit` does.

        ``seen`` is the case as it is on their screen. Where it was changed elsewhere meanwhile, both changes stay.
        Raises `ergo.workflow.versions.Clash` where both touch the same thing; then nothing is saved.
        """
        stored = self.store.load(seen.id)
        if stored != seen:
            both = clashes(seen, stored, _changed(seen, change))
            if both:
                raise Clash(both)
        return self.edit(seen.id, change)

    def edit(self, case_id: str, change: Callable[[Case], None], note: str = "") -> Case:
        """Change a case, check all of it and save it as a new version; what changes nothing is not saved.

        Parameters
        ----------
        case_id : str
            The case.
        change : callable
            Changes the copy of the newest version that it is given. It may be called again on a newer version when
            somebody else saves at the same moment, so both edits stay.
        note : str, optional
            What was changed, in a few words.

        Returns
        -------
        Case
            The case as it is now.

        Raises
        ------
        InputError
            When the changed case is refused, naming item, field, value and range.
        """
        while True:
            version = self.store.newest(case_id)
            stored = self.store.load(case_id, version)
            changed = _changed(stored, change)
            if changed.id != case_id:
                raise InputError("The id of a case cannot be changed.", field="id", value=changed.id)
            if changed == stored:
                return stored
            try:
                self.store.save(changed, based_on=version, note=note, who=self.who())
            except Conflict:
                continue
            return changed

    def settings(self) -> Settings:
        """The settings of the tool; the usual ones where those in the database cannot be read."""
        try:
            return self.store.settings.load()
        except InputError:
            return Settings()

    def settings_fault(self) -> str:
        """Why the settings in the database cannot be read; empty where they can."""
        try:
            self.store.settings.load()
        except InputError as error:
            return str(error)
        return ""

    def change_settings(self, **values: object) -> Settings:
        """Set some of the settings, by name, and save all; InputError where a value is refused."""
        changed = checked_settings(self.settings().model_dump() | values)
        self.store.settings.save(changed)
        return changed

    def _copied(self, case: Case, note: str) -> Case:
        return self.add(case.model_copy(deep=True, update={"id": new_id()}), note)


def _changed(case: Case, change: Callable[[Case], None]) -> Case:
    """A copy of a case after a change; InputError where the case model refuses it."""
    draft = case.model_copy(deep=True)
    try:
        change(draft)
    except ValidationError as error:
        raise refusal(error) from error
    return checked(Case, draft.model_dump(warnings=False))
