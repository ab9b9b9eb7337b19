"""Which class each area of a map is in, what value is reported of it, and where each class begins and ends."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from analysis.benchmark_status import Status
from analysis.claims import Claim, Reason
from analysis.classes import class_breaks, class_index
from analysis.measures import CLAIM, MEASURES, measure_of
from analysis.precision import estimates
from analysis.reported import reported_values
from analysis.scope import have_no_common_area
from answers.mapping.characters import (
    BENCHMARK_CLASSES,
    CLAIM_CLASSES,
    GAP_CLASSES,
    GAP_NOBODY,
    HAS_ONE_AMONG_GAPS,
    NO_DATA,
    OUT_OF_SCOPE,
    STEP_CLASSES,
    UNKNOWN,
    ZERO,
)
from answers.mapping.diverging import ALIKE, DIVERGING_CHARACTERS, DIVERGING_STEPS, disparity_classes

if TYPE_CHECKING:
    from answers.facts import Facts

BEYOND: Final = "people_beyond_km"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The values of a class, in the measure's own unit: above low up to high, which counts in.

    low is high where the class takes no other value. Of the first class (first) low is the lowest value there is, and
    counts in too; where a class of zero stands before it, low is 0.
    """

    low: float
    high: float
    first: bool = False


@dataclass(frozen=True, slots=True)
class Fill:
    """What fills the areas looked at; both Series have the index ``admin_code``.

    classes
        One character an area (`answers.mapping.characters`).
    values
        What is reported of each area, in the unit of measure; missing where nothing is.
    measure
        The id of the measure that the values are of.
    reasons
        Why nothing more certain is said of an area (`analysis.claims.Reason`); "" where a value is reported, and where
        the class says all.
    bounds
        Where each class of values begins and ends, in the order of the legend. They meet: a class begins where the one
        before it ends.
    """

    classes: pd.Series
    values: pd.Series
    measure: str
    reasons: pd.Series
    bounds: dict[str, Bounds] = field(default_factory=dict)


def fill_of(facts: Facts) -> Fill:
    """Return what fills the areas of the map of a question; nothing where its filters have no area in common.

    As a scenario would leave the areas, they are in the classes of today.
    """
    question, table = facts.question, facts.table
    if have_no_common_area(question.centre_filter):
        table = table.iloc[:0]
    if question.gaps:
        return gap_fill(table)
    if facts.benchmark is not None:
        return benchmark_fill(table, question.measure, facts.benchmark.table["benchmark_status"])
    if question.measure == CLAIM:
        return claim_fill(table)
    if facts.shows_scenario and len(table):
        today = facts.register
        before = today.computations.once("fill", (today.question, today.today), lambda: fill_of(today))
        return fill_after(before, table)
    return measure_fill(table, question.measure)


def claim_fill(table: pd.DataFrame) -> Fill:
    """Fill areas by what may be claimed of them; the number of centres is reported of those that have one."""
    claims = table["claim"]
    counts = _numbers(table["centre_count"]).where(claims == Claim.HAS_ONE)
    return Fill(claims.map(CLAIM_CLASSES), counts, "centre_count", reasons_of(table, counts))


def measure_fill(table: pd.DataFrame, measure_id: str) -> Fill:
    """Fill areas by the classes of a measure's values (columns claim and the measure's, index ``admin_code``)."""
    blank, numbers = _without_steps(table, measure_id)
    classes = blank.classes
    if MEASURES[measure_id].middle is not None:
        classes[numbers.index] = disparity_classes(numbers)
        return replace(blank, bounds=_diverging_bounds(numbers, classes[numbers.index]))
    zero = classes == ZERO
    steps, bounds = _steps(numbers[numbers != 0], STEP_CLASSES, after_zero=bool(zero.any()))
    classes[steps.index] = steps
    return replace(blank, bounds=({ZERO: Bounds(0.0, 0.0)} if zero.any() else {}) | bounds)


