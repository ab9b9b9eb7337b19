"""What came of reading the names in a row: codes, or what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from geodata.gazetteer.places import Kind

UNKNOWN: Final = {
    Kind.PROVINCE: "unknown_province",
    Kind.DISTRICT: "unknown_district",
    Kind.SUBDISTRICT: "unknown_subdistrict",
}
AMBIGUOUS: Final = "ambiguous"
CONTRADICTION: Final = "contradiction"
RESPELT: Final = "respelt"
ABOLISHED: Final = "abolished"


@dataclass(frozen=True, slots=True)
class Resolution:
    """Where a row is placed, and what stands in the way.

    Attributes
    ----------
    province_code, district_code, subdistrict_code
        DOPA codes, "" where not named or not certain. They hold what is certain also beside a problem: a known
        district with an unknown subdistrict keeps its codes.
    problem
        "", or the first of unknown_province, unknown_district, unknown_subdistrict (the name is nowhere),
        contradiction (the names exist, but not inside one another), ambiguous (several places fit).
    candidates
        With ambiguous and contradiction, the codes that the name may mean.
    notes
        "respelt" where a slip in a name was forgiven, "abolished" where an abolished area was taken for what
        the official table says it became.

    """

    province_code: str = ""
    district_code: str = ""
    subdistrict_code: str = ""
    problem: str = ""
    candidates: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """Return the most detailed code that is certain, "" without any."""
        return self.subdistrict_code or self.district_code or self.province_code
