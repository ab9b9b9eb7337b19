"""The search for the best sites: what is asked, how far it is, and its answer."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.selection import filtered
from analysis.siting.candidates import Candidates
from analysis.siting.costs import Costs, own_costs
from analysis.siting.errors import SitingError
from analysis.siting.plan import MOST_SITES, PosedProblem, SitingPlan, SitingQuestion, pose, siting_plan
from analysis.siting.problem import Objective
from analysis.siting.read import as_budget
from analysis.siting.run import Progress, SearchRun
from analysis.situation import Situation
from answers.question import DECIMALS, Question
from answers.words.siting import cost_sentence, curve_sentence, plan_sentence, reason, sensitivity_sentence
from geodata.areas import child_level, children
from geodata.codes import Level, level_of
from geodata.errors import KlaiBaanError
from geodata.worker.errors import WorkStopped
from geodata.worker.process import Worker
from registry.importing.progress import Stop
from ui import cached, selection
from ui.errors import sentence
from ui.job import Job
from ui.line import HEAVY
from ui.markdown import Markdown, plain
from ui.siting import state
from ui.siting.ways_in import USUAL_SITES, search_is_to_begin
from ui.text import language, pick, set_language, t
from ui.words import area_name, full_area_name, number

_RUN: Final = "siting-run"
_PLAN: Final = "siting-plan"
_UPLOAD_TYPES: Final = ["csv"]


def search(now: Question) -> None:
    """Draw the form of the search, a search that is going on, and the answer of the last."""
    if _RUN in st.session_state:
        _going_on(now)
        return
    if search_is_to_begin():
        _begin(now, SitingQuestion(sites=USUAL_SITES, area_code=now.area), None)
    _form(now)
    plan: SitingPlan | None = st.session_state.get(_PLAN)
    if plan is not None and set(_places(plan)) <= set(now.at):
        _answer(plan)


def _places(plan: SitingPlan) -> list[tuple[float, float]]:
    """Return where the plan's sites are, in their order, as an address has them."""
    rows = zip(plan.sites["longitude"], plan.sites["latitude"], strict=True)
    return list(dict.fromkeys((round(float(lon), DECIMALS), round(float(lat), DECIMALS)) for lon, lat in rows))


def _form(now: Question) -> None:
    with st.container(border=True, key="siting-form"):
        left, right = st.columns([2, 3], vertical_alignment="bottom")
        sites = left.number_input(t("siting.sites"), 1, MOST_SITES, value=USUAL_SITES, key="w-siting-sites")
        chosen_objective = right.selectbox(
            t("siting.objective_label"), [str(one) for one in Objective], key="w-siting-objective",
            format_func=lambda one: t(f"siting.objective.{one}"),
        )  # fmt: skip
        chosen_kind = st.selectbox(
            t("siting.candidates_label"), [str(one) for one in Candidates], key="w-siting-candidates",
            format_func=lambda one: t(f"siting.candidates.{one}"),
        )  # fmt: skip
        objective, kind = Objective(str(chosen_objective)), Candidates(str(chosen_kind))
        upload = None
        if kind is Candidates.LIST:
            upload = st.file_uploader(
                t("siting.upload"), type=_UPLOAD_TYPES, key="w-siting-file", help=t("siting.upload_help")
            )
        with st.expander(t("siting.conditions")):
            parts = _parts(now.area)
            begins_empty = st.toggle(t("siting.begins_empty"), key="w-siting-empty", help=t("siting.begins_empty_help"))
            floors = _floors(parts)
            excluded = st.multiselect(
                t("siting.excluded"), parts, format_func=area_name, key="w-siting-excluded",
                placeholder=t("siting.no_area"),
            )  # fmt: skip
            budget, costs = _money()
        question = SitingQuestion(
            sites=int(sites), objective=objective, candidates=kind, area_code=now.area,
            keeps_existing=not begins_empty, floors=floors, excluded=tuple(excluded),
        )  # fmt: skip
        waiting = kind is Candidates.LIST and upload is None
        if st.button(
            t("siting.search", count=int(sites), area=area_name(now.area)),
            type="primary", icon=":material/travel_explore:", key="siting-search", disabled=waiting, width="stretch",
        ):  # fmt: skip
            try:
                question = replace(question, budget=as_budget(budget), costs=Costs(costs[0], own_costs(costs[1])))
            except SitingError as error:
                st.error(plain(sentence(error)), icon=":material/error:")
                return
            _begin(now, question, None if upload is None else (upload.name, upload.getvalue()))


def _floors(parts: list[str]) -> tuple[tuple[str, int], ...]:
    """Draw the choice of the areas that need sites of their own, and of how many each; return both."""
    codes = st.multiselect(
        t("siting.floors"), parts, format_func=area_name, key="w-siting-floors", placeholder=t("siting.no_area")
    )
    if not codes:
        return ()
    columns = st.columns(2)
    return tuple(
        (
            code,
            int(
                columns[place % 2].number_input(
                    t("siting.least", area=area_name(code)), 1, MOST_SITES, value=1, key=f"w-siting-floor-{code}"
                )
            ),
        )
        for place, code in enumerate(codes)
    )


def _money() -> tuple[float | None, tuple[float | None, list[str]]]:
    """Draw budget and costs; return the budget, and what a site costs: each, and those of some places as written."""

    def amount(name: str, place: DeltaGenerator, help_key: str = "") -> float | None:
        return place.number_input(
            t(f"siting.{name}"), min_value=0.0, value=None, step=100_000.0, format="%.0f", key=f"w-siting-{name}",
            help=t(help_key) if help_key else None,
        )  # fmt: skip

    left, right = st.columns(2, vertical_alignment="bottom")
    each, budget = amount("cost_each", left), amount("budget", right, "siting.budget_help")
    own = st.text_area(
        t("siting.costs_own"), key="w-siting-costs", help=t("siting.costs_own_help"), height=100,
        placeholder=t("siting.costs_own_example"),
    )  # fmt: skip
    return budget, (each, own.splitlines())


