"""Proofs about the repository itself: words in both languages, nothing from outside, nothing heavy, no sleeping."""

from __future__ import annotations

import ast
import pkgutil
import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib import import_module
from pathlib import Path
from string import Formatter

import grimp
import pytest

from analysis.measures import MEASURES
from geodata.errors import KlaiBaanError
from tests.import_circles import NoCircles
from ui.text import LANGUAGES, strings

ROOT = Path(__file__).parents[1]
ROOMS = ("geodata", "registry", "analysis", "answers", "reports", "ui", "pages", "dashboard.py")
HEAVIEST_BYTES = 3_000_000
# The only outside address in the app: the online base map, which is off until a reader asks for it.
OPT_IN = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
# Addresses that name a thing and are never fetched.
NAMES_ONLY = ("http://www.w3.org/", "http://127.0.0.1", "http://localhost")
# Names that are written alike in both languages.
NAMES = ("Relearning Space @ Library",)
ADDRESS = re.compile(r"""(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}[^\s"'`)]*""", re.IGNORECASE)


@cache
def tracked() -> tuple[Path, ...]:
    """Return the files under version control, or all that would be where there is none."""
    command = ["git", "-c", f"safe.directory={ROOT}", "-C", str(ROOT), "ls-files", "-z"]
    try:
        listed = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        hidden = {".venv", ".git", ".klaibaan", "__pycache__"}
        return tuple(p for p in ROOT.rglob("*") if p.is_file() and hidden.isdisjoint(p.relative_to(ROOT).parts))
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def files(*folders: str, suffixes: tuple[str, ...]) -> list[Path]:
    """Return the tracked files below some folders with one of the suffixes."""
    return [
        path for path in tracked()
        if path.suffix in suffixes and path.relative_to(ROOT).parts[0] in folders
    ]  # fmt: skip


def placeholders(sentence: str) -> set[str]:
    """Return the parameters of a sentence; of "centre" or "centres" those of the first: Thai has one form."""
    found = set()
    for _, name, form, _ in Formatter().parse(sentence):
        if name is not None:
            one, bar, _ = (form or "").partition("|")
            found |= placeholders(one) if bar else {name}
    return found


def fixed_keys(source: str) -> set[str]:
    """Return the keys that a source asks `t` for by a literal, and the prefixes ("level.*") it asks for by f-string."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "t" and node.args:
            asked = node.args[0]
            if isinstance(asked, ast.Constant):
                found.add(str(asked.value))
            elif isinstance(asked, ast.JoinedStr):
                found.add("".join(str(p.value) if isinstance(p, ast.Constant) else "*" for p in asked.values))
    return found


@cache
def error_sentences() -> dict[str, str]:
    """Return the English sentence of every error that reaches a person, by its key on screen."""
    for room in ("geodata", "registry", "analysis", "answers", "reports"):
        for module in pkgutil.walk_packages(import_module(room).__path__, f"{room}."):
            if not module.name.endswith("__main__"):
                import_module(module.name)
    found: dict[str, str] = {}
    kinds = [KlaiBaanError]
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        found |= {f"error.{key}": text for key, text in vars(kind).get("templates", {}).items()}
    return found


def english() -> dict[str, str]:
    """Return every English string: those of the screen, and the errors' own sentences."""
    return error_sentences() | strings("en")


def test_there_is_something_to_prove_it_on():
    assert len(tracked()) > 50
    assert len(files("ui", "pages", suffixes=(".py",))) > 10
    assert fixed_keys("t('a.b'); t(f'c.{x}', y=1); other('d')") == {"a.b", "c.*"}


def test_both_languages_have_the_same_keys():
    assert set(strings("th")) - set(english()) == set(), "only in Thai"
    assert set(english()) - set(strings("th")) == set(), "only in English"


def test_both_languages_have_the_same_placeholders():
    thai = strings("th")
    differing = {
        key: (thai[key], text)
        for key, text in english().items()
        if key in thai and placeholders(thai[key]) != placeholders(text)
    }
    assert differing == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_string_is_empty_or_padded(lang):
    assert {key: text for key, text in strings(lang).items() if text != text.strip() or not text} == {}


