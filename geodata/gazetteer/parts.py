"""Reading of one text: which words name a province, a district, a subdistrict, and which name is which.

Words that say the level ("อ.", "แขวง", "Khet", "District") are trusted first; names without such a word are
looked for from the right, the province first, in what is left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from geodata.gazetteer.names import abolished_by_name, names_of
from geodata.gazetteer.places import Kind
from geodata.gazetteer.spelling import clean, key

if TYPE_CHECKING:
    from collections.abc import Callable

LEVELS: Final = (Kind.PROVINCE, Kind.DISTRICT, Kind.SUBDISTRICT)
_WORDS: Final = {
    Kind.PROVINCE: r"จังหวัด|(?<![.\w])(?:changwat|changwad|province\s+of)\b\.?",
    Kind.DISTRICT: (
        r"กิ่งอำเภอ|กิ่ง\s*อ\.|อำเภอ|เขต|(?<![.\w])(?:king\s+amphoe|amphoe|amphur|amphor|ampher|amper|khet)\b\.?"
    ),
    Kind.SUBDISTRICT: r"ตำบล|แขวง|(?<![.\w])(?:tambon|tambol|tumbon|khwaeng|kwaeng|khwang\s+of)\b\.?",
}
_START: Final = r"(?:^|(?<=[\s,]))"
_SHORT: Final = {
    Kind.PROVINCE: rf"(?<!\.)จ\s?\.(?=\s*[ก-๎]{{2}})|{_START}จ(?=\s)",
    Kind.DISTRICT: rf"(?<!\.)อ\s?\.(?=\s*[ก-๎]{{2}})|{_START}อ(?=\s)|{_START}a\.(?=\s*[a-z]{{2}})",
    # จ.ป.ร. is a tambon of Ranong.
    Kind.SUBDISTRICT: rf"(?<!\.)ต\s?\.(?=\s*(?:[ก-๎]{{2}}|จ\.ป))|{_START}ต(?=\s)|{_START}t\.(?=\s*[a-z]{{2}})",
}
_MARK: Final = re.compile("|".join(f"(?P<{kind.value}>{_SHORT[kind]}|{_WORDS[kind]})" for kind in LEVELS))
_AFTER: Final = re.compile(
    r"(?<=[a-z\s])\s*\b(?:(?P<subdistrict>sub-?\s?district|tambon|khwaeng)|(?P<district>district|amphoe|amphur|khet)"
    r"|(?P<province>province|changwat))\b"
)
_END: Final = re.compile(r"[\s,;:/|()\[\]\"']+|\d+|(?=กรุงเทพ|กทม)")
_NO_PLACE: Final = re.compile(
    r"(?:ถนน|ถ\.|ซอย|ซ\.|ตรอก|หมู่บ้าน|หมู่ที่|หมู่|อาคาร|เลขที่|ตู้\s?ปณ\.?|โทร\.?|(?<![ก-๎])ม\.)\s*[^\s,]*"
    r"|\b[\w-]+(?:\s[\w-]+)?\s+(?:road|rd\.?|street|alley)(?!\w)|\b(?:soi|moo|moo\s?ban|thanon)\.?\s+[^\s,]+"
)
_TOKEN: Final = re.compile(r"[^\s,;:/|()\[\]\"']+")
_GLUED: Final = re.compile(r"(?=กรุงเทพ|กทม)")
_MOST_WORDS: Final = 6
_POSTAL: Final = re.compile(r"(?<!\d)[1-9]\d{4}(?!\d)")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a text names: the key of a name for each level ("" for none), and the words nothing was said of."""

    names: dict[Kind, str] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    postal_code: str = ""

    def name(self, kind: Kind) -> str:
        """Return the key of the name of a level, "" where the text has none."""
        return self.names.get(kind, "")


