"""Bringing a list in: the whole import against what pandas and geopandas need to read and join the same file.

    python -m benchmarks.import_rows                     100,000 rows, CSV and XLSX
    python -m benchmarks.import_rows --rows 1000 10000 100000 1000000 --kinds csv

The list is made up: fourteen columns as an office keeps them (eight with --narrow), points inside districts, names and
the recorded names of the places. Each import runs in a
process of its own, whose peak memory is taken (with that of the process that reads workbooks). "pandas" is
pandas.read_csv or read_excel (openpyxl, what the house writes workbooks with; and, beside it, calamine) and one
geopandas.sjoin to the 928 districts. Both clocks are shown: on a machine that is busy with other work the processor's is the
one to trust.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from benchmarks.figures import Figure, show
from benchmarks.plot import Line, Panel, svg
from geodata.areas import areas
from geodata.codes import Level
from geodata.layers import read_layer
from registry.importing.check.register_index import RegisterIndex
from registry.importing.columns.guess import guess_mapping
from registry.importing.plan import ImportOptions, plan_import
from registry.importing.read.file import read_file
from registry.importing.read.limits import Limits
from registry.store import Register
from tests.registry.batches import ADMIN

LAT, LON = "ละติจูด", "ลองจิจูด"
NARROW = ["ลำดับ", "ชื่อแหล่งเรียนรู้", "จังหวัด", "อำเภอ/เขต", LAT, LON, "ปีที่เปิด (พ.ศ.)", "หมายเหตุ"]
WORDS = ["วัด", "ตลาด", "ชุมชน", "บ้าน", "หนอง", "คลอง", "ดอน", "โคก", "ทุ่ง", "ท่า", "สวน", "ป่า", "นา", "เกาะ", "ดอย", "บึง"]


def made_up(rows: int, *, narrow: bool = False, seed: int = 2568) -> pd.DataFrame:
    """Make a list as an office keeps it: names of four words and a number, near a point inside their district."""
    rng = np.random.default_rng(seed)
    districts = areas(Level.DISTRICT)
    chosen = districts.iloc[rng.integers(0, len(districts), rows)]
    words = np.array(WORDS, dtype=object)[rng.integers(0, len(WORDS), (rows, 4))].sum(axis=1)
    number = rng.integers(1, 900, rows).astype(str).astype(object)
    table = pd.DataFrame(
        {
            "ลำดับ": np.arange(1, rows + 1),
            "ชื่อแหล่งเรียนรู้": "ห้องสมุด" + words + " " + number,
            "ชื่อภาษาอังกฤษ": "Library of " + chosen["name_en"].to_numpy(dtype=object) + " " + number,
            "ประเภท": np.array(["ห้องสมุดประชาชน", "บ้านหนังสือ", "ศูนย์เรียนรู้"], dtype=object)[rng.integers(0, 3, rows)],
            "จังหวัด": chosen["parent_code"].map(areas(Level.PROVINCE)["name_th"]).to_numpy(),
            "อำเภอ/เขต": chosen["name_th"].to_numpy(),
            "รหัสไปรษณีย์": rng.integers(10_000, 96_000, rows),
            "โทรศัพท์": "02-" + number + "-" + number[::-1],
            LAT: (chosen["latitude"].to_numpy() + rng.normal(0, 0.02, rows)).round(6),
            LON: (chosen["longitude"].to_numpy() + rng.normal(0, 0.02, rows)).round(6),
            "ปีที่เปิด (พ.ศ.)": rng.integers(2510, 2569, rows),
            "สถานะ": "เปิด",
            "ผู้ประสานงาน": "คุณ" + words,
            "หมายเหตุ": np.where(rng.random(rows) < 0.3, "ย้ายมาจากอาคารเดิมเมื่อปีที่แล้ว", ""),
        }
    )
    return table[NARROW] if narrow else table


def now() -> np.ndarray:
    """Return seconds on the wall, and seconds of processor of this process and those it waited for."""
    used = os.times()
    return np.array([time.perf_counter(), used.user + used.system + used.children_user + used.children_system])


def baseline(path: Path, engine: str) -> dict[str, float]:
    districts = read_layer(Level.DISTRICT)
    for file in (warmed(path), path):
        start = now()
        table = pd.read_csv(file) if path.suffix == ".csv" else pd.read_excel(file, engine=engine)
        points = gpd.GeoDataFrame(table, geometry=gpd.points_from_xy(table[LON], table[LAT]), crs="EPSG:4326")
        joined = gpd.sjoin(points, districts[["geometry"]], how="left", predicate="within")
        end = now()
    assert len(joined) >= len(table)
    return dict(zip(("wall", "cpu"), (end - start).tolist(), strict=True))


def warmed(path: Path) -> Path:
    """Write the head of the list beside it: what is loaded once in a process is loaded before the clock runs."""
    head = path.with_name(f"head.{path.suffix[1:]}")
    table = made_up(200, seed=1)
    table.to_csv(head, index=False) if path.suffix == ".csv" else table.to_excel(head, index=False)
    return head


def whole_import(path: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        limits = Limits(rows=2_000_000, cells=20_000_000, file_mb=500, unpacked_mb=3_000, memory_mb=8_000, seconds=600)
        for number, one in enumerate((warmed(path), path)):
            register = Register.open(Path(folder) / f"register-{number}.sqlite")
            marks = [now()]
            file = read_file(one, limits=limits)
            marks.append(now())
            index = RegisterIndex.of(register)
            mapping = guess_mapping(file, programmes=index.tables.programmes)
            plan = plan_import(file, mapping, index, ImportOptions(programme_id="public-library"))
            marks.append(now())
            register.imports.commit(plan.batch, author=ADMIN)
            marks.append(now())
        assert sum(plan.counts[word] for word in ("accepted", "warned", "duplicate", "rejected")) == plan.read
    steps = dict(zip(("reading", "plan", "commit"), np.diff(marks, axis=0)[:, 1].tolist(), strict=True))
    total = dict(zip(("wall", "cpu"), (marks[-1] - marks[0]).tolist(), strict=True))
    # On Linux in kilobytes; children: the process that reads workbooks.
    own, child = (resource.getrusage(who).ru_maxrss / 1_000 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {**steps, **total, "peak_mb": own, "child_mb": child, **plan.counts}


def measured(what: str, path: Path, engine: str = "openpyxl") -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.import_rows", "--one", what, "--file", str(path), "--engine", engine]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def figures(
    *,
    full: bool = False,
    rows: Sequence[int] = (100_000,),
    kinds: Sequence[str] = ("csv", "xlsx"),
    narrow: bool = False,
    rounds: int = 1,
) -> Iterator[Figure]:
    """Yield processor time and memory of each import, against pandas and geopandas; each in a process of its own, in turn."""
    with tempfile.TemporaryDirectory() as folder:
        for count in rows:
            made = made_up(count, narrow=narrow)
            for kind in kinds:
                path = Path(folder) / f"list.{kind}"
                made.to_csv(path, index=False) if kind == "csv" else made.to_excel(path, index=False)
                ours: list[dict[str, float]] = []
                others: dict[str, list[float]] = {
                    one: [] for one in (("",) if kind == "csv" else ("openpyxl", "calamine"))
                }
                for _ in range(3 if full else rounds):
                    ours.append(measured("import", path))
                    for engine, taken in others.items():
                        taken.append(measured("pandas", path, engine or "openpyxl")["cpu"])
                case = f"{count:,} rows, {kind}"
                rivals = {
                    engine: f"{case}, pandas{f' with {engine}' if engine else ''} and geopandas" for engine in others
                }
                yield Figure(f"{case}, all", tuple(one["cpu"] for one in ours), "s", tuple(rivals.values()))
                for step in ("reading", "plan", "commit"):
                    yield Figure(f"{case}, {step}", tuple(one[step] for one in ours), "s")
                peak = tuple(one["peak_mb"] + one["child_mb"] * (kind == "xlsx") for one in ours)
                yield Figure(f"{case}, memory", peak, "MB")
                for engine, name in rivals.items():
                    yield Figure(name, tuple(others[engine]), "s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000])
    parser.add_argument("--kinds", nargs="+", choices=["csv", "xlsx"], default=["csv", "xlsx"])
    parser.add_argument("--narrow", action="store_true", help="eight columns in place of fourteen")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--one", choices=["import", "pandas"])
    parser.add_argument("--file", type=Path)
    parser.add_argument("--engine", default="openpyxl")
    parser.add_argument("--plot", type=Path, help="write time against rows as an SVG")
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(whole_import(chosen.file) if chosen.one == "import" else baseline(chosen.file, chosen.engine)))
        return
    measured_figures = list(figures(rows=chosen.rows, kinds=chosen.kinds, narrow=chosen.narrow, rounds=chosen.rounds))
    show(measured_figures)
    medians = {one.name: statistics.median(one.values) for one in measured_figures}
    lines = {
        kind: Line(kind, tuple((rows, medians[f"{rows:,} rows, {kind}, all"]) for rows in chosen.rows))
        for kind in chosen.kinds
    }
    if len(chosen.rows) > 1:
        print(*(f"{kind}: slope {line.slope:.2f}" for kind, line in lines.items()), sep="\n")
    if chosen.plot:
        panel = Panel("Processor time of an import", "rows", tuple(lines.values()), unit="s")
        chosen.plot.write_text(svg([panel]), encoding="utf-8")


if __name__ == "__main__":
    main()