def test_thai_is_written_in_thai():
    """A string that is the same in both languages holds no word, or is a name."""
    bare = {key: re.sub(r"\{[^}]*\}|:material/\w+:|https?://\S+", "", text) for key, text in strings("th").items()}
    same = {key: text for key, text in bare.items() if strings("th")[key] == strings("en").get(key)}
    wordy = {key: text for key, text in same.items() if re.search(r"[A-Za-z]{4}", text) and text not in NAMES}
    assert wordy == {}


@pytest.mark.parametrize("path", files("ui", "pages", suffixes=(".py",)), ids=lambda p: str(p.relative_to(ROOT)))
def test_every_key_a_page_asks_for_exists(path):
    known = strings("th")
    missing = []
    for key in fixed_keys(path.read_text(encoding="utf-8")):
        pattern = re.compile(re.escape(key).replace(r"\*", ".+"))
        if key != "*" and not any(pattern.fullmatch(name) for name in known):
            missing.append(key)
    assert missing == []


def test_code_that_reaches_the_browser_names_no_outside_host():
    found = {}
    for path in files("ui", "pages", suffixes=(".py", ".js", ".css", ".html", ".svg")):
        text = path.read_text(encoding="utf-8").replace(OPT_IN, "")
        addresses = [a for a in ADDRESS.findall(text) if not a.startswith(NAMES_ONLY)]
        if addresses:
            found[str(path.relative_to(ROOT))] = addresses
    assert found == {}


def test_assets_load_nothing():
    loads = re.compile(r"<script|@import|importScripts|url\(\s*['\"]?(?:https?:)?//", re.IGNORECASE)
    found = [p.name for p in files("ui", suffixes=(".js", ".css")) if loads.search(p.read_text(encoding="utf-8"))]
    assert found == []


def test_no_javascript_stands_in_python_strings():
    script = re.compile(r"<script|document\.querySelector|addEventListener")
    found = [p.name for p in files("ui", "pages", suffixes=(".py",)) if script.search(p.read_text(encoding="utf-8"))]
    assert found == []


# A name says what a thing is; a participle says only that something was done to it.
PARTICIPLES = {"asked", "found", "given", "kept", "known", "said", "shown", "told", "wanted"}


