"""What a map says is decided in one place: nowhere else are values classed, colours named or legends made."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.test_house import ROOT

ROOMS = ("answers", "reports", "ui", "pages", "analysis")
HEX = re.compile(r"#[0-9a-fA-F]{6}\b")
SCRIPTS = ("answers/mapping/assets", "reports/onefile/assets", "ui/assets", "ui/present/assets")


@cache
def modules() -> dict[str, ast.Module]:
    paths = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def calls(name: str) -> set[str]:
    """Return the modules that call a function or make a value of a class."""

    def called(node: ast.AST) -> bool:
        return isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == name

    return {path for path, tree in modules().items() if any(called(node) for node in ast.walk(tree))}


def scripts() -> Iterator[Path]:
    for folder in SCRIPTS:
        yield from sorted((ROOT / folder).glob("*.js"))


@pytest.mark.parametrize("name", ["class_breaks", "class_index"])
def test_values_are_classed_in_one_place(name: str) -> None:
    assert calls(name) <= {"answers/mapping/fill.py", "answers/mapping/diverging.py"}


@pytest.mark.parametrize(
    ("name", "home"),
    [
        ("MapModel", "answers/mapping/maps.py"), ("Rings", "answers/mapping/maps.py"),
        ("Mark", "answers/mapping/maps.py"), ("Extent", "answers/mapping/maps.py"),
        ("Look", "answers/mapping/looks.py"), ("MarkLook", "answers/mapping/looks.py"),
        ("PrecisionLook", "answers/mapping/looks.py"),
    ],
)  # fmt: skip
def test_each_part_of_a_model_is_made_in_one_place(name: str, home: str) -> None:
    assert calls(name) == {home}


@pytest.mark.parametrize("name", ["LegendBlock", "LegendEntry", "Swatch"])
def test_legends_are_made_in_one_room(name: str) -> None:
    assert {Path(path).parent.as_posix() for path in calls(name)} == {"answers/mapping"}


def test_colours_are_named_in_the_palette_alone() -> None:
    found = {
        path
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and HEX.fullmatch(node.value)
    }
    assert found == {"answers/mapping/palette.py"}


def test_scripts_name_no_colour() -> None:
    assert [path.name for path in scripts() if HEX.search(path.read_text(encoding="utf-8"))] == []


def test_scripts_class_no_value_and_word_no_legend() -> None:
    deciding = re.compile(r"\b(classify|breaks|quantile|legend\.(?!areas|marks)\w+_|claim\.\w+|benchmark_status)\b")
    found = {path.name: deciding.findall(path.read_text(encoding="utf-8")) for path in scripts()}
    assert {name: words for name, words in found.items() if words} == {}
