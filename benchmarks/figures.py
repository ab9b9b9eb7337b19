"""The one shape of what a benchmark measures, the file that holds it, its tables, and how one run compares with another.

A benchmark is a module with ``figures(*, full)`` that yields `Figure`. A figure that says what it is held against has a ratio, of medians of
one run: 1.5 is half as dear again as the other. Ratios are the claim; the rest depends on the machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

FILE = Path(__file__).parents[1] / "docs" / "benchmarks" / "figures.json"
CHANGE = 1.2
"""A ratio that is more than so many times the one before is named."""
Entry = dict[str, Any]


@dataclass(frozen=True)
class Figure:
    """A quantity: every value that was measured, their unit, and the figures of the same benchmark it is held against."""

    name: str
    values: tuple[float, ...]
    unit: str
    against: tuple[str, ...] = ()


def entries(figures: Iterable[Figure]) -> list[Entry]:
    """Return figures as they stand in the file: how often measured, median, least, most, and the ratio of the medians."""
    listed = list(figures)
    medians = {one.name: median(one.values) for one in listed}
    if len(medians) < len(listed):
        raise ValueError(f"two figures of one name: {[one.name for one in listed]}")
    out: list[Entry] = []
    for one in listed:
        entry = {"name": one.name, "unit": one.unit, "times": len(one.values)}
        entry |= {"median": medians[one.name], "min": min(one.values), "max": max(one.values)}
        entry = {key: _short(value) for key, value in entry.items()}
        times = {name: medians[one.name] / medians[name] for name in one.against if medians.get(name)}
        out.append(entry | {"ratios": {name: _short(ratio) for name, ratio in times.items()}})
    return out


def measure(name: str, full: bool) -> list[Entry]:  # noqa: FBT001 - called in another process, by position
    """Return the entries of a benchmark."""
    return entries(import_module(f"benchmarks.{name}").figures(full=full))


def _short(value: Any) -> Any:
    """Four digits say more than a measurement holds."""
    return float(f"{value:.4g}") if isinstance(value, float) else value


def table(rows: Iterable[Entry]) -> str:
    """Return entries as a table in Markdown."""
    lines = ["| | median | from–to | times | ratio |", "|---|---|---|---|---|"]
    for row in rows:
        unit = f" {row['unit']}" if row["unit"] else ""
        ratio = "; ".join(f"{_times(ratio)} {_rest(name, row['name'])}" for name, ratio in row["ratios"].items())
        spread = f"{_text(row['min'])}–{_text(row['max'])}" if row["times"] > 1 else ""
        lines.append(f"| {row['name']} | {_text(row['median'])}{unit} | {spread} | {row['times']} | {ratio} |")
    return "\n".join(lines)


def _times(ratio: float) -> str:
    return f"{ratio:.{2 if ratio >= 0.1 else 3}f}×" if ratio < 10 else f"{ratio:,.0f}×"


def _rest(name: str, beside: str) -> str:
    """Return a name without the parts that it begins with as another does."""
    parts, others = name.split(", "), beside.split(", ")
    while len(parts) > 1 and others and parts[0] == others[0]:
        parts, others = parts[1:], others[1:]
    return ", ".join(parts)


def _text(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def show(figures: Iterable[Figure]) -> None:
    """Print the table of some figures."""
    print(table(entries(figures)))


def ratios(record: Mapping[str, Any]) -> dict[str, float]:
    """Return every ratio of a record by the name of its benchmark and its own name."""
    return {
        f"{name}: {row['name']} / {other}": ratio
        for name, one in record.get("benchmarks", {}).items()
        for row in one["figures"]
        for other, ratio in row["ratios"].items()
    }


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return what is slower and what is faster by more than a fifth, what is new and what vanished, in words.

    Only benchmarks that `after` measured are compared.
    """
    measured = after.get("benchmarks", {})
    old = ratios({"benchmarks": {name: one for name, one in before.get("benchmarks", {}).items() if name in measured}})
    new = ratios(after)
    both = {name: (old[name], ratio) for name, ratio in new.items() if name in old}
    return {
        "slower": [_step(name, *pair) for name, pair in both.items() if pair[1] > CHANGE * pair[0]],
        "faster": [_step(name, *pair) for name, pair in both.items() if pair[0] > CHANGE * pair[1]],
        "new": [name for name in new if name not in old],
        "vanished": [name for name in old if name not in new],
    }


def _step(name: str, old: float, new: float) -> str:
    return f"{name}: {old:.3g}× before, {new:.3g}× now ({new / old:.2f})"


def merge(record: Mapping[str, Any], run: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record with a run's benchmarks in place of their earlier figures, and the runs that any still stands on."""
    benchmarks = {**record.get("benchmarks", {}), **run["benchmarks"]}
    runs = {**record.get("runs", {}), **run["runs"]}
    used = {one["run"] for one in benchmarks.values()}
    return {
        "runs": {date: runs[date] for date in sorted(runs) if date in used},
        "benchmarks": dict(sorted(benchmarks.items())),
    }


def read(source: Path | bytes = FILE) -> dict[str, Any]:
    """Return the record in a file, or in the bytes of one; empty where there is none."""
    if isinstance(source, Path):
        source = source.read_bytes() if source.exists() else b"{}"
    return json.loads(source)


def write(record: Mapping[str, Any], file: Path = FILE) -> None:
    """Write a record, a line for each figure."""
    text = json.dumps(record, indent=1, ensure_ascii=False)
    text = _ENTRY.sub(lambda match: json.dumps(json.loads(match[0]), ensure_ascii=False), text)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text + "\n", encoding="utf-8")


_ENTRY = re.compile(r'\{\s+"name": .*?"ratios": \{[^{}]*\}\s+\}', re.DOTALL)
_BLOCK = re.compile(r"(<!-- figures: (?P<name>[\w ]+) -->\n).*?(?=<!-- end of figures -->)", re.DOTALL)


def with_tables(text: str, record: Mapping[str, Any]) -> str:
    """Return a document with the table of every benchmark that it names between ``<!-- figures: NAME -->`` and ``<!-- end of figures -->``."""

    def block(match: re.Match[str]) -> str:
        one = record.get("benchmarks", {}).get(match["name"])
        return match[1] + ("\n".join(_section(one, record)) if one else "Not measured yet.") + "\n"

    return _BLOCK.sub(block, text)


def _section(one: Mapping[str, Any], record: Mapping[str, Any]) -> Iterator[str]:
    run = record["runs"][one["run"]]
    yield f"{one['run']}, {run['machine']}, load {one['load'][0]:g} to {one['load'][1]:g}:\n"
    yield table(one["figures"])
