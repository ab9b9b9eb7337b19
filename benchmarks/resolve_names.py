"""How fast names become codes: rows with separate fields, and whole addresses, each row another one.

`python -m benchmarks.resolve_names` prints medians of three rounds and, in the same run, what geothai.match needs
for the rows with separate fields (it reads no address), measured on a hundredth of them.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable

import geothai

from geodata.gazetteer import resolve
from geodata.gazetteer.parts import read_parts
from geodata.gazetteer.reading import _field
from geodata.gazetteer.resolve import _resolve
from geodata.gazetteer.spelling import _clean, key, loose

ROWS = 100_000
ROUNDS = 3


def _forget() -> None:
    for cached in (_resolve, _field, _clean, key, loose, read_parts):
        cached.cache_clear()


def _median_s(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        _forget()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    chance = random.Random(20260101)
    provinces = {row.code: row.name_th for row in geothai.provinces()}
    districts = {row.code: row.name_th for code in provinces for row in geothai.districts(code)}
    parts = [row for code in districts for row in geothai.subdistricts(code)]
    rows = [chance.choice(parts) for _ in range(ROWS)]
    fields = [(row.name_th, f"อ.{districts[row.district_code]}", f"จ.{provinces[row.province_code]}") for row in rows]
    addresses = [
        f"{n}/{n % 97} ถ.สายหลัก ต.{sub} {district} {province}" for n, (sub, district, province) in enumerate(fields)
    ]
    resolve(address=addresses[0])  # the tables are read once a process
    by_field = _median_s(lambda: [resolve(subdistrict=s, district=d, province=p).code for s, d, p in fields])
    by_address = _median_s(lambda: [resolve(address=text).code for text in addresses])
    some = fields[:: ROWS // 1_000]
    by_match = _median_s(lambda: [geothai.match(s, district=d, province=p) for s, d, p in some]) * ROWS / len(some)
    print(
        f"{ROWS:,} rows, separate fields: {by_field:.2f} s ({by_match / by_field:.0f} times as fast as geothai.match, {by_match:.1f} s)"
    )
    print(f"{ROWS:,} whole addresses, all different: {by_address:.2f} s")


if __name__ == "__main__":
    main()
