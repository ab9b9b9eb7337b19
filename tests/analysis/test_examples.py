"""The examples in docstrings of the analysis say what the functions return."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import analysis
from analysis.measures import MEASURES

MODULES = [one.name for one in pkgutil.walk_packages(analysis.__path__, "analysis.") if "__main__" not in one.name]
OF_PROGRAMMES = ("reported", "named", "placed_district", "placed_site")


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("name", [name for name in MEASURES if name not in OF_PROGRAMMES])
def test_a_measure_has_an_example(name):
    assert ">>>" in (MEASURES[name].function.__doc__ or "")
