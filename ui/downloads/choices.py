"""The questions of the panel: which kind of file, in which language, and what that kind leaves to choose."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256
from typing import Final

import streamlit as st

from answers.story.of_question import SLIDES
from answers.words import LANGUAGES
from geodata.areas import ancestors
from geodata.errors import AreaError, KlaiBaanError
from registry.brief_days import last_days
from reports.wish import Kind, Wish
from ui import cached, presentation
from ui.downloads.wish import looked_at, view_address, wish
from ui.downloads.wording import kind_name
from ui.errors import sentence
from ui.markdown import plain
from ui.text import language, t
from ui.words import full_area_name, when

_FORMS: Final = ("png", "svg")
_SINCE: Final = ("none", "last", "day")


@dataclass(frozen=True, slots=True)
class Choice:
    """What was answered: the wish, None while an answer lacks, and the user's own template."""

    wish: Wish | None
    template: bytes | None = None


def choose(page: str, *, before: Wish | None, disabled: bool) -> Choice:
    """Ask what file is wanted, and return what is answered.

    Parameters
    ----------
    page
        The page that is looked at.
    before
        The wish for the file that the session holds: its kind is offered first.
    disabled
        Whether the questions only stand there, as while a file is made.

    """
    left, right = st.columns([5, 6], gap="medium")
    kinds = list(Kind)
    with left:
        kind = st.radio(
            t("download.what"), kinds, key="download-kind", index=kinds.index(before.kind) if before else 0,
            format_func=kind_name, disabled=disabled,
        )  # fmt: skip
    with right:
        lang = _language(disabled=disabled)
        questions = {
            Kind.SLIDES: partial(_slides, lang, disabled=disabled),
            Kind.PICTURE: partial(_picture, lang, disabled=disabled),
            Kind.BRIEF: partial(_brief, lang, page, disabled=disabled),
            Kind.BRIEFS: partial(_briefs, lang, disabled=disabled),
            Kind.ONE_FILE: partial(_one_file, lang),
            Kind.DATA: partial(_data, lang, disabled=disabled),
        }
        if kind in questions:
            return questions[kind]()
        st.caption(t(f"download.help.{kind}"))
    return Choice(wish(kind, lang=lang))


def _language(*, disabled: bool) -> str:
    """Ask for the language of the file; the page's, where nothing is said."""
    usual = language()
    choice = st.segmented_control(
        t("download.lang"), LANGUAGES, key=f"download-lang-{usual}", default=usual, disabled=disabled,
        format_func=lambda lang: t(f"download.lang_{lang}"), required=True,
    )  # fmt: skip
    return choice or usual


def _slides(lang: str, *, disabled: bool) -> Choice:
    leave_out = st.multiselect(
        t("download.leave_out"), list(SLIDES), key="download-leave-out", placeholder=t("download.leave_out_none"),
        format_func=lambda name: t(f"download.slide.{name}"), disabled=disabled,
    )  # fmt: skip
    name, template, is_good = _template(disabled=disabled)
    if not is_good:
        return Choice(None)
    if len(leave_out) == len(SLIDES):
        st.warning(t("download.no_slide"), icon=":material/slideshow:")
        return Choice(None)
    omitted = tuple(one for one in SLIDES if one in leave_out)
    mark = sha256(template).hexdigest() if template else ""
    order = wish(Kind.SLIDES, lang=lang, leave_out=omitted, template=mark, template_name=name)
    return Choice(order, template)


