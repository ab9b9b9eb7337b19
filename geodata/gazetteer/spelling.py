"""Text as it is compared: one form for what is the same name written in another way.

`clean` keeps words apart, `key` takes out all that spellings differ in without the name being another, and
`loose` also what slips: tone marks, letters of one sound, the many ways to write Thai in Latin letters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_DIGITS: Final = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_TONES: Final = "\u0e48-\u0e4b"
_UNSEEN: Final = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u0600-\u0605\u061c\u180e\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_PLAIN: Final = re.compile(r"[\u0e01-\u0e3a\u0e3f-\u0e5b\x20-\x7e]*")  # Thai and ASCII: nothing to bring to one form
_AM_AROUND: Final = re.compile(f"\u0e4d([{_TONES}]?)\u0e32")
_AM_AFTER: Final = re.compile(f"([{_TONES}])\u0e4d\u0e32")
_AM_BEFORE: Final = re.compile(f"\u0e33([{_TONES}])")
_DASHES: Final = re.compile(r"[\u2010-\u2015\u2212]")
_NOT_IN_A_KEY: Final = re.compile(r"[^\w\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]|[_\u0e2f\u0e46]")
_THAI: Final = re.compile(r"[\u0e00-\u0e7f]")
_SILENT: Final = re.compile(r"[\u0e01-\u0e2e][\u0e34\u0e38]?\u0e4c")
_SLIPS: Final = re.compile(rf"[{_TONES}\u0e47\u0e4c\u0e3a]")
ONE_SOUND: Final = str.maketrans("ใศษณฎฏฐฑฬญธภฆฃฅ", "ไสสนดดถทลยทพคขค")
"""Thai letters of one sound, by code point: what is written, what is heard."""
ROMAN: Final = (
    ("mueang", "muang"), ("sri", "si"), ("ie", "ia"), ("ck", "k"),
    ("ph", "p"), ("th", "t"), ("kh", "k"), ("bh", "p"), ("dh", "t"), ("gh", "k"), ("ch", "j"), ("ts", "s"),
    ("oo", "u"), ("ou", "u"), ("ue", "u"), ("eu", "u"), ("ee", "i"), ("ea", "e"), ("oe", "o"), ("ae", "e"),
    ("ay", "ai"), ("ey", "e"), ("oy", "oi"), ("ow", "ao"), ("v", "w"), ("y", "i"),
    ("ng", "N"), ("b", "p"), ("d", "t"), ("g", "k"), ("r", "l"),
)  # fmt: skip
"""Thai in Latin letters: what is written, what is heard, one after the other."""
# No Thai syllable ends in an r: it only lengthens the vowel (Karbi, Char Am). A c that is no ch is a k.
_LENGTHENED: Final = re.compile(r"(?<=[aeou])r(?![aeiouy])")
_HARD_C: Final = re.compile(r"c(?!h)")
_TWICE: Final = re.compile(r"([a-zN])\1+")


def clean(text: object) -> str:
    """Return text in one form, with its words still apart: "" for anything that is no text.

    Compatibility forms, Thai digits, SARA AM written in two marks or with its tone after it, เเ for แ, no-break
    and zero-width spaces, dashes of all lengths and capitals are brought to one form.

    Examples
    --------
    >>> clean("ล\u0e4d\u0e32พูน\u200b ๕๑") == "ลำพูน 51"
    True

    """
    if not isinstance(text, str):
        return ""
    return _clean(text)


@lru_cache(maxsize=16_384)
def _clean(text: str) -> str:
    folded = text if _PLAIN.fullmatch(text) else _DASHES.sub("-", _UNSEEN.sub("", unicodedata.normalize("NFKC", text)))
    folded = folded.translate(_DIGITS).casefold()
    if "\u0e4d" in folded:
        folded = _AM_AFTER.sub("\\1\u0e33", _AM_AROUND.sub("\\1\u0e33", folded))
    if "\u0e33" in folded:
        folded = _AM_BEFORE.sub("\\1\u0e33", folded)
    return " ".join(folded.replace("เเ", "แ").split())


@lru_cache(maxsize=32_768)
def key(text: str) -> str:
    """Return a cleaned name without what spellings differ in: spaces, hyphens, dots, brackets, ฯ.

    Examples
    --------
    >>> key("phang-nga") == key("phang nga") == "phangnga", key("กรุงเทพฯ")
    (True, 'กรุงเทพ')

    """
    return _NOT_IN_A_KEY.sub("", text)


@lru_cache(maxsize=32_768)
def loose(key_: str) -> str:
    """Return a key without what slips in writing: only to be trusted where one name alone fits.

    Examples
    --------
    >>> loose("บุรีรัม") == loose("บุรีรัมย์"), loose("jatujak") == loose("chatuchak")
    (True, True)

    """
    if _THAI.search(key_):
        return _SLIPS.sub("", _SILENT.sub("", key_)).translate(ONE_SOUND)
    key_ = _LENGTHENED.sub("", _HARD_C.sub("k", key_))
    for written, heard in ROMAN:
        key_ = key_.replace(written, heard)
    return _TWICE.sub(r"\1", key_)


def deletions(key_: str) -> set[str]:
    """Return a key with each of its letters left out, and the key: two that share one differ by a letter at most.

    Examples
    --------
    >>> bool(deletions("ปัตตานนี") & deletions("ปัตตานี")), bool(deletions("ลำปาง") & deletions("พัทลุง"))
    (True, False)

    """
    return {key_, *(key_[:place] + key_[place + 1 :] for place in range(len(key_)))}
