"""How fast names become codes: rows with separate fields, and whole addresses, each row another one.

`python -m benchmarks.resolve_names` prints medians of three rounds and, in the same run, what geothai.match needs
for the rows with separate fields (it reads no address), measured on a hundredth of them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import geothai

from benchmarks.figures import Figure, show
from benchmarks.process import in_turn
from geodata.gazetteer import resolve
from geodata.gazetteer.parts import read_parts
from geodata.gazetteer.reading import _field
from geodata.gazetteer.resolve import _resolve
from geodata.gazetteer.spelling import _clean, key, loose

ROWS = 100_000


def _forget() -> None:
    for cached in (_resolve, _field, _clean, key, loose, read_parts):
        cached.cache_clear()


def figures(*, full: bool = False) -> Iterator[Figure]:
    """Yield the processor time of each way for all rows; geothai.match's is that of a hundredth of them, times a hundred."""
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
    some = fields[:: ROWS // 1_000]

    def forgetful(work: Callable[[], object]) -> Callable[[], object]:
        return lambda: (_forget(), work())

    by_match = f"{ROWS:,} rows, geothai.match"
    works = {
        f"{ROWS:,} rows, separate fields": lambda: [
            resolve(subdistrict=s, district=d, province=p) for s, d, p in fields
        ],
        f"{ROWS:,} whole addresses": lambda: [resolve(address=text) for text in addresses],
        by_match: lambda: [geothai.match(s, district=d, province=p) for s, d, p in some],
    }
    for name, (_, processor) in in_turn(
        {name: forgetful(work) for name, work in works.items()}, 5 if full else 3
    ).items():
        times = ROWS / len(some) if name == by_match else 1
        yield Figure(name, tuple(times * one for one in processor), "s", () if name == by_match else (by_match,))


if __name__ == "__main__":
    show(figures())
