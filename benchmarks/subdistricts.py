"""What subdistricts cost beside districts: a radius more, a table, memory, what a map sends; processor time in one run.

python -m benchmarks.subdistricts
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace

from analysis.centre_filter import CentreFilter
from analysis.coverage import coverage
from analysis.field.cache import demand_points
from analysis.field.distances import distance_field
from analysis.field.points import Demand
from analysis.field.reach import Reach
from analysis.places import within
from analysis.sites import placed
from answers.mapping.maps import map_model
from benchmarks.figures import Figure, show
from benchmarks.process import in_turn
from geodata.codes import Level
from geodata.task import one_task
from registry.store import Register
from tests.reports.conftest import facts_of

RADII_KM = [5 + step / 100 for step in range(40)]
PROGRAMME = "relearning"
RESIDENT = """
import sys
from benchmarks.subdistricts import Demand, Level, reach_of
reach_of(Demand(sys.argv[1])).within(5, Level(sys.argv[2]))
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmRSS")))
"""


def reach_of(demand):
    """Return the distances of people placed in a way to the centres of known position."""
    rows, points = placed(Register.in_memory().tables(located=False).centres), demand_points(demand)
    return Reach(points, distance_field(points, rows["longitude"].to_numpy(), rows["latitude"].to_numpy()))


def best_ms(act, times):
    """Return the least processor time of an act, in milliseconds; it is called with each of some values."""
    took = []
    for one in times:
        start = time.process_time()
        act(one)
        took.append(time.process_time() - start)
    return 1000 * min(took)


def resident_mb(demand, level):
    """Return the memory of a process that answers with people placed in a way."""
    answer = subprocess.run([sys.executable, "-c", RESIDENT, demand, level], capture_output=True, text=True, check=True)
    return int(answer.stdout) / 1024


def sent_bytes(**parameters):
    """Return the bytes of what a map sends with a change, as JSON, compressed: codes and marks are files fetched once."""
    model = replace(map_model(facts_of(**parameters)), marks=(), codes=())
    return len(gzip.compress(json.dumps(model.to_json(), ensure_ascii=False).encode()))


def figures(*, full: bool = False) -> Iterator[Figure]:
    """Yield what each level costs, subdistricts against districts."""
    reaches = {demand: reach_of(demand) for demand in (Demand.EVEN, Demand.SUBDISTRICT)}
    with one_task():
        ways = ((Demand.EVEN, Level.DISTRICT), (Demand.SUBDISTRICT, Level.SUBDISTRICT))
        # In turn: what else the machine does then falls on both.
        took = [
            [best_ms(lambda km, way=way: reaches[way[0]].within(km, way[1]), [km]) for way in ways] for km in RADII_KM
        ]
        for (demand, level), values in zip(ways, zip(*took, strict=True), strict=True):
            of_districts = level is Level.DISTRICT
            against = () if of_districts else ("a radius more, district",)
            yield Figure(f"a radius more, {level}", values, "ms", against)
            held = () if of_districts else ("memory, district",)
            yield Figure(f"memory, {level}", (resident_mb(demand, level),), "MB", held)
    tables = Register.in_memory().tables(located=False)
    chosen = CentreFilter(programmes=(PROGRAMME,))
    cases = ((Level.DISTRICT, "TH"), (Level.SUBDISTRICT, "46"))
    for level, scope in cases:
        inside = within(level, [scope])
        taken = in_turn({"": lambda at=level, mask=inside: coverage(at, chosen, tables)[mask]}, 9 if full else 4)[""][1]
        against = () if level is Level.DISTRICT else ("a table, district of TH",)
        yield Figure(f"a table, {level} of {scope}", tuple(1000 * one for one in taken), "ms", against)
    for level, scope in (*cases, (Level.SUBDISTRICT, "R4-NE")):
        size = sent_bytes(level=str(level), area=scope, programme=PROGRAMME) / 1000
        against = () if level is Level.DISTRICT else ("a map's model, district of TH",)
        yield Figure(f"a map's model, {level} of {scope}", (size,), "kB", against)


if __name__ == "__main__":
    show(figures())