def participles(source: str) -> set[str]:
    """Return the names of functions, parameters and variables in a source that are a participle or end in one."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    return {name for name in names if name.split("_")[-1] in PARTICIPLES}


def test_names_say_what_a_thing_is():
    assert participles("def rows_kept(told, known_rows): found = told") == {"rows_kept", "told", "found"}
    unplain = {
        str(path.relative_to(ROOT)): names
        for path in files(*ROOMS, "benchmarks", suffixes=(".py",))
        if (names := participles(path.read_text(encoding="utf-8")))
    }
    assert unplain == {}


def test_a_circle_of_three_files_breaks_the_contract():
    graph = grimp.ImportGraph()
    for file, imported in (("a", "b"), ("b", "c"), ("b", "d")):
        graph.add_import(importer=file, imported=imported)
    contract = NoCircles("no circles", {}, {})
    assert contract.check(graph, verbose=False).kept
    graph.add_import(importer="c", imported="a")
    assert set(contract.check(graph, verbose=False).metadata["circle"]) == {"a", "b", "c"}


def test_no_tracked_file_is_heavy():
    heavy = {str(p.relative_to(ROOT)): p.stat().st_size for p in tracked() if p.stat().st_size > HEAVIEST_BYTES}
    assert heavy == {}


def test_no_test_sleeps():
    sleeping = re.compile(r"\btime\.sleep\(|\basyncio\.sleep\(|\bwait_for_timeout\(|\bfrom time import\b.*\bsleep\b")
    found = [
        str(p.relative_to(ROOT)) for p in files("tests", suffixes=(".py",))
        if p.name != Path(__file__).name and sleeping.search(p.read_text(encoding="utf-8"))
    ]  # fmt: skip
    assert found == []


def test_no_test_mocks():
    mocking = re.compile(r"unittest\.mock|\bMagicMock\b|\bmocker\b")
    found = [
        str(p.relative_to(ROOT)) for p in files("tests", suffixes=(".py",))
        if p.name != Path(__file__).name and mocking.search(p.read_text(encoding="utf-8"))
    ]  # fmt: skip
    assert found == []


def _imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    return {name.split(".")[0] for name in names}


def test_requirements_are_what_the_app_imports():
    """Each direct import is a requirement, bounded on both sides, and each requirement is used."""
    lines = [
        line
        for name in ("requirements.txt", "requirements-scale.txt")
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines()
    ]
    required = {
        re.split(r"\[|>=", line)[0].strip().lower(): line for line in lines if line and not line.startswith("#")
    }
    assert [line for line in required.values() if not re.fullmatch(r"[\w-]+(\[[\w,]+\])?>=[\d.]+,<[\d.]+", line)] == []

    imported = set().union(*(_imported(path) for path in files(*ROOMS, suffixes=(".py",))))
    text = "\n".join(path.read_text(encoding="utf-8") for path in files(*ROOMS, suffixes=(".py",)))
    named_otherwise = {
        "django-js-lib-leaflet": "js_lib_leaflet",
        "fonttools": "fontTools",
        "fontpkg-noto-sans-thai": "fontpkg_noto_sans_thai",
        "pillow": "PIL",
        "python-pptx": "pptx",
    }
    module = {name: named_otherwise.get(name, name.replace("-", "_")) for name in required}
    unused = {name for name, imports in module.items() if imports not in imported and f'"{imports}"' not in text}
    assert unused == set(), "required but never imported"

    own = {Path(room).stem for room in ROOMS}
    extra = {"distributed"}  # a part of dask that is asked for in brackets
    missing = imported - set(sys.stdlib_module_names) - own - set(module.values()) - extra
    assert missing == set(), "imported but not required"


def test_what_is_extra_is_imported_where_it_is_needed_only():
    at_once = re.compile(r"^(import|from) (dask|distributed)\b", re.MULTILINE)
    assert [path.name for path in files(*ROOMS, suffixes=(".py",)) if at_once.search(path.read_text("utf-8"))] == []


def test_the_theme_and_the_project_file_can_be_read():
    for name in (".streamlit/config.toml", "pyproject.toml", "data/sources.toml"):
        assert tomllib.loads((ROOT / name).read_text(encoding="utf-8"))


LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")


@pytest.mark.parametrize("path", [p for p in tracked() if p.suffix == ".md"], ids=lambda p: str(p.relative_to(ROOT)))
def test_links_in_the_documents_lead_somewhere(path):
    broken = [to for to in LINK.findall(path.read_text(encoding="utf-8")) if not (path.parent / to).exists()]
    assert broken == []


def test_the_files_that_hold_the_rules_exist():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = text.split("| rule | file |")[1].split("\n\n")[0]
    places = [place for row in table.splitlines()[2:] for place in re.findall(r"`([^`]+)`", row.split("|")[2])]
    assert len(places) > 20
    assert [place for place in places if not (ROOT / place).exists()] == []


def test_every_measure_is_described():
    methods = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
    assert [measure for measure in MEASURES if f"| `{measure}` |" not in methods] == []


README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMAND = re.compile(r"^    (python -m (?:analysis|geodata|registry|reports) .+)$", re.MULTILINE)


@pytest.mark.parametrize("line", COMMAND.findall(README))
def test_the_commands_of_the_readme_exist(line):
    room, command, *rest = line.split()[2:]
    helped = subprocess.run(
        [sys.executable, "-m", room, command, "--help"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    assert [option for option in rest if option.startswith("--") and option not in helped] == []


def test_the_readme_and_the_ci_give_the_same_test_command():
    assert "\n    make test\n" in README
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").rstrip().endswith("\nmake test")
