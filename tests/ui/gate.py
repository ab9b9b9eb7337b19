"""Which texts reach Streamlit as Markdown, followed through the source: a proof that each went through the gate."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

Draws = dict[str, int | None]

_BODIES: Final = ("markdown", "caption", "header", "subheader", "title", "info", "warning", "error", "success", "toast")
_BODY: Final[Draws] = {"body": 0, "help": None}
_LABEL: Final[Draws] = {"label": 0, "help": None}
_CHOICE: Final[Draws] = {**_LABEL, "format_func": 3, "captions": None}
DRAWN: Final[dict[str, Draws]] = {
    **dict.fromkeys(_BODIES, _BODY),
    "write": {"body": 0},
    "spinner": {"text": 0},
    "status": {"label": 0},
    **dict.fromkeys(
        (
            "button", "download_button", "link_button", "form_submit_button", "checkbox", "toggle", "selectbox",
            "multiselect", "text_input", "text_area", "number_input", "date_input", "time_input", "slider",
            "select_slider", "file_uploader", "expander", "popover", "badge", "feedback", "chat_input", "color_picker",
        ),
        _LABEL,
    ),
    **dict.fromkeys(("radio", "pills", "segmented_control"), _CHOICE),
    "page_link": {"label": 1, "help": None},
    "metric": {"label": 0, "value": 1, "delta": 2, "help": None},
    "progress": {"text": 1},
    "tabs": {"tabs": 0},
    "dialog": {"title": 0},
    "Column": {"help": None},
    "TextColumn": {"help": None},
    "NumberColumn": {"help": None},
    "SelectboxColumn": {"help": None},
    "CheckboxColumn": {"help": None},
    "LinkColumn": {"help": None},
}  # fmt: skip
"""Calls of Streamlit that draw Markdown: which of their arguments, and at what place."""
TABLES: Final = {"st.table", "st.dataframe", "st.data_editor"}
GATES: Final = {"t", "plain", "link"}
"""What returns Markdown whatever is put in."""


def annotated(node: ast.expr | None) -> bool:
    """Tell whether an annotation promises Markdown."""
    return node is not None and any(
        (isinstance(one, ast.Name) and one.id == "Markdown")
        or (isinstance(one, ast.Constant) and isinstance(one.value, str) and "Markdown" in one.value)
        for one in ast.walk(node)
    )


@dataclass
class Promises:
    """Names that promise Markdown anywhere in the screen: functions by their result, fields by their annotation."""

    functions: set[str] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)

    def read(self, tree: ast.Module) -> None:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and annotated(node.returns):
                (self.fields if "property" in map(ast.unparse, node.decorator_list) else self.functions).add(node.name)
            elif isinstance(node, ast.ClassDef):
                self.fields |= {
                    one.target.id
                    for one in node.body
                    if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name) and annotated(one.annotation)
                }


_OF_TEXT: Final = {"join", "replace", "strip", "values", "get", "pop"}
_OF_LISTS: Final = {"list", "tuple", "dict", "sorted", "map", "partial"}


def _interpolated(node: ast.JoinedStr) -> list[ast.expr | None]:
    return [part.value for part in node.values if isinstance(part, ast.FormattedValue) and not is_numeric(part)]


_PARTS: Final[dict[type, Callable[[Any], list[ast.expr | None]]]] = {
    type(None): lambda _: [],
    ast.Constant: lambda _: [],
    ast.JoinedStr: _interpolated,
    ast.IfExp: lambda node: [node.body, node.orelse],
    ast.BoolOp: lambda node: node.values,
    ast.BinOp: lambda node: [] if isinstance(node.op, (ast.Div, ast.Sub)) else [node.left, node.right],
    ast.NamedExpr: lambda node: [node.value],
    ast.Starred: lambda node: [node.value],
    ast.List: lambda node: node.elts,
    ast.Tuple: lambda node: node.elts,
    ast.Set: lambda node: node.elts,
    ast.Dict: lambda node: node.values,
    ast.GeneratorExp: lambda node: [node.elt],
    ast.ListComp: lambda node: [node.elt],
    ast.SetComp: lambda node: [node.elt],
    ast.DictComp: lambda node: [node.value],
    ast.Subscript: lambda node: [node.value],
}
"""What must be safe in an expression of a kind, so that the expression is."""


Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.Module


class Gate(ast.NodeVisitor):
    """Walk through a module; collect what draws a text as Markdown that did not go through the gate."""

    def __init__(self, promises: Promises) -> None:
        self.promises = promises
        self.faults: list[str] = []
        self.scopes: list[Function] = []
        self.looking: set[tuple[int, str]] = set()

    def visit_Module(self, node: ast.Module) -> None:
        self._inside(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._inside(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self._inside(node)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._inside(node)

    def _inside(self, node: Function) -> None:
        self.scopes.append(node)
        self.generic_visit(node)
        self.scopes.pop()

    def visit_Return(self, node: ast.Return) -> None:
        function = next(one for one in reversed(self.scopes) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef))
        if annotated(function.returns) and node.value is not None:
            self._need(node.value, f"{function.name} promises Markdown")
        self.generic_visit(node)

    def visit_Yield(self, node: ast.Yield) -> None:
        function = next(one for one in reversed(self.scopes) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef))
        if annotated(function.returns) and node.value is not None:
            self._need(node.value, f"{function.name} promises Markdown")
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = called(node)
        if name == "Markdown":
            self._need(node.args[0], "Markdown(…)")
        if isinstance(node.func, ast.Attribute) and name in DRAWN:
            for keyword, place in DRAWN[name].items():
                for value in argument(node, keyword, place):
                    self._need(value, f".{name}({keyword})")
            if name in ("radio", "pills", "segmented_control") and not argument(node, "format_func", 3):
                for value in argument(node, "options", 1):
                    self._need(value, f".{name}(options)")
        if isinstance(node.func, ast.Attribute) and ast.unparse(node.func) in TABLES:
            self._table(node, name)
        self.generic_visit(node)

    def _table(self, node: ast.Call, name: str) -> None:
        """Take a table that draws Markdown only from `text_table`, one with a toolbar only from `neutral_table`."""
        made = node.args[0]
        if name == "table" and any(
            isinstance(one, ast.FunctionDef) and one.name == "text_table" for one in self.scopes
        ):
            return
        if name == "table" or not (isinstance(made, ast.Call) and called(made) == "neutral_table"):
            self.faults.append(f"{node.lineno}: {ast.unparse(node)[:110]}")

    def _need(self, node: ast.expr, where: str) -> None:
        if not self.safe(node):
            self.faults.append(f"{node.lineno}: {where}: {ast.unparse(node)[:110]}")

    def safe(self, node: ast.expr | None) -> bool:
        """Tell whether an expression, or each thing in it, is Markdown of ours or text that was escaped."""
        if type(node) in _PARTS:
            return all(map(self.safe, _PARTS[type(node)](node)))
        if isinstance(node, ast.Lambda):
            self.scopes.append(node)
            safe = self.safe(node.body)
            self.scopes.pop()
            return safe
        if isinstance(node, ast.Call):
            return self._safe_call(node)
        if isinstance(node, ast.Attribute):
            return node.attr in self.promises.fields | self.promises.functions
        return isinstance(node, ast.Name) and self._safe_name(node.id)

    def _safe_call(self, node: ast.Call) -> bool:
        name = called(node)
        if name in self.promises.functions or (isinstance(node.func, ast.Name) and name in {"Markdown", *GATES}):
            return True
        if isinstance(node.func, ast.Attribute):
            own = [node.func.value] if name in _OF_TEXT else []
            return bool(own) and all(map(self.safe, [*own, *node.args[-1:]]))
        return self._safe_name(name) or (name in _OF_LISTS and all(map(self.safe, node.args[:1])))

    def _safe_name(self, name: str) -> bool:
        if name in GATES | self.promises.functions:
            return True
        for scope in reversed(self.scopes):
            if isinstance(scope, (ast.FunctionDef, ast.Lambda)):
                arguments = [*scope.args.posonlyargs, *scope.args.args, *scope.args.kwonlyargs]
                for one in arguments:
                    if one.arg == name:
                        return annotated(one.annotation)
            values = list(bound(scope, name))
            if values:
                if (id(scope), name) in self.looking:
                    return True
                self.looking.add((id(scope), name))
                try:
                    return all(value is not None and self.safe(value) for value in values)
                finally:
                    self.looking.discard((id(scope), name))
        return False


def called(node: ast.Call) -> str:
    """Return the last name of what is called."""
    return (
        node.func.attr
        if isinstance(node.func, ast.Attribute)
        else node.func.id
        if isinstance(node.func, ast.Name)
        else ""
    )


def argument(node: ast.Call, keyword: str, place: int | None) -> list[ast.expr]:
    """Return the argument of that name or place, in a list that is empty where it is not given."""
    named = [one.value for one in node.keywords if one.arg == keyword]
    return named or ([node.args[place]] if place is not None and len(node.args) > place else [])


def is_numeric(part: ast.FormattedValue) -> bool:
    """Tell whether a format lets numbers through only."""
    return part.format_spec is not None and ast.unparse(part.format_spec).strip("'\"f")[-1:] in {",", "d", "%"}


def bound(scope: Function, name: str) -> Iterator[ast.expr | None]:
    """Yield what a name stands for in a scope: the values set, appended and looped over; None where it is not seen."""
    for node in local(scope):
        match node:
            case ast.Assign():
                for target in node.targets:
                    yield from of_target(target, node.value, name)
            case ast.AnnAssign(target=ast.Name(id=found)) if found == name:
                yield ast.Constant("") if annotated(node.annotation) else node.value
            case ast.AugAssign(target=ast.Name(id=found)) if found == name:
                yield node.value
            case ast.NamedExpr(target=ast.Name(id=found)) if found == name:
                yield node.value
            case ast.For():
                yield from of_target(node.target, element(node.iter), name)
            case ast.comprehension():
                yield from of_target(node.target, element(node.iter), name)
            case ast.Call(func=ast.Attribute(value=ast.Name(id=found), attr="append" | "add" | "extend")) if (
                found == name
            ):
                yield from node.args


def element(node: ast.expr) -> ast.expr:
    """Return what an iteration yields: of ``enumerate`` and ``zip`` a tuple, of ``items`` key and value."""
    if isinstance(node, ast.Call):
        name = called(node)
        if name == "enumerate":
            return ast.Tuple([ast.Constant(0), element(node.args[0])], ast.Load())
        if name == "zip":
            return ast.Tuple([element(one) for one in node.args], ast.Load())
        if name == "items" and isinstance(node.func, ast.Attribute):
            return ast.Tuple([ast.Name("?", ast.Load()), node.func.value], ast.Load())
    return node


def of_target(target: ast.expr, value: ast.expr, name: str) -> Iterator[ast.expr | None]:
    """Yield the part of a value that an unpacking gives to a name."""
    if isinstance(target, ast.Name):
        if target.id == name:
            yield value
    elif isinstance(target, (ast.Tuple, ast.List)):
        for place, one in enumerate(target.elts):
            named = one.value if isinstance(one, ast.Starred) else one
            if isinstance(value, (ast.Tuple, ast.List)):
                rows = [row for row in value.elts if isinstance(row, ast.Tuple)]
                if len(rows) == len(value.elts) and rows:  # a loop over written rows
                    for row in rows:
                        yield from of_target(named, row.elts[place], name)
                elif len(value.elts) == len(target.elts):
                    yield from of_target(named, value.elts[place], name)
            elif any(isinstance(inner, ast.Name) and inner.id == name for inner in ast.walk(named)):
                yield value


def local(scope: Function) -> Iterator[ast.AST]:
    """Yield the nodes of a scope without those of the functions inside it."""
    waiting: list[ast.AST] = list(ast.iter_child_nodes(scope))
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.Lambda, ast.ClassDef)):
            waiting += ast.iter_child_nodes(node)