def _template(*, disabled: bool) -> tuple[str, bytes | None, bool]:
    """Ask for a template; return its name, its bytes, and whether it may be used."""
    from reports.slides.template import LARGEST_BYTES, require_template  # noqa: PLC0415

    with st.container(key="download-template"):
        # The uploader's own words are English only: the style sheet puts ours in their place.
        words = json.dumps(t("download.browse"), ensure_ascii=False)
        st.html(f"<style>.st-key-download-template{{--browse:{words}}}</style>")
        upload = st.file_uploader(
            t("download.template"), key="download-own", disabled=disabled,
            help=t("download.template_help", mb=LARGEST_BYTES // 1_000_000),
        )  # fmt: skip
        if upload is None:
            return "", None, True
        try:
            content = upload.getvalue()
            require_template(content, file=upload.name)
        except KlaiBaanError as error:
            st.error(plain(sentence(error)), icon=":material/error:")
            return upload.name, None, False
    return upload.name, content, True


def _picture(lang: str, *, disabled: bool) -> Choice:
    from reports.picture.catalogue import PICTURES  # noqa: PLC0415

    return _part_in_a_form(Kind.PICTURE, tuple(PICTURES), _FORMS, lang=lang, disabled=disabled)


def _data(lang: str, *, disabled: bool) -> Choice:
    from reports.data_tables import DATA_TABLES, FORMS  # noqa: PLC0415

    return _part_in_a_form(Kind.DATA, tuple(DATA_TABLES), FORMS, lang=lang, disabled=disabled)


def _part_in_a_form(kind: Kind, parts: tuple[str, ...], forms: tuple[str, ...], *, lang: str, disabled: bool) -> Choice:
    """Ask which of a kind's parts is wanted, and in which form of file: a picture or a table of data."""
    name = {Kind.PICTURE: "picture", Kind.DATA: "table"}[kind]
    part = st.selectbox(
        t(f"download.which_{name}"), parts, key=f"download-{name}", disabled=disabled,
        format_func=lambda part: t(f"download.{name}.{part}"),
    )  # fmt: skip
    form = st.segmented_control(
        t(f"download.form_{name}"), forms, key=f"download-form-{name}", default=forms[0], disabled=disabled,
        format_func=lambda form: plain(form.upper()), required=True,
    )  # fmt: skip
    st.caption(t(f"download.help.{kind}"))
    return Choice(wish(kind, lang=lang, part=part or "", form=form or forms[0]))


def _brief(lang: str, page: str, *, disabled: bool) -> Choice:
    from reports.pdf.brief import KINDS, brief_areas  # noqa: PLC0415

    codes = [code for kind in KINDS for code in brief_areas(kind)]
    usual = _looked_at(page, codes)
    part = st.selectbox(
        t("download.which_area"), codes, key=f"download-area-{usual}", index=codes.index(usual) if usual else None,
        placeholder=t("download.which_area_none"), format_func=full_area_name, disabled=disabled,
    )  # fmt: skip
    details = {**_since(part or "", disabled=disabled), "address": view_address()}
    st.caption(t("download.help.brief"))
    return Choice(wish(Kind.BRIEF, lang=lang, part=part, **details) if part else None)


def _since(area: str = "", *, disabled: bool) -> dict[str, object]:
    """Ask since when a brief says what changed: the fields of the wish; nothing is said of it by default.

    Of one area the day of its last brief is shown.
    """
    how = st.segmented_control(
        t("download.since"), _SINCE, key="download-since-what", default=_SINCE[0], disabled=disabled, required=True,
        format_func=lambda one: t(f"download.since_{one}"),
    )  # fmt: skip
    if how == "last":
        if area:
            day = last_days(cached.register().documents, today=cached.today()).get(area)
            st.caption(t("download.last_day", day=when(day.isoformat())) if day else t("download.last_none"))
        return {"since_last": True}
    if how != "day":
        return {}
    chosen = st.date_input(
        t("download.since_day"), value=None, key="download-since", format="DD/MM/YYYY", max_value="today",
        disabled=disabled,
    )  # fmt: skip
    return {"since": chosen} if isinstance(chosen, date) else {}


def _looked_at(page: str, codes: list[str]) -> str:
    """Return the smallest area with a brief in which the area looked at lies; "" where there is none."""
    now = looked_at()
    places = [now.place[:4] if now.place.isdigit() else now.place] if page == "place" else []
    for place in (*places, now.chosen, now.area):
        try:
            containing = next((code for code in (place, *ancestors(place)) if code in codes), "")
        except AreaError:  # what is chosen on the map may be a centre
            continue
        if containing:
            return containing
    return ""


def _briefs(lang: str, *, disabled: bool) -> Choice:
    from reports.pdf.brief import KINDS, brief_areas  # noqa: PLC0415

    part = st.radio(
        t("download.which_areas"), list(KINDS), key="download-areas", disabled=disabled,
        format_func=lambda kind: t(f"download.briefs.{kind}", count=len(brief_areas(kind))),
    )  # fmt: skip
    since = _since(disabled=disabled)
    st.caption(t("download.help.brief"))
    return Choice(wish(Kind.BRIEFS, lang=lang, part=part or "", address=view_address(), **since))


def _one_file(lang: str) -> Choice:
    sequence = presentation.sequence()
    st.caption(t("present.one_file_help"))
    st.caption(t("present.views", count=len(sequence.views)))
    return Choice(wish(Kind.ONE_FILE, lang=lang, sequence=sequence))
