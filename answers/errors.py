"""The errors of the reports, each with a sentence for the person who asked for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from geodata.errors import KlaiBaanError

if TYPE_CHECKING:
    from collections.abc import Mapping


class ReportError(KlaiBaanError, ValueError):
    """A report cannot be made as it was asked for."""

    templates: ClassVar[Mapping[str, str]] = {
        "report_parameter": "{name} cannot be {value!r}. Use {expected}.",
        "report_link": "{value!r} is no link of this app. Copy the whole address of a page, or leave --link out.",
        "report_template": (
            "{file} cannot be used as a template: {reason}. Save it in PowerPoint as a presentation (.pptx)."
        ),
        "report_template_damaged": (
            "{file} cannot be used as a template: it is damaged or no PowerPoint presentation. "
            "Open it in PowerPoint and save it as a presentation (.pptx)."
        ),
        "report_template_layout": (
            "{file} cannot be used as a template: none of its layouts has a title. "
            "Add a layout with a title in PowerPoint's slide master."
        ),
        "report_template_macros": (
            "{file} cannot be used as a template: it may carry macros. "
            "Save it in PowerPoint as a presentation without macros (.pptx)."
        ),
        "report_template_large": (
            "{file} cannot be used as a template: it is larger than {limit_mb} MB. Make the pictures in it smaller."
        ),
        "report_slide": "There is no slide {value!r}. Leave out some of {known}.",
        "report_picture": "There is no picture {value!r}. Choose one of {known}.",
        "report_data_table": "There is no table {value!r}. Choose one of {known}.",
        "report_brief_area": (
            "A brief is made for a province, a district or a group of Bangkok's districts, not for {value!r}. "
            "Give a code such as 52, 5201 or BMA-BKE."
        ),
        "report_suffix": "{file} cannot be made: give a file whose name ends in one of {known}.",
        "report_unreadable": "The file {file} cannot be read: {reason}. Check the path.",
    }
