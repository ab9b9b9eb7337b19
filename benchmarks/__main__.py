"""Measure everything, hold the ratios against the last committed ones, and write figures and tables.

    python -m benchmarks                    the short form, about a quarter of an hour
    python -m benchmarks --full             every size and round, with an hour of mixed use: an afternoon
    python -m benchmarks --only change_cost start

Figures go to docs/benchmarks/figures.json, where a benchmark that is not measured, and the other form of one that is, keep those of their earlier run, and into the tables of
docs/performance.md and docs/scale.md. With --fail the exit code is 1 where something got slower by more than a fifth, or was not measured.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import time
import traceback
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from multiprocessing import get_context
from pathlib import Path

from benchmarks.figures import FILE, compare, measure, merge, read, table, with_tables, write

BENCHMARKS = (
    "change_cost", "start", "map_repaint", "radius_repaint", "crowd", "sessions", "heavy", "subdistricts", "distance_field",
    "assign_points", "siting", "siting_click", "import_rows", "import_commit", "resolve_names", "reports", "household_points",
    "soak",
)  # fmt: skip
ONLY_IN_FULL = ("heavy", "soak")
"""What says little in a short time."""
PACKAGES = (
    "streamlit", "streamlit-folium", "folium", "pydeck", "geopandas", "shapely", "pyproj", "numpy", "pandas", "scipy", "sqlalchemy",
    "highspy", "typst", "python-pptx", "xlsxwriter", "dask", "duckdb", "sedonadb", "spopt", "playwright",
)  # fmt: skip
DOCUMENTS = tuple(Path(__file__).parents[1] / "docs" / name for name in ("performance.md", "scale.md"))


def machine() -> dict[str, object]:
    """Return what this runs on: processor, memory, system, versions of Python and of the packages that are here."""
    cpu = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    model = next(
        (line.partition(": ")[2] for line in cpu.splitlines() if line.startswith("model name")), platform.machine()
    )
    memory_gb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    versions = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            continue
    return {
        "machine": f"{os.cpu_count()} cores ({model}), {memory_gb:.0f} GB, {platform.system()} {platform.release()}",
        "versions": versions,
    }


def run(names: Sequence[str], *, full: bool) -> dict[str, dict]:
    """Return the record of a run, and print each table as it comes; what cannot be measured says why and is left out."""
    begun = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    benchmarks = {}
    for name in names:
        print(f"\n{name}", flush=True)
        before, clock = os.getloadavg()[0], time.monotonic()
        # A process of its own: what one loads or holds is nothing to the next.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            try:
                rows = alone.submit(measure, name, full).result()
            except Exception:  # noqa: BLE001 - the others are measured all the same
                traceback.print_exc()
                continue
        benchmarks[key := f"{name} in full" if full else name] = {
            "run": begun,
            "seconds": round(time.monotonic() - clock),
            "load": [round(before, 1), round(os.getloadavg()[0], 1)],
            "figures": rows,
        }
        print(table(rows), f"({benchmarks[key]['seconds']} s)", sep="\n", flush=True)
    return {"runs": {begun: machine()}, "benchmarks": benchmarks}


def last_committed() -> dict[str, dict]:
    """Return the record of the last commit; of the file as it stands where there is no version control."""
    root = FILE.parents[2]
    command = ["git", "-c", f"safe.directory={root}", "-C", str(root), "show", f"HEAD:{FILE.relative_to(root)}"]
    try:
        return read(subprocess.run(command, capture_output=True, check=True).stdout)
    except (OSError, subprocess.CalledProcessError):
        return read()


def main() -> int:
    """Measure, compare and write."""
    options = argparse.ArgumentParser(
        prog="benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--full", action="store_true")
    options.add_argument("--only", nargs="+", choices=BENCHMARKS)
    options.add_argument("--fail", action="store_true")
    options.add_argument("--dry", action="store_true", help="print, and write nothing")
    chosen = options.parse_args()
    names = chosen.only or [one for one in BENCHMARKS if chosen.full or one not in ONLY_IN_FULL]
    measured = run(names, full=chosen.full)
    changes = compare(last_committed(), measured)
    print("\nAgainst the last committed figures, by ratios:")
    for kind, lines in changes.items():
        print(f"{kind}: {len(lines)}", *lines, sep="\n  ")
    if not chosen.dry:
        record = merge(read(), measured)
        write(record)
        for document in DOCUMENTS:
            document.write_text(with_tables(document.read_text(encoding="utf-8"), record), encoding="utf-8")
    missing = len(measured["benchmarks"]) < len(names)
    return 1 if chosen.fail and (changes["slower"] or missing) else 0


if __name__ == "__main__":
    sys.exit(main())
