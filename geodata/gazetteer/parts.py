"""Reading of one text: which words name a province, a district, a subdistrict, and which name is which.

Words that say the level ("อ.", "แขวง", "Khet", "District") are trusted first; names without such a word are
looked for from the right, the province first, in what is left.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache, partial
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
        r"เขต\s*/\s*อำเภอ|อำเภอ\s*/\s*เขต|กิ่งอำเภอ|กิ่ง\s*อ\.|อำเภอ"
        r"|(?<!สนามชัย)เขต(?!พื้นที่|การ|เลือกตั้ง|อุตสาหกรรม|เศรษฐกิจ|สุขภาพ|ปกครอง)|(?<![.\w])(?:king\s+amphoe|amphoe|amphur|amphor|ampher|amper|khet)\b\.?"
    ),
    Kind.SUBDISTRICT: (
        r"ตำบล\s*/\s*แขวง|แขวง\s*/\s*ตำบล|ตำบล|แขวง"
        r"|(?<![.\w])(?:tambon|tambol|tumbon|khwaeng|kwaeng)\b\.?"
    ),
}
_START: Final = r"(?:^|(?<=[\s,]))"
_SHORT: Final = {
    Kind.PROVINCE: rf"(?<!\.)จ\s?\.(?=\s*[ก-๎]{{2}})|{_START}จ(?=\s)",
    Kind.DISTRICT: (
        rf"(?<!\.)อ\s?\.(?=\s*[ก-๎]{{2}})|{_START}อ(?=\s)|{_START}ข\s?\.(?=\s*[ก-๎]{{2}})"
        rf"|{_START}a\.(?=\s*[a-z]{{2}})"
    ),
    # จ.ป.ร. is a tambon of Ranong.
    Kind.SUBDISTRICT: rf"(?<!\.)ต\s?\.(?=\s*(?:[ก-๎]{{2}}|จ\.ป))|{_START}ต(?=\s)|{_START}t\.(?=\s*[a-z]{{2}})",
}
_MARKS: Final = "|".join(f"(?P<{kind.value}>{_SHORT[kind]}|{_WORDS[kind]})" for kind in LEVELS)
_MARK: Final = re.compile(rf"(?=[จอตกขเแctkpa])(?:{_MARKS})")  # the first letter alone decides most places of a text
_AFTER: Final = re.compile(
    r"(?<=[a-z\s])\s*\b(?:(?P<subdistrict>sub-?\s?district|tambon|khwaeng)|(?P<district>district|amphoe|amphur|khet)"
    r"|(?P<province>province|changwat))\b"
)
_END: Final = re.compile(r"[\s,;:/|()\[\]\"'\d]+|(?=กรุงเทพ|กทม)")
_NO_PLACE: Final = re.compile(
    r"(?:ถนน|ถ\.|ซอย|ซ\.|ตรอก|หมู่บ้าน|หมู่ที่|หมู่|อาคาร|เลขที่|ตู้\s?ปณ\.?|โทร\.?|(?<![ก-๎.])ม\.)\s*[^\s,]*"
)
_NO_ENGLISH_PLACE: Final = re.compile(
    r"\b[\w-]+(?:\s[\w-]+)?\s+(?:road|rd\.?|street|alley)(?!\w)|\b(?:soi|moo|moo\s?ban|thanon)\.?\s+[^\s,]+"
)
_LATIN: Final = re.compile(r"[a-z]")
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


@lru_cache(maxsize=4_096)
def read_parts(text: str) -> Parts:
    """Return what the level words of a text say, and the words that are left."""
    cleaned = clean(text)
    postal = _POSTAL.findall(cleaned)
    names: dict[Kind, str] = {}
    spans: list[tuple[int, int]] = []
    marks = [(match.start(), match.end(), Kind(str(match.lastgroup))) for match in _MARK.finditer(cleaned)]
    ends = _ends(cleaned, marks) if marks else []
    for start, after, kind in marks:
        if spans and start < spans[-1][1]:
            continue  # a word of the name before it: สามตำบล
        name_and_end = _name_after(cleaned, after, kind, ends)
        if name_and_end is None:
            continue
        name, end = name_and_end
        spans.append((start, end))
        if kind not in names or is_name(kind, name):
            names[kind] = name
    for start, end, kind, name in _marks_after(cleaned):
        if kind not in names and not any(start < used[1] and used[0] < end for used in spans):
            names[kind] = name
            spans.append((start, end))
    return Parts(names, _left(cleaned, spans), postal[-1] if postal else "")


def is_name(kind: Kind, name: str) -> bool:
    """Return whether a key names anything of a level, with a slip or of old too."""
    names = names_of(kind)
    return name in names.exact or bool(names.near(name)) or name in abolished_by_name(kind)


def _ends(text: str, marks: list[tuple[int, int, Kind]]) -> list[int]:
    """Return where a name may end: at a space, a sign, a number, a word for a level."""
    return sorted({match.start() for match in _END.finditer(text)} | {mark[0] for mark in marks} | {len(text)})


def _name_after(text: str, start: int, kind: Kind, ends: list[int]) -> tuple[str, int] | None:
    """Return the longest known name that begins here and where it ends; an unknown one to its first end."""
    while start < len(text) and text[start] in " .:":
        start += 1
    first = bisect_right(ends, start)
    keys = [(end, key(text[start:end])) for end in ends[first : first + _MOST_WORDS]]
    exact = names_of(kind).exact
    for fits in (exact.__contains__, partial(is_name, kind), bool):
        for end, name in keys if fits is bool else reversed(keys):
            if fits(name):
                return name, end
    return None


def _marks_after(text: str) -> list[tuple[int, int, Kind, str]]:
    """Return what stands before words such as District: the longest known name that ends there."""
    spans = []
    for mark in _AFTER.finditer(text) if _LATIN.search(text) else ():
        kind = Kind(str(mark.lastgroup))
        before = text[: mark.start()]
        segment = before[before.rfind(",") + 1 :]
        tokens = list(_TOKEN.finditer(segment))[-_MOST_WORDS:]
        for token in tokens:
            name = key(segment[token.start() :])
            if is_name(kind, name):
                spans.append((len(before) - len(segment) + token.start(), mark.end(), kind, name))
                break
    return spans


def _left(text: str, spans: list[tuple[int, int]]) -> tuple[str, ...]:
    pieces, reached = [], 0
    for start, end in sorted(spans):
        pieces.append(text[reached:start])
        reached = end
    rest = "\n".join([*pieces, text[reached:]])  # a break: names do not run over it
    rest = _NO_PLACE.sub("\n", _POSTAL.sub("\n", rest)).replace(",", "\n")
    if _LATIN.search(rest):
        rest = _NO_ENGLISH_PLACE.sub("\n", rest)
    words: list[str] = []
    for piece in rest.split("\n"):
        tokens = _TOKEN.findall(_GLUED.sub(" ", piece))
        if tokens:
            words += ["", *tokens] if words else tokens
    return tuple(words)


def last_name(words: tuple[str, ...], fits: Callable[[str], bool]) -> tuple[str, int] | None:
    """Return the longest run of words at the end that fits as a name, and where the run begins.

    An empty word is a break that no name runs over; breaks at the end do not count.
    """
    end = len(words)
    while end and not words[end - 1]:
        end -= 1
    for start in range(max(0, end - _MOST_WORDS), end):
        run = words[start:end]
        if "" not in run and fits(key("".join(run))):
            return key("".join(run)), start
    return None


def rightmost_name(words: tuple[str, ...], fits: Callable[[str], bool]) -> tuple[str, int] | None:
    """Return the name that fits and ends farthest to the right, and where it begins."""
    for end in range(len(words), 0, -1):
        run = last_name(words[:end], fits) if words[end - 1] else None
        if run:
            return run
    return None
