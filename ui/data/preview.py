"""The last step on screen: what would become of every row, on a map and in a table; then one transaction."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.standing import standing
from geodata.codes import BANGKOK_CODE, COUNTRY_CODE
from geodata.errors import KlaiBaanError
from registry.importing.columns.mapping import CONTRADICTIONS
from registry.importing.difference import Change
from registry.importing.outcome_workbook import Wording, outcome_workbook
from registry.importing.plan import ImportPlan
from registry.importing.problems import RowProblem
from registry.schema import CENTRES, Act, ImportMode, RowOutcome
from ui import cached
from ui.author import author
from ui.data import draft as drafts
from ui.data.changes import changes_step
from ui.data.draft import Draft
from ui.data.follows import follows_choice
from ui.data.history import outcome_words
from ui.data.rows import outcome_rows, reason_words
from ui.data.vocabulary import vocabulary_step
from ui.errors import sentence
from ui.maps.component import draw_map
from ui.markdown import plain
from ui.programmes.small_map import scope_map
from ui.text import t
from ui.widgets.permitted import permitted
from ui.widgets.tables import text_table
from ui.widgets.workbook_button import XLSX
from ui.words import number, programme_names

MOST_ON_MAP = 5_000
_MOST_NAMES = 10


def preview_step(draft: Draft) -> None:
    """Draw the plan, and the button that makes it so."""
    plan = draft.plan
    if plan is None:
        return
    st.markdown(f"## {t('data.preview.title')}")
    st.markdown(outcome_words(plan.counts))
    for note in (*plan.file.notes, *(note for sheet in plan.sheets for note in sheet.notes)):
        st.caption(f":material/info: {plain(sentence(note))}")
    left, right = st.columns([3, 2], gap="medium")
    with left:
        outcome_rows(plan.batch.outcomes.assign(name=plan.outcomes["name"]), key="preview")
        _return_file(plan)
    with right:
        _map(plan)
    _contradictions(draft, plan)
    vocabulary_step(draft, plan)
    if plan.batch.mode == ImportMode.UPDATE:
        follows_choice(draft, plan)
    plan = changes_step(plan)
    _before_and_after(plan)
    _commit(plan)


def _return_file(plan: ImportPlan) -> None:
    def problem(one: RowProblem) -> str:
        return reason_words({"key": one.key, "params": one.params})

    words = {str(outcome): t(f"data.outcome.{outcome}") for outcome in RowOutcome}
    wording = Wording(
        outcome=t("data.outcome.column"), reason=t("data.outcome.column_why"), outcomes=words, say=problem
    )
    st.download_button(
        t("data.preview.return"), lambda: outcome_workbook(plan, wording=wording), key="import-return",
        file_name=f"{plan.file.name.rsplit('.', 1)[0]}-checked.xlsx", mime=XLSX, icon=":material/assignment_return:",
        on_click="ignore", help=t("data.preview.return_help"),
    )  # fmt: skip


def _map(plan: ImportPlan) -> None:
    centres = plan.batch.centres.head(MOST_ON_MAP)
    if centres.empty:
        st.caption(t("data.preview.no_map"))
        return
    in_bangkok = (centres["province_code"] == BANGKOK_CODE).all()
    model = scope_map([BANGKOK_CODE if in_bangkok else COUNTRY_CODE], centres, title=t("data.preview.map_label"))
    with st.container(key="small-map-import"):
        draw_map(model, name="import", on_event=lambda _event: None)


def _contradictions(draft: Draft, plan: ImportPlan) -> None:
    """Ask what counts where points lie far from their recorded areas."""
    far = sum(any(problem.key == "row_point_far" for problem in problems) for problems in plan.outcomes["problems"])
    decided = str(draft.statements.get("contradiction", ""))
    if not far and not decided:
        return
    key = f"contradiction-{draft.turn}"
    st.segmented_control(
        t("data.contradiction.title", count=number(far)), CONTRADICTIONS, default=decided, key=key,
        format_func=lambda word: t(f"data.contradiction.{word or 'refuse'}"),
        on_change=lambda: drafts.say(draft, contradiction=st.session_state[key] or ""),
    )  # fmt: skip


def _before_and_after(plan: ImportPlan) -> None:
    """Draw what is known of the programmes before and after, side by side."""
    ids = list(plan.batch.programme_ids)
    if plan.batch.centres.empty:
        return
    before, after = cached.standing_table().reindex(ids), standing(_merged(plan), cached.programmes()).reindex(ids)
    names = programme_names(cached.programmes())

    def grown(name: str) -> list[str]:
        pairs = zip(before[name], after[name], strict=True)
        return [f"{number(float(old))} → {number(float(new))}" for old, new in pairs]

    columns = ["listed", "named", "placed_district", "placed_site"]
    frame = pd.DataFrame(
        {t(f"data.preview.{name}"): grown(name) for name in columns},
        index=pd.Index([names.get(one, one) for one in ids], name=t("data.preview.programme")),
    )
    st.markdown(f"### {t('data.preview.before_after')}")
    text_table(frame)


def _merged(plan: ImportPlan) -> pd.DataFrame:
    old = cached.centres()
    gone = {one.id for one in plan.differences if one.change == Change.GONE}
    old = old[~old["centre_id"].isin(gone)]
    old = old[~old["centre_id"].isin(plan.batch.centres["centre_id"])]
    return pd.concat([old[CENTRES.names], plan.batch.centres[CENTRES.names]], ignore_index=True)


def _commit(plan: ImportPlan) -> None:
    if not plan.changes:
        has_rows = plan.counts["duplicate"] or plan.counts["accepted"] or plan.counts["warned"]
        st.info(t("data.preview.nothing" if has_rows else "data.preview.none_taken"), icon=":material/inbox:")
        return
    taken = int(plan.counts["accepted"] + plan.counts["warned"])
    if permitted(Act.IMPORT, plan.batch.programme_ids) and _agreed(plan):
        st.button(
            t("data.preview.commit", count=number(taken)), key="import-commit", type="primary", icon=":material/save:",
            on_click=_take_in, args=(plan,),
        )  # fmt: skip
    fault = st.session_state.pop("import-refused", None)
    if fault is not None:
        st.error(plain(sentence(fault)), icon=":material/error:")


def _agreed(plan: ImportPlan) -> bool:
    """Return whether the person agrees to what goes; it is named. True where nothing does."""
    gone = [one.name for one in plan.differences if one.change == Change.GONE]
    if not gone:
        return True
    names = ", ".join(gone[:_MOST_NAMES]) + (" …" if len(gone) > _MOST_NAMES else "")
    key = f"import-agreed-{plan.file.sha256[:12]}-{plan.batch.mode}-{len(gone)}"
    return st.checkbox(t("data.preview.agree_gone", count=number(len(gone)), names=names), key=key)


def _take_in(plan: ImportPlan) -> None:
    register = cached.register()
    before = register.revision()
    try:
        import_id = register.imports.commit(plan.batch, author=author())
    except KlaiBaanError as error:
        st.session_state["import-refused"] = error
        return
    st.session_state["import-committed"] = (import_id, register.revision() != before)
    st.session_state["import-turn"] = st.session_state.get("import-turn", 0) + 1
    drafts.keep(None)