def _parts(area_code: str) -> list[str]:
    """Return the areas that a condition may be of: those of the next levels down."""
    level = child_level(level_of(area_code))
    if level is None:
        return []
    inner = children(area_code)
    return inner if level is not Level.REGION else [*inner, *children(area_code, level=Level.PROVINCE)]


def _begin(now: Question, question: SitingQuestion, upload: tuple[str, bytes] | None) -> None:
    facts = cached.facts(now)
    situation = replace(facts.situation(Level.COUNTRY, now.centre_filter), radius_km=facts.radius_km)
    try:
        st.session_state[_RUN] = _Search(_posed(now, question, situation, upload))
    except KlaiBaanError as error:
        st.error(plain(sentence(error)), icon=":material/error:")
        return
    st.session_state.pop(_PLAN, None)
    st.rerun()


def _posed(
    now: Question, question: SitingQuestion, situation: Situation, upload: tuple[str, bytes] | None
) -> PosedProblem:
    centre_selection = filtered(now.centre_filter, cached.tables())
    if upload is None:
        return pose(question, centre_selection, situation)
    with tempfile.TemporaryDirectory() as folder:
        # The name is only said: what is written is ours.
        path = Path(folder) / f"{Path(upload[0]).stem[:60] or 'list'}.csv"
        path.write_bytes(upload[1])
        return pose(question, centre_selection, situation, file=path)


@st.fragment(run_every=0.5)
def _going_on(now: Question) -> None:
    """Draw how far the search is; when it has ended, its answer is taken up."""
    set_language(now.lang)
    current: _Search | None = st.session_state.get(_RUN)
    if current is None:
        return
    try:
        if not current.job.done:
            progress = current.progress()
            with st.container(border=True, key="siting-progress"):
                st.markdown(_so_far(progress) if progress else t("line.before", count=max(current.job.before, 1)))
                if st.button(t("siting.stop"), key="siting-stop", icon=":material/stop_circle:"):
                    current.stop()
        if not current.job.done:
            return
        _take_up(current.plan())
    except WorkStopped:  # before its turn
        pass
    except KlaiBaanError as error:
        state.set_fault(error)
    st.session_state.pop(_RUN, None)
    st.rerun()


class _Search:
    """A search in the line of heavy work: it begins when its turn comes, and holds its place until it has ended."""

    def __init__(self, posed: PosedProblem) -> None:
        self.posed = posed
        self._run: SearchRun | None = None
        self.job = Job(self._work, HEAVY).start(wait_s=0)

    def _work(self, worker: Worker, _: object, stop: Stop) -> SitingPlan:
        self._run = SearchRun(self.posed.problem, worker=worker)
        if stop():
            self._run.stop()
        so_far = self._run.wait()
        return replace(worker.do(siting_plan, self.posed, so_far), posed=self.posed)

    def progress(self) -> Progress | None:
        """Return how far it is, None before its turn; a `KlaiBaanError` where it failed."""
        return self._run.progress() if self._run else None

    def stop(self) -> None:
        """End it: its best choice is what becomes the plan."""
        self.job.stop()
        if self._run is not None:
            self._run.stop()

    def plan(self) -> SitingPlan:
        """Return the plan of a search that has ended; a `KlaiBaanError` where it could not begin, or failed."""
        if self.job.fault is not None:
            raise self.job.fault
        plan: SitingPlan = self.job.result
        return plan


def _so_far(progress: Progress) -> Markdown:
    seconds = number(progress.seconds, decimals=0)
    if progress.best is None:
        return t("siting.looking", seconds=seconds)
    gap = progress.best.gap
    if gap > 1:
        return t("siting.found_unbounded", seconds=seconds)
    return t("siting.found", seconds=seconds, gap=number(gap * 100, decimals=1))


def _take_up(plan: SitingPlan) -> None:
    """Put the plan's sites into the scenario, in their order, and let the map show the whole area."""
    st.session_state[_PLAN] = plan
    now = selection.current()
    programme = state.next_programme(now)
    sites = tuple(state.Site(*place, programme) for place in _places(plan))
    state.change(state.Step(sites, now.closed))
    selection.update(look="")


def _name(site: pd.Series) -> str:
    """Return what a site is called: its subdistrict or district, else its own name and the district around it."""
    if site["kind"] in (Candidates.SUBDISTRICT, Candidates.DISTRICT):
        return full_area_name(str(site["candidate_id"]))
    name = pick(str(site["name_th"]), str(site["name_en"])) or str(site["candidate_id"])
    return f"{name} · {full_area_name(str(site['district_code']))}"


def _answer(plan: SitingPlan) -> None:
    lang = language()
    st.success(plain(plan_sentence(plan, lang=lang)), icon=":material/verified:" if plan.proven else ":material/timer:")
    lines = []
    for _, site in plan.sites.iterrows():
        lines.append(f"{plain(number(site['rank']))}. **{plain(_name(site))}**: {plain(reason(plan, site, lang=lang))}")
    st.markdown("\n".join(lines))
    if words := cost_sentence(plan, lang=lang):
        st.markdown(plain(words))
    st.markdown(plain(sensitivity_sentence(plan, lang=lang)))
    from ui.charts.siting_curve import siting_curve  # noqa: PLC0415 - Altair is slow to load

    with st.expander(t("siting.curve_title"), expanded=False):
        siting_curve(plan.curve, chosen=len(plan.sites))
        st.caption(plain(curve_sentence(plan, lang=lang)))
