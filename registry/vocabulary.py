"""The words a column may hold. The screen translates them; files and tables keep these."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Status(StrEnum):
    """Whether a centre is there. Only open ones count; planned ones are shown on request."""

    OPEN = "open"
    PLANNED = "planned"
    CLOSED = "closed"


class Access(StrEnum):
    """Who may enter. Coverage counts the public ones unless the user widens it."""

    PUBLIC = "public"
    RESIDENTS = "residents"
    MILITARY_AND_COMMUNITY = "military-and-community"
    UNKNOWN = "unknown"


class Precision(StrEnum):
    """How well a centre's place is known, the best first.

    Its building's point; the point of the town that a source names; that of the town in which it is inferred to be,
    since a source speaks of the province's own library; its subdistrict; its district; or only its province. From its
    subdistrict on there is no point: the building may be kilometres from the middle, and no distance is taken to it.
    """

    SITE = "site"
    TOWN = "town"
    INFERRED = "inferred"
    SUBDISTRICT = "subdistrict"
    DISTRICT = "district"
    PROVINCE = "province"


class Basis(StrEnum):
    """Whether a source names the centre, or it follows from a count of districts."""

    REPORTED = "reported"
    DERIVED = "derived"


class NameStatus(StrEnum):
    """Whether the centre's own name is known, or only its province's."""

    NAMED = "named"
    PROVINCE_ONLY = "province-only"


class ListStatus(StrEnum):
    """How complete the list of a programme's centres is: it decides what may be claimed about an area."""

    COMPLETE = "complete"
    DERIVED = "derived"
    PARTIAL = "partial"
    NONE = "none"
    NOT_A_PLACE = "not-a-place"


class Qualifier(StrEnum):
    """Whether a source gives a number as such, or as a lower bound."""

    EXACT = "exact"
    MORE_THAN = "more_than"


class DetailKind(StrEnum):
    """What a line of a programme's details is about."""

    PARTNER = "partner"
    AUDIENCE = "audience"
    TRAINEE_GROUP = "trainee-group"
    PRODUCT = "product"
    SALES_CHANNEL = "sales-channel"
    EVENT = "event"
    COMMITMENT = "commitment"
    TARGET = "target"
    IDEA = "idea"


class SheetKind(StrEnum):
    """What the rows of an imported sheet are; the words are the names of the tables they go to."""

    CENTRES = "centres"
    AREA_COUNTS = "area_counts"
    FIGURES = "figures"


class ImportMode(StrEnum):
    """Whether an import adds to its programmes' lists, brings one list up to date, or stands in the place of all.

    Or whether a person edited rows by hand, or said of a row that it is another one once more, which takes it out.
    """

    ADD = "add"
    UPDATE = "update"
    REPLACE = "replace"
    EDIT = "edit"
    MERGE = "merge"


FILE_MODES: Final = (ImportMode.ADD, ImportMode.UPDATE, ImportMode.REPLACE)
"""What a file may do."""


class ImportState(StrEnum):
    """Whether an import's rows are part of the register."""

    ACTIVE = "active"
    UNDONE = "undone"


class RowOutcome(StrEnum):
    """What became of a row of an imported file: exactly one of these."""

    ACCEPTED = "accepted"
    WARNED = "warned"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


class FindingState(StrEnum):
    """What a person decided about a finding on the quality of the data."""

    SETTLED = "settled"
    DISMISSED = "dismissed"


class Act(StrEnum):
    """What somebody did to the register, as its journal has it."""

    IMPORT = "import"
    UNDO = "undo"
    REDO = "redo"
    EDIT = "edit"
    DECISION = "decision"
    MAPPING = "mapping"
    RESTORE = "restore"
    REREAD = "reread"
    MIGRATION = "migration"
    DOCUMENT = "document"
