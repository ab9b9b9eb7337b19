"""The register's tables as a report reads them: taken once, so that all its pages speak of the same moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from registry.store import Register

if TYPE_CHECKING:
    from typing import Self

    import pandas as pd


@dataclass(frozen=True)
class Tables:
    """Centres, programmes, details, figures and counts by area (columns: `registry.schema`), at one revision."""

    centres: pd.DataFrame
    programmes: pd.DataFrame
    details: pd.DataFrame
    figures: pd.DataFrame
    revision: int = 0
    area_counts: pd.DataFrame | None = None

    @classmethod
    def read(cls, register: Register | None = None) -> Self:
        """Return the tables of a register, by default the one of this home."""
        register = register or Register.open()
        return cls(
            centres=register.centres(),
            programmes=register.programmes(),
            details=register.programme_details(),
            figures=register.figures(),
            revision=register.revision(),
            area_counts=register.area_counts(),
        )

    def known(self) -> dict[str, list[str]]:
        """Return the values of parameters that the register decides, as `parse_request` takes them."""
        partners = self.details.loc[self.details["kind"] == "partner", "name_th"]
        return {
            "programmes": list(self.programmes["programme_id"]),
            "owners": list(self.programmes["owner"].dropna().unique()),
            "partners": list(partners.dropna().unique()),
        }