@lru_cache(maxsize=65_536)
def read_parts(text: str) -> Parts:
    """Return what the level words of a text say, and the words that are left."""
    cleaned = clean(text)
    postal = _POSTAL.findall(cleaned)
    names: dict[Kind, str] = {}
    spans: list[tuple[int, int]] = []
    marks = _marks_before(cleaned)
    for start, after, kind in marks:
        if spans and start < spans[-1][1]:
            continue  # a word of the name before it: สามตำบล
        found = _name_after(cleaned, after, kind)
        if found is None:
            continue
        spans.append((start, found[1]))
        if found[0] and (kind not in names or known(kind, found[0])):
            names[kind] = found[0]
    for start, end, kind, name in _marks_after(cleaned):
        if kind not in names and not any(start < used[1] and used[0] < end for used in spans):
            names[kind] = name
            spans.append((start, end))
    return Parts(names, _left(cleaned, spans), postal[-1] if postal else "")


def known(kind: Kind, name: str) -> bool:
    """Return whether a key names anything of a level, with a slip or of old too."""
    names = names_of(kind)
    return name in names.exact or bool(names.near(name)) or name in abolished_by_name(kind)


def _marks_before(text: str) -> list[tuple[int, int, Kind]]:
    return [(found.start(), found.end(), Kind(str(found.lastgroup))) for found in _MARK.finditer(text)]


def _name_after(text: str, start: int, kind: Kind) -> tuple[str, int] | None:
    """Return the longest known name that begins here and where it ends; an unknown one to its first end."""
    begin = start + len(text[start:]) - len(text[start:].lstrip(" .:"))
    rest = text[begin : begin + 80]
    ends = _ends(rest)
    if not ends:
        return None
    exact, near = names_of(kind).exact, ""
    keys = [(end, key(rest[:end])) for end in ends]
    for end, name in reversed(keys):
        if name in exact:
            return name, begin + end
    for end, name in reversed(keys):
        near = name if known(kind, name) else ""
        if near:
            return near, begin + end
    first = next(((end, name) for end, name in keys if name), None)
    return None if first is None else (first[1], begin + first[0])


def _ends(rest: str) -> list[int]:
    cuts = {found.start() for found in _END.finditer(rest)} | {found.start() for found in _MARK.finditer(rest)}
    cuts.add(len(rest))
    return sorted(cut for cut in cuts if cut)[:_MOST_WORDS]


def _marks_after(text: str) -> list[tuple[int, int, Kind, str]]:
    """Return what stands before words such as District: the longest known name that ends there."""
    found = []
    for mark in _AFTER.finditer(text):
        kind = Kind(str(mark.lastgroup))
        before = text[: mark.start()]
        segment = before[before.rfind(",") + 1 :]
        tokens = list(_TOKEN.finditer(segment))[-_MOST_WORDS:]
        for token in tokens:
            name = key(segment[token.start() :])
            if known(kind, name):
                found.append((len(before) - len(segment) + token.start(), mark.end(), kind, name))
                break
    return found


def _left(text: str, spans: list[tuple[int, int]]) -> tuple[str, ...]:
    letters = list(text)
    for start, end in spans:
        letters[start:end] = ["\n"] * (end - start)  # a break: names do not run over it
    rest = _POSTAL.sub("\n", "".join(letters))
    rest = _NO_PLACE.sub("\n", rest)
    words: list[str] = []
    for piece in rest.split("\n"):
        if words and words[-1]:
            words.append("")
        for run in piece.split(","):
            if words and words[-1]:
                words.append("")
            words += [token.group() for token in _TOKEN.finditer(_GLUED.sub(" ", run))]
    return tuple(words)


def last_name(words: tuple[str, ...], wanted: Callable[[str], bool]) -> tuple[str, int] | None:
    """Return the longest run of words at the end that is a wanted name, and where the run begins.

    An empty word is a break that no name runs over; breaks at the end do not count.
    """
    end = len(words)
    while end and not words[end - 1]:
        end -= 1
    for start in range(max(0, end - _MOST_WORDS), end):
        run = words[start:end]
        if "" not in run and wanted(key("".join(run))):
            return key("".join(run)), start
    return None


def rightmost_name(words: tuple[str, ...], wanted: Callable[[str], bool]) -> tuple[str, int] | None:
    """Return the wanted name that ends farthest to the right, and where it begins."""
    for end in range(len(words), 0, -1):
        found = last_name(words[:end], wanted) if words[end - 1] else None
        if found:
            return found
    return None