def _without_steps(table: pd.DataFrame, measure_id: str) -> tuple[Fill, pd.Series]:
    """Return the fill of areas whose values are in no class yet but that of zero, and the values as they are written.

    Of a measure with a middle zero is a value as others are.
    """
    values, claims = reported_values(table, measure_id), table["claim"].astype(object)
    classes = pd.Series(NO_DATA, index=table.index, dtype=object)
    classes = classes.mask(claims == Claim.UNKNOWN, UNKNOWN).mask(claims == Claim.OUT_OF_SCOPE, OUT_OF_SCOPE)
    classes = classes.mask(claims == Claim.HAS_OTHER, CLAIM_CLASSES[Claim.HAS_OTHER])
    numbers = as_written(values, measure_id)[values.notna()]
    if MEASURES[measure_id].middle is None:
        classes[numbers.index[numbers == 0]] = ZERO
    return Fill(classes, values, measure_id, reasons_of(table, values)), numbers


def fill_after(before: Fill, table: pd.DataFrame) -> Fill:
    """Fill areas by the values of the same measure after a change, in the classes of before.

    So another colour is another value. Values beyond the first and the last class widen it; where the classes of before
    are too few to hold others, they are made anew.
    """
    steps = {character: bounds for character, bounds in before.bounds.items() if character in STEP_CLASSES}
    after, numbers = _without_steps(table, before.measure)
    numbers = numbers[numbers != 0]
    if len(steps) < len(STEP_CLASSES) or numbers.empty:
        return measure_fill(table, before.measure)
    names = list(steps)
    after.classes[numbers.index] = [names[one] for one in class_index(numbers, [steps[name].high for name in names])]
    first, last = names[0], names[-1]
    steps[last] = replace(steps[last], high=max(steps[last].high, float(numbers.max())))
    if steps[first].first:
        steps[first] = replace(steps[first], low=min(steps[first].low, float(numbers.min())))
    zero = {ZERO: Bounds(0.0, 0.0)} if (after.classes == ZERO).any() else {}
    return replace(after, bounds=zero | steps)


def gap_fill(table: pd.DataFrame) -> Fill:
    """Fill the areas that have none by the people beyond the radius (columns claim and people_beyond_km)."""
    claims = table["claim"].astype(object)
    beyond = as_written(_numbers(table[BEYOND]), BEYOND)
    gap = (claims == Claim.HAS_NONE) & beyond.notna()
    classes = claims.map({**CLAIM_CLASSES, Claim.HAS_ONE: HAS_ONE_AMONG_GAPS, Claim.HAS_NONE: NO_DATA}).astype(object)
    nobody = gap & (beyond == 0)
    classes[nobody] = GAP_NOBODY
    steps, bounds = _steps(beyond[gap & ~nobody], GAP_CLASSES, after_zero=bool(nobody.any()))
    classes[steps.index] = steps
    bounds = ({GAP_NOBODY: Bounds(0.0, 0.0)} if nobody.any() else {}) | bounds
    values = beyond.where(gap | (claims == Claim.HAS_ONE))
    return Fill(classes, values, BEYOND, reasons_of(table, values), bounds)


def benchmark_fill(table: pd.DataFrame, measure_id: str, standing: pd.Series) -> Fill:
    """Fill areas by how they stand to a benchmark of a measure (`analysis.benchmark.Status`)."""
    unknown = CLAIM_CLASSES[Claim.UNKNOWN]
    others = {Status.UNKNOWN: unknown, Status.NO_TARGET: NO_DATA, Status.OUT_OF_SCOPE: OUT_OF_SCOPE}
    classes = standing.reindex(table.index).map({**BENCHMARK_CLASSES, **others})
    values = _numbers(table[measure_id]).where(classes.isin(list(BENCHMARK_CLASSES.values())))
    return Fill(classes, values, measure_id, reasons_of(table, values))


def reasons_of(table: pd.DataFrame, values: pd.Series) -> pd.Series:
    """Return why nothing more certain is said of each area, "" where a value is, or where the class says all."""
    reasons = table["claim_reason"].astype(object)
    return reasons.where(values.isna() & (reasons != Reason.LIST), "")


def as_written(values: pd.Series, measure_id: str) -> pd.Series:
    """Return values of a measure as they are written, in its own unit: two that read alike are in one class."""
    measure = measure_of(measure_id)
    if measure.estimate:
        return estimates(values)
    return (values * measure.factor).round(measure.decimals) / measure.factor


