"""What the register has already, in the form in which rows are held against it."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Self

import pandas as pd

from registry.importing.check.names import code_in, name_keys
from registry.importing.columns.programmes import Programmes
from registry.schema import AREA_COUNTS, CENTRES, ImportState

if TYPE_CHECKING:
    from collections.abc import Collection

    from registry.schema import Table
    from registry.store import Register
    from registry.tables import Tables


@dataclass(eq=False)
class RegisterIndex:
    """The register's tables at one moment.

    imports holds the active imports, the first one first; origins by layout the data folder or the imports that
    each row comes from, both as from `registry.store.Imports`. follows are the imports whose place a file takes.
    """

    tables: Tables
    imports: pd.DataFrame
    origins: Dict[str, pd.DataFrame]
    follows: tuple[str, ...] = ()
    # What earlier sheets of the file bring.
    fresh: frozenset[str] = frozenset()

    @classmethod
    def of(cls, register: Register) -> Self:
        """Return what a register has."""
        imports = register.imports.table()
        origins = {layout.name: register.imports.origins(layout) for layout in (CENTRES, AREA_COUNTS)}
        return cls(register.tables(located=False), imports[imports["state"] == ImportState.ACTIVE], origins)

    def following(self, import_ids: Collection[str]) -> Self:
        """Return what the register has, for a file that takes the place of some imports."""
        return replace(self, follows=tuple(import_ids))

    def listed(self, layout: Table, *, alone: bool = False) -> frozenset[str]:
        """Return the ids of the rows that the followed imports brought; alone: and nothing else did."""
        if not self.follows:
            return frozenset()
        table = self.origins[layout.name]
        ours = table["origin"].isin(list(self.follows))
        ids = frozenset(table.loc[ours, layout.id_column])
        return ids - frozenset(table.loc[~ours, layout.id_column]) if alone else ids

    def with_centres(self, brought: pd.DataFrame) -> Self:
        """Return what would be known with the centres that a sheet brings."""
        both = pd.concat([self.centres, brought], ignore_index=True).drop_duplicates("centre_id", keep="last")
        tables = replace(self.tables, centres=both.reset_index(drop=True))
        return replace(self, tables=tables, fresh=self.fresh | frozenset(brought["centre_id"]))

    @property
    def centres(self) -> pd.DataFrame:
        """Return all centres."""
        return self.tables.centres

    @cached_property
    def programmes(self) -> Programmes:
        """Return the programmes by every form of their names."""
        return Programmes(self.tables.programmes)

    @cached_property
    def centre_ids(self) -> frozenset[str]:
        """Return the ids of all centres."""
        return frozenset(self.centres["centre_id"])

    @cached_property
    def _position_of(self) -> dict[str, int]:
        """Return the position of each centre by its id."""
        return {one: position for position, one in enumerate(self.centres["centre_id"])}

    @cached_property
    def by_code(self) -> dict[tuple[str, str], list[int]]:
        """Return the positions of the centres that came with a partner's code, by their programme and this code."""
        positions: dict[tuple[str, str], list[int]] = {}
        for position, (one, programme) in enumerate(
            zip(self.centres["centre_id"], self.centres["programme_id"], strict=True)
        ):
            code = code_in(one, programme)
            if code:
                positions.setdefault((programme, code), []).append(position)
        return positions

    @cached_property
    def partner_ids(self) -> frozenset[str]:
        """Return the ids of what the partner of a file sent before: in the imports that it follows, and in itself."""
        return self.listed(CENTRES) | self.fresh

    def name_of(self, centre_id: str) -> str:
        """Return the name of a centre, its id where it has none."""
        row = self.centres.iloc[self._position_of[centre_id]]
        return next((name for name in (row["name_th"], row["name_en"]) if isinstance(name, str)), centre_id)

    @cached_property
    def programme_of(self) -> dict[str, str]:
        """Return the programme of each centre by its id."""
        return dict(zip(self.centres["centre_id"], self.centres["programme_id"], strict=True))

    @cached_property
    def usual_access(self) -> dict[str, str]:
        """Return by programme who may enter its centres, where that is the same for all of them."""
        words = self.centres.groupby("programme_id")["access"].agg(["first", "nunique"])
        return {str(one): str(row["first"]) for one, row in words.iterrows() if row["nunique"] == 1}

    @cached_property
    def keys(self) -> list[str]:
        """Return the names of all centres for comparing, in their order."""
        names = self.centres["name_th"].where(self.centres["name_th"].notna(), self.centres["name_en"])
        return name_keys([name if isinstance(name, str) else "" for name in names])

    @cached_property
    def key_set(self) -> frozenset[str]:
        """Return the different names of all centres for comparing, but "" for none."""
        return frozenset(self.keys) - {""}
