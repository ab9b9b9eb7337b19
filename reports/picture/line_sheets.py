"""The curves of the deeper analysis as sheets: people within 1 to 25 km, and the Lorenz curve of the spread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from answers.cautions import cautions, position_notes
from answers.evenness import evenness
from answers.provenance import one_of, provenance
from answers.words import t
from answers.words.assumptions import distance_assumptions
from answers.words.names import bare_name, full_area_name
from answers.words.numbers import number, share
from reports.picture.bars import Drawn
from reports.picture.chart_sheet import MARGIN, WIDTH, Head, chart_sheet
from reports.picture.lines import Axis, draw_line

if TYPE_CHECKING:
    from answers.facts import Facts
    from reports.picture.paper import Sheet


def curve_sheet(facts: Facts) -> Sheet:
    """Return the share of the area's people within each radius from 1 to 25 km."""
    lang, question = facts.question.lang, facts.question
    curve = facts.curve()
    shares = curve.table.dropna(subset=["share"])
    points = [
        (
            float(radius),
            float(value),
            f"{t('report.km', lang=lang, km=f'{radius:g}')}: {share(float(value), lang=lang)}",
        )
        for radius, value in zip(shares["radius_km"], shares["share"], strict=True)
    ]
    title = t("picture.curve", lang=lang, area=full_area_name(question.area, lang=lang))
    heading = [(title, 15, 700), (provenance(facts).set_words, 9.5, 400)]
    notes = [*dict.fromkeys((*cautions(facts), *distance_assumptions(lang=lang)))]
    if not points:
        head = Head(heading, [next(position_notes(facts.table, lang=lang), t("picture.nothing", lang=lang))])
        rest = [note for note in notes if note not in head.more]
        return chart_sheet(facts, head, Drawn((), (), head.y), rest, description=title)
    key = "picture.stands_on" if curve.unplaced_count else "picture.stands_on_all"
    stands = t(key, lang=lang, placed=number(curve.placed_count, lang=lang),
               unplaced=number(curve.unplaced_count, lang=lang))  # fmt: skip
    head = Head(heading, [stands])
    drawn = draw_line(
        points,
        across=Axis(
            t("picture.curve_across", lang=lang), 25.0, tuple((float(km), str(km)) for km in (1, 5, 10, 15, 20, 25))
        ),
        up=Axis(t("picture.curve_up", lang=lang), 1.0, _quarters(lang)),
        box=(MARGIN, head.y, WIDTH - 2 * MARGIN, 100.0),
    )
    partial = [] if curve.incomplete is None else [t("picture.curve_least", lang=lang)]
    return chart_sheet(
        facts,
        head,
        drawn,
        [*partial, *notes],
        description=title,
    )


def lorenz_sheet(facts: Facts) -> Sheet:
    """Return cumulative centres over cumulative people, the worst served first.

    Raises
    ------
    IncompleteError
        The list is not complete over its scope: its sentence stands where the curve would.

    """
    lang, question, distribution = facts.question.lang, facts.question, evenness(facts)
    steps = zip(
        distribution.lorenz["admin_code"],
        distribution.lorenz["people_share"],
        distribution.lorenz["centre_share"],
        strict=True,
    )
    points = [
        (float(people), float(centres), bare_name(str(code), lang=lang) if code else "")
        for code, people, centres in steps
    ]
    area, level = full_area_name(question.area, lang=lang), one_of(question.map_level, question)
    title = t("picture.lorenz", lang=lang, area=area, level=level)
    gini = t("picture.gini", lang=lang, gini=number(distribution.gini, lang=lang, decimals=2))
    head = Head([(title, 15, 700), (provenance(facts).set_words, 9.5, 400)], [gini])
    drawn = draw_line(
        points,
        across=Axis(t("picture.lorenz_across", lang=lang), 1.0, _quarters(lang)),
        up=Axis(t("picture.lorenz_up", lang=lang), 1.0, _quarters(lang)),
        box=(MARGIN, head.y, 130.0, 120.0),
        even=t("picture.lorenz_even", lang=lang),
    )
    return chart_sheet(facts, head, drawn, cautions(facts), description=f"{title}. {gini}")


def _quarters(lang: str) -> tuple[tuple[float, str], ...]:
    return tuple((part / 4, f"{number(part * 25, lang=lang)}%") for part in range(5))