def class_string(fill: Fill, codes: pd.Index, *, outside: str) -> str:
    """Return one character for each code, in their order; `outside` where an area is not looked at."""
    return "".join(fill.classes.reindex(codes).fillna(outside))


def name_order(fill: Fill) -> str:
    """Return the classes whose areas are named, the most important first.

    First the gaps, the standing to a benchmark and the claims, those that call for something ahead; then values from
    high to low, of those about a middle the farthest from it ahead. Areas of which nothing is concluded are named only
    where nothing is concluded of any.
    """
    present = set(fill.classes)
    concluded = [character for character in _IMPORTANCE[: _IMPORTANCE.index(UNKNOWN)] if character in present]
    return "".join(concluded or [character for character in _IMPORTANCE if character in present])


def importance(fill: Fill, people: pd.Series) -> list[str]:
    """Return the areas to be named, the most important first: by class (`name_order`), then by registered people."""
    order = name_order(fill)
    named = fill.classes[fill.classes.isin(list(order))]
    keys = pd.DataFrame({"rank": named.map(order.index), "people": -_numbers(people).reindex(named.index).fillna(0.0)})
    return [str(code) for code in keys.sort_values(["rank", "people"], kind="stable").index]


_IMPORTANCE: Final = (
    *reversed(GAP_CLASSES), *(BENCHMARK_CLASSES[one] for one in (Status.POOR, Status.MODERATE, Status.GOOD)),
    *(CLAIM_CLASSES[one] for one in (Claim.HAS_NONE, Claim.HAS_OTHER, Claim.HAS_ONE)), *reversed(STEP_CLASSES),
    *sorted(DIVERGING_CHARACTERS, key=lambda one: -abs(DIVERGING_CHARACTERS.index(one) - DIVERGING_STEPS)),
    GAP_NOBODY, ZERO, HAS_ONE_AMONG_GAPS, UNKNOWN, CLAIM_CLASSES[Claim.UNKNOWN], NO_DATA, OUT_OF_SCOPE,
)  # fmt: skip


def _numbers(values: pd.Series) -> pd.Series:
    return pd.to_numeric(values, errors="coerce").astype("Float64").astype(float)


def _steps(values: pd.Series, characters: str, *, after_zero: bool) -> tuple[pd.Series, dict[str, Bounds]]:
    """Return the class of each value, and the bounds of the classes; few of them are spread over all characters."""
    breaks = class_breaks(values, k=len(characters))
    if not breaks:
        return pd.Series(dtype=object), {}
    if len(breaks) == 1:
        places = np.array([len(characters) - 2])
    else:
        places = np.rint(np.linspace(0, len(characters) - 1, len(breaks))).astype(int)
    steps = pd.Series([characters[places[one]] for one in class_index(values, breaks)], index=values.index)
    single = values.nunique() == len(breaks)
    lows = [0.0 if after_zero else float(values.min()), *breaks[:-1]]
    return steps, {
        characters[place]: Bounds(high if single else low, high, first=position == 0 and not after_zero)
        for position, (place, low, high) in enumerate(zip(places, lows, breaks, strict=True))
    }


def _diverging_bounds(values: pd.Series, classes: pd.Series) -> dict[str, Bounds]:
    """Return the bounds of the classes about a middle, of sizes without their sign, the class farthest above first.

    Classes between two that occur are among them, so that bounds meet.
    """
    sizes = values.abs()
    breaks = class_breaks(sizes[sizes >= ALIKE], k=DIVERGING_STEPS)
    lows = [0.0, *breaks][: len(breaks)]
    first = DIVERGING_STEPS - len(breaks) + 1
    ends = {first + step: Bounds(low, high) for step, (low, high) in enumerate(zip(lows, breaks, strict=True))}
    places = [DIVERGING_CHARACTERS.index(character) for character in classes.unique()]
    if not places:
        return {}
    return {
        DIVERGING_CHARACTERS[place]: ends.get(abs(place - DIVERGING_STEPS), Bounds(0.0, 0.0))
        for place in range(max(places), min(places) - 1, -1)
        if place == DIVERGING_STEPS or abs(place - DIVERGING_STEPS) in ends
    }
