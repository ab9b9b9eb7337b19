"""Files made up and broken by a number: the same number always makes the same file."""

from __future__ import annotations

import io
import random
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.registry.importing.making import csv_bytes, map_bytes, ods_bytes, xlsx_bytes, zipped
from tests.registry.importing.test_same_everywhere import FILES, HEADER, MESSY, TITLE

# How often each kind comes: text in this process, the others in one of their own, which takes its time.
TEXT = ["csv"] * 7 + ["cp874", "utf16", "utf16le", "semicolon", "made", "made"] * 3
KINDS = [*TEXT, "xlsx", "ods", "xls", "made-xlsx", "geojson", "gpkg", "kml", "kmz", "shapefile"]
PIECES = [
    b"\x00", b"\xff\xfe", b'"', b"\r", b",", b";", b"=1+1", b"\xe0\xb8", b"\x1a", b"9" * 40, b"-", b"<", b"&lol;",
    b"]]>", "รวม".encode(), "๑๒๓".encode("cp874"), b"nan", b"1e999", b"\xef\xbb\xbf", b"\n" * 50, b"," * 400,
    b"\xd0\xcf\x11\xe0",
]  # fmt: skip
CELLS = [
    "", "", "ก", "ห้องสมุดประชาชน", "จ.ลำปาง", "กทม", "เมือง", "13.75", "100.5", "13.75, 100.5", "665000", "1520000", "๑๓",
    "=1+1", "-", "nan", "inf", "รวม", "2568", "31/2/2568", "\u202e\u200b", "a\nb", "'", '"', "<b>", "x" * 300,
    "TRUE", "#N/A", "มากกว่า 70,000",
    "13°45'30\"N", "ไม่มีจริง", "1001", "52", "\ud7ff", "\U0001f4da", "'=1", "--", "0", "-1",
    "1.5", "1e30",
]  # fmt: skip
HEADERS = [
    "ชื่อ", "จังหวัด", "เขต", "ตำบล", "lat", "lon", "พิกัด", "จำนวน", "จำนวนแห่ง", "ปี", "2567", "2568", "ตัวชี้วัด", "ค่า", "กลุ่ม",
    "โครงการ", "รหัส", "หมายเหตุ", "ที่อยู่", "สถานะ", "ปีที่เปิด", "", "สี", "ข้อมูล ณ", "โซน", "ผู้อบรม (คน)", "ชื่อ", "ยอดขาย",
]  # fmt: skip


@cache
def whole(kind: str) -> bytes:
    """Return the messy list in a kind of file, unbroken."""
    rows: list[list[Any]] = [*TITLE, HEADER, *MESSY]
    as_text = {"csv": "utf-8", "cp874": "cp874", "utf16": "utf-16", "utf16le": "utf-16-le", "semicolon": "utf-8-sig"}
    if kind in as_text:
        plain = [[str(cell).replace("\u200b", "") for cell in row] for row in rows]
        return csv_bytes(plain, encoding=as_text[kind], delimiter=";" if kind == "semicolon" else ",")
    if kind in ("xlsx", "ods", "xls"):
        return (FILES / f"messy.{kind}").read_bytes()
    names = dict(zip(HEADER, ("name", "province", "district", "latitude", "longitude"), strict=False))
    header = [names.get(name, f"field{number}") for number, name in enumerate(HEADER)]
    body = [[cell if isinstance(cell, float) else str(cell).replace("\u200b", "") for cell in row] for row in MESSY]
    with TemporaryDirectory() as folder:
        return map_bytes([header, *body], kind, Path(folder))


def broken(number: int) -> tuple[str, bytes]:
    """Return the name and the bytes of a file that somebody could bring on a bad day."""
    chance = random.Random(number)  # noqa: S311 - not a secret
    kind = chance.choice(KINDS)
    if kind.startswith("made"):
        return f"made-{number}.{'xlsx' if kind == 'made-xlsx' else 'csv'}", _made(chance, kind)
    data = whole(kind)
    data = _inside(data, chance) if data[:2] == b"PK" and chance.random() < 0.7 else _damaged(data, chance)
    return f"broken-{number}.{chance.choice(['csv', 'xlsx', 'txt', kind])}", data


def _made(chance: random.Random, kind: str) -> bytes:
    width = chance.randint(1, 8)
    rows = [chance.choices(HEADERS, k=width)] if chance.random() < 0.9 else []
    rows += [chance.choices(CELLS, k=width + chance.choice([0, 0, 0, 1, -1])) for _ in range(chance.randint(0, 25))]
    if kind == "made-xlsx":
        clean = [[cell.replace("\ud7ff", "") for cell in row] for row in rows]
        return chance.choice([xlsx_bytes, ods_bytes])(clean or [["a"]])
    encoding = chance.choice(["utf-8", "utf-8-sig", "utf-16"])
    return csv_bytes(rows, encoding=encoding, delimiter=chance.choice(",;\t|"))


def _damaged(data: bytes, chance: random.Random) -> bytes:
    text = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(text) + 1)
        end = min(at + chance.randint(1, 60), len(text))
        match chance.randrange(6):
            case 0:
                text[at:at] = chance.choice(PIECES)
            case 1:
                del text[at:end]
            case 2:
                text[at:end] = chance.randbytes(end - at)
            case 3:
                text[at:at] = text[at:end] * chance.randint(1, 20)
            case 4 if chance.random() < 0.3:
                del text[at:]
            case _:
                for place in range(at, end):
                    text[place] ^= 1 << chance.randrange(8)
    return bytes(text)


def _inside(data: bytes, chance: random.Random) -> bytes:
    """Return an archive with one of its parts damaged, taken away or put in twice."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    name = chance.choice(sorted(parts))
    match chance.randrange(5):
        case 0:
            del parts[name]
        case 1:
            parts[chance.choice(["../x", "xl/worksheets/sheet2.xml", "a" * 200])] = parts[name]
        case _:
            parts[name] = _damaged(parts[name], chance)
    return zipped(parts)
