"""Bringing a list in, in five visible steps: read, match, place, check, preview and commit."""

from __future__ import annotations

import json

import streamlit as st

from geodata.errors import KlaiBaanError
from registry.importing.plan import ImportOptions
from registry.importing.progress import STEPS
from registry.importing.read.allowed import SUFFIXES
from registry.importing.read.limits import Limits
from registry.schema import ListStatus
from registry.vocabulary import FILE_MODES
from ui import cached
from ui.data import draft as drafts
from ui.data.columns import columns_step
from ui.data.draft import Draft
from ui.data.fetching import fetch_choice
from ui.data.preview import preview_step
from ui.errors import sentence
from ui.job import Job
from ui.markdown import Markdown, plain
from ui.text import language, set_language, t
from ui.words import number, programme_names, value_name


def import_section() -> None:
    """Draw the steps as far as they have come."""
    st.markdown(f"## {t('data.import.title')}")
    st.caption(t("data.import.lead"))
    _done_words()
    options = _who()
    draft = _dropped()
    if draft is None:
        _how_to()
        return
    steps = st.empty()
    try:
        _go_on(draft, options)
    except KlaiBaanError as error:
        st.error(plain(sentence(error)), icon=":material/error:")
    steps.markdown(_steps(drafts.current() or draft))


def _go_on(draft: Draft, options: ImportOptions) -> None:
    if _waiting(draft.reading) or _failed(draft.reading):
        return
    draft = columns_step(drafts.understood(draft, options.programme_id))
    if draft.mapping is None:
        st.rerun()
    draft = drafts.planned(draft, options)
    if _waiting(draft.planning) or _failed(draft.planning):
        return
    preview_step(draft)


def _who() -> ImportOptions:
    """Ask whose list it is, whether it adds or replaces, and whether it is complete."""
    names = programme_names(cached.programmes())
    one, two, three = st.columns(3)
    with one:
        programme = st.selectbox(
            t("data.import.programme"), ["", *names], key="import-programme",
            format_func=lambda key: names[key] if key else t("data.import.programme_in_file"),
        )  # fmt: skip
    with two:
        mode = st.selectbox(
            t("data.import.mode"), [str(mode) for mode in FILE_MODES], key="import-mode",
            format_func=lambda key: t(f"data.mode.{key}"), help=t("data.import.mode_help"),
        )  # fmt: skip
    with three:
        usual = [ListStatus.COMPLETE, ListStatus.PARTIAL]
        status = st.selectbox(
            t("data.import.list_status"), ["", *map(str, usual)], key="import-status",
            help=t("data.import.status_help"),
            format_func=lambda key: value_name("list_status", key) if key else t("data.import.status_same"),
        )  # fmt: skip
    return ImportOptions(programme_id=programme or "", mode=mode, list_status=status or "")


def _dropped() -> Draft | None:
    turn = st.session_state.get("import-turn", 0)
    # The uploader's own words are English only and name another limit.
    st.html(f"<style>:root{{--browse:{json.dumps(t('data.import.browse'), ensure_ascii=False)}}}</style>")
    upload = st.file_uploader(
        t("data.import.file"), type=list(SUFFIXES), key=f"import-file-{turn}", help=t("data.import.file_help"),
    )  # fmt: skip
    draft = drafts.current()
    if upload is None:
        if draft is not None and draft.upload:
            drafts.keep(None)
        return fetch_choice()
    if draft is None or draft.upload != upload.file_id:
        draft = drafts.begin(upload.file_id, upload.getvalue(), upload.name)
    return draft


def _how_to() -> None:
    limits = Limits.from_environment()
    st.caption(t("data.import.limits", mb=number(limits.file_mb), rows=number(limits.rows)))
    with st.container(key="three-kinds", border=True):
        st.markdown(t("data.import.kinds"))


def _steps(draft: Draft) -> Markdown:
    """Return which of the five steps are done."""
    at = 4 if draft.plan is not None else 2 if draft.mapping is not None else 1 if draft.file is not None else 0
    marks = ["✓" if position < at else "●" if position == at else "○" for position in range(len(STEPS))]
    words = [f"{mark} {t(f'data.step.{step}')}" for mark, step in zip(marks, STEPS, strict=True)]
    return Markdown(" :gray[→] ".join(f"**{one}**" if one.startswith("●") else f":gray[{one}]" for one in words))


def _failed(job: Job | None) -> bool:
    fault = drafts.fault_of(job)
    if fault is None:
        return False
    st.error(plain(sentence(fault)), icon=":material/error:")
    return True


def _waiting(job: Job | None) -> bool:
    """Draw a bar with counts and a way to stop while the work is under way."""
    if job is None or job.done:
        return False

    lang = language()

    @st.fragment(run_every=0.5)
    def bar() -> None:
        set_language(lang)  # the bar is drawn again without the frame, which says it otherwise
        if job.done:
            st.rerun()
        step, done, total = job.at
        words = t("line.before", count=job.before) if job.before else t(f"data.step.{step}")
        counted = t("data.import.counted", done=number(done), total=number(total)) if total else ""
        st.progress(min(done / total, 1.0) if total else 0.0, text=f"{words} {counted}".strip())
        st.button(t("data.import.stop"), key="import-stop", icon=":material/stop_circle:", on_click=job.stop)

    bar()
    return True


def _done_words() -> None:
    done = st.session_state.pop("import-committed", None)
    if done is None:
        return
    import_id, is_saved = done
    if not is_saved:
        st.info(t("data.import.same", id=import_id), icon=":material/inbox:")
    elif cached.register_faults():
        st.warning(t("data.import.memory_only", id=import_id), icon=":material/database_off:")
    else:
        st.success(t("data.import.committed", id=import_id), icon=":material/task_alt:")
