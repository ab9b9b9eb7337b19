"""An import in the making, kept in the session: the file, what its columns mean, what the importer says, the plan."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import streamlit as st

from geodata.errors import KlaiBaanError
from geodata.worker.process import Worker
from registry.importing.check.register_index import RegisterIndex
from registry.importing.columns.guess import guess_mapping
from registry.importing.columns.mapping import Mapping
from registry.importing.plan import ImportOptions, ImportPlan, plan_import
from registry.importing.progress import Progress, Stop
from registry.importing.read.allowed import fetch_list
from registry.importing.read.file import read_file
from registry.importing.read.sheets import ReadFile
from ui import cached
from ui.job import Job
from ui.line import HEAVY

_KEY = "import-draft"


@dataclass(frozen=True, eq=False)
class Draft:
    """What has been said and understood so far.

    upload names the file that was dropped, place the one that was fetched; statements are what the person says of its
    columns, by sheet; turn counts the mappings, so that an editor is drawn anew when the meaning changed elsewhere.
    follows are the imports whose next issue the file is, where the person says so.
    """

    upload: str
    reading: Job
    statements: dict[str, Any] = field(default_factory=dict)
    mapping: Mapping | None = None
    planning: Job | None = None
    planned: str = ""
    turn: int = 0
    follows: tuple[str, ...] | None = None
    place: str = ""

    @property
    def file(self) -> ReadFile | None:
        """Return the file once it is read."""
        return self.reading.result

    @property
    def plan(self) -> ImportPlan | None:
        """Return the plan once it is made."""
        return self.planning.result if self.planning else None


def current() -> Draft | None:
    """Return the import in the making, or None."""
    return st.session_state.get(_KEY)


def keep(draft: Draft | None) -> None:
    """Take up a draft, or drop it: nothing was changed by it."""
    old = current()
    if old is not None and draft is None:
        for job in (old.reading, old.planning):
            if job is not None:
                job.stop()
    st.session_state[_KEY] = draft


def begin(upload: str, data: bytes, name: str) -> Draft:
    """Start reading a file that was dropped."""

    def work(worker: Worker, progress: Progress, stop: Stop) -> ReadFile:
        return worker.do(partial(read_file, name=name), data, progress=progress, stop=stop)

    return _begun(Draft(upload, Job(work, HEAVY)))


def fetch(place: str) -> None:
    """Start fetching a file from a place that is allowed."""

    def work(worker: Worker, progress: Progress, stop: Stop) -> ReadFile:
        return worker.do(fetch_list, place, progress=progress, stop=stop)

    _begun(Draft("", Job(work, HEAVY), place=place))


def _begun(draft: Draft) -> Draft:
    keep(None)
    draft.reading.start()
    keep(draft)
    return draft


def understood(draft: Draft, programme_id: str) -> Draft:
    """Return the draft with its columns matched: by what the person says, by what is remembered, by a guess."""
    file = draft.file
    if file is None or draft.mapping is not None:
        return draft
    remembered = cached.register().decisions.mapping(programme_id) if programme_id else None
    mapping = guess_mapping(file, programmes=cached.programmes(), remembered=remembered, statements=draft.statements)
    draft = replace(draft, mapping=mapping, turn=draft.turn + 1)
    keep(draft)
    return draft


def say_of_sheet(draft: Draft, sheet: str, **values: object) -> None:
    """Take up what the person says of a sheet as a whole; its columns are matched anew."""
    sheets = dict(draft.statements.get("sheets", {}))
    sheets[sheet] = {**sheets.get(sheet, {}), **values}
    keep(replace(draft, statements={**draft.statements, "sheets": sheets}, mapping=None, planning=None, planned=""))


def say(draft: Draft, **values: object) -> None:
    """Take up what the person says of every sheet; their columns are matched anew."""
    keep(replace(draft, statements={**draft.statements, **values}, mapping=None, planning=None, planned=""))


def follow(draft: Draft, import_ids: Iterable[str]) -> None:
    """Take up of which imports the person says that the file is the next issue."""
    keep(replace(draft, follows=tuple(import_ids), planning=None, planned=""))


def planned(draft: Draft, options: ImportOptions) -> Draft:
    """Return the draft with a plan on its way for its mapping and options; one that stands is kept."""
    assert draft.file is not None and draft.mapping is not None  # noqa: S101, PT018 - asked for after both are there
    file, mapping = draft.file, draft.mapping
    options = replace(options, follows=draft.follows)
    choices = [options.programme_id, options.mode, options.list_status, options.follows]
    key = json.dumps([mapping.as_dict(), *choices, cached.revision()])
    if draft.planning is not None and draft.planned == key:
        return draft
    if draft.planning is not None:
        draft.planning.stop()
    register = cached.register()

    def work(worker: Worker, progress: Progress, stop: Stop) -> ImportPlan:
        index = RegisterIndex.of(register)
        return worker.do(plan_import, file, mapping, index, options, progress=progress, stop=stop)

    draft = replace(draft, planning=Job(work, HEAVY).start(), planned=key)
    keep(draft)
    return draft


def fault_of(job: Job | None) -> KlaiBaanError | None:
    """Return what went wrong in words; what is a mistake of ours is raised, for the log."""
    if job is None or job.fault is None:
        return None
    if isinstance(job.fault, KlaiBaanError):
        return job.fault
    raise job.fault
