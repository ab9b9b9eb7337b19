"""Which programme a text names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from registry.importing.columns.headers import plain_header

if TYPE_CHECKING:
    import pandas as pd

_NAMES: Final = ("name_th", "name_en", "short_th", "short_en")
# What stands around the name that people use of a programme.
_AROUND: Final = ("โครงการ", "ของกรุงเทพมหานคร", "กรุงเทพมหานคร", "กทม")


class Programmes:
    """The register's programmes by every form of their name."""

    def __init__(self, table: pd.DataFrame) -> None:
        self.ids: tuple[str, ...] = tuple(str(one) for one in table["programme_id"])
        self.scopes: dict[str, tuple[str, ...]] = {
            str(one): tuple(str(codes or "").split()) for one, codes in zip(self.ids, table["scope_codes"], strict=True)
        }
        short = table["short_th"].where(table["short_th"].notna(), table["name_th"])
        self.names = dict(zip(self.ids, map(str, short), strict=True))
        forms: dict[str, set[str]] = {}
        for programme_id, *names in table[["programme_id", *_NAMES]].itertuples(index=False):
            for form in _forms(str(programme_id), *names):
                forms.setdefault(form, set()).add(str(programme_id))
        self._forms = {form: ids.pop() for form, ids in forms.items() if len(ids) == 1}

    @property
    def names_text(self) -> str:
        """Return the programmes in one line, each by its short Thai name with its id in brackets."""
        return ", ".join(f"{self.names[one]} ({one})" for one in self.ids)

    def find(self, text: str) -> str:
        """Return the id of the programme that a text is the name or id of, "" for none."""
        ids = {self._forms[form] for form in _forms(text, text) if form in self._forms}
        return ids.pop() if len(ids) == 1 else ""

    def mentioned(self, texts: Iterable[str]) -> str:
        """Return the id of the one programme that texts mention among other words, "" for none or several."""
        plain = "\n".join(plain_header(text[:300]) for text in texts)
        mentions = {form: one for form, one in self._forms.items() if len(form) >= 6 and form in plain}
        # "ห้องสมุด" within a longer name that is there too says nothing.
        longest = {
            one for form, one in mentions.items() if not any(form != other and form in other for other in mentions)
        }
        return longest.pop() if len(longest) == 1 else ""


def _forms(programme_id: str, *names: object) -> set[str]:
    forms = {plain_header(programme_id)}
    for name in names:
        if not isinstance(name, str):
            continue
        before, _, after = name.partition("(")
        plain, bare = plain_header(name), plain_header(before)
        # "ศูนย์เรียนรู้ต่อเนื่องอย่างยั่งยืน (Relearning Space @ Library)" is known by either name.
        forms |= {plain, bare, plain_header(after.partition(")")[0])}
        for form in (plain, bare):
            begun = {form, *(form.removeprefix(word) for word in _AROUND)}
            forms |= begun | {one.removesuffix(word) for one in begun for word in _AROUND}
    return {form for form in forms if len(form) >= 3}
