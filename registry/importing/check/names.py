"""Names compared: what is left of a name when spelling is put aside, and ids that follow from it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz

from registry.importing.read.numbers import THAI_DIGITS

# A line feed divides names here: no pattern may take it in.
_SHORT: Final = (
    (re.compile(r"(?<![ก-๙])จ(?:ว)?\. *"), "จังหวัด"), (re.compile(r"(?<![ก-๙])อ\. *"), "อำเภอ"),
    (re.compile(r"(?<![ก-๙])ต\. *"), "ตำบล"), (re.compile(r"กทม\.?|กรุงเทพฯ|กรุงเทพมหานครฯ"), "กรุงเทพมหานคร"),
    (re.compile(r"ร\.ร\.|รร\."), "โรงเรียน"), (re.compile(r"ถ\. *"), "ถนน"),
)  # fmt: skip
# What only spelling puts into a name; not the line feed, which divides names here.
_SIGNS: Final = re.compile("[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~ \\t\u00a0–—‘’“”…ฯๆ๏๚๛฿·•]+")
_THAI_DIGITS: Final = re.compile("[๐-๙]")
# Words that most names share: two names that are alike only in these are not alike.
_COMMON: Final = re.compile(
    "ห้องสมุดประชาชน|ห้องสมุดเพื่อการเรียนรู้|ห้องสมุด|บ้านหนังสือ|มุมหนังสือ|ศูนย์การเรียนรู้|ศูนย์เรียนรู้|ศูนย์|แหล่งเรียนรู้|ใกล้บ้าน|"
    "อุทยานการเรียนรู้|เฉลิมราชกุมารี|เฉลิมพระเกียรติ|ชุมชน|จังหวัด|อำเภอ|ตำบล|เขต|แขวง|สำนักงาน|กรุงเทพมหานคร|"
    "library|learning|public|centre|center|community|park|the|of"
)
# Names alike to this degree (0–100) may be two spellings of one centre that has an id of its partner.
_SPELLINGS_ALIKE: Final = 85.0
_DIGITS: Final = re.compile(r"\d+")
_DIGEST_BYTES: Final = 7
_DIGEST: Final = re.compile(rf"[0-9a-f]{{{2 * _DIGEST_BYTES}}}")


def name_key(name: str) -> str:
    """Return what two spellings of one name have in common: no spaces, signs or capitals, short forms written out.

    Examples
    --------
    >>> name_key("ห้องสมุดประชาชน จ.ลำปาง") == name_key("ห้องสมุดประชาชนจังหวัดลำปาง")
    True

    """
    return name_keys([name])[0]


def name_keys(names: Sequence[str]) -> list[str]:
    """Return the `name_key` of each name; all at once, since most names need little done."""
    text = "\n".join(names)
    if text.count("\n") != len(names) - 1:
        text = "\n".join(name.replace("\n", " ") for name in names)
    if "." in text or "กรุงเทพ" in text or "กทม" in text:
        for pattern, full in _SHORT:
            text = pattern.sub(full, text)
    text = _SIGNS.sub("", text)
    if _THAI_DIGITS.search(text):
        text = text.translate(THAI_DIGITS)
    return text.casefold().replace("เเ", "แ").replace("ํา", "ำ").split("\n") if names else []


def core(key: str) -> str:
    """Return the part of a `name_key` that tells one centre from others of its kind; the whole where none is left."""
    rest = _COMMON.sub("", key)
    return rest if len(rest) > 2 else key


def names_alike(key: str, other: str) -> bool:
    """Return whether two `name_key`s may be two spellings of one name: their numbers are the same."""
    return fuzz.ratio(core(key), core(other)) >= _SPELLINGS_ALIKE and numbers_in(key) == numbers_in(other)


def numbers_in(key: str) -> str:
    """Return the numbers in a name: house 1 is not house 2, however alike the names."""
    return " ".join(_DIGITS.findall(key))


def made_id(prefix: str, *parts: object) -> str:
    """Return an id that the same parts always give.

    Examples
    --------
    >>> made_id("book-house", "a", 1) == made_id("book-house", "a", 1) != made_id("book-house", "a", 2)
    True

    """
    return made_of(prefix, "\x1f".join("" if part is None else str(part) for part in parts))


def made_of(prefix: str, text: str) -> str:
    """Return an id that the same text always gives: 56 bits, so that even among a million no two meet."""
    return f"{prefix}-{hashlib.blake2b(text.encode('utf-8', 'surrogatepass'), digest_size=_DIGEST_BYTES).hexdigest()}"


def code_in(centre_id: str, programme_id: str) -> str:
    """Return the code of a partner that a centre's id was made of, "" where there was none.

    An id that does not begin with its programme's is a code itself.

    Examples
    --------
    >>> code_in(made_of("book-house-1052040001", "a"), "book-house"), code_in(made_of("book-house", "a"), "book-house")
    ('1052040001', '')

    """
    rest, _, digest = centre_id.rpartition("-")
    prefix = f"{programme_id}-"
    if not centre_id.startswith(prefix):
        return centre_id
    return rest.removeprefix(prefix) if len(rest) > len(prefix) and _DIGEST.fullmatch(digest) else ""
