"""Every use case there is, found in the modules themselves, with the permission it asks for and harmless arguments."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import app.context
import app.services
from app.context import ANYONE, Context
from app.domain.money import Money
from app.ports.storage import UnitOfWork

NOWHERE = 10**6
"""An id that nothing has."""
OPENERS = ("change", "reading", "require")


@dataclass(frozen=True)
class ServiceCall:
    """A public function of ``app.services`` that is given a context and opens its own transaction."""

    function: Callable[..., Any]

    @property
    def name(self) -> str:
        return f"{self.function.__module__.removeprefix('app.services.')}.{self.function.__name__}"

    def permissions(self) -> list[str]:
        """What its own text asks the context for, in order; a call it passes the context to counts as its own."""
        tree = ast.parse(inspect.getsource(self.function))
        asked = []
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in OPENERS:
                assert isinstance(node.func.value, ast.Name), self.name
                assert node.func.value.id == "ctx", self.name
                asked.append(_permission(node.args[0]) if node.args else ANYONE)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                target = self.function.__globals__.get(node.func.id)
                if target is not None and ServiceCall(target) in SERVICE_CALLS:
                    asked += ServiceCall(target).permissions()
        return asked

    def call(self, ctx: Context, folder: Path) -> object:
        """With a value of the right kind for every parameter, none of which names anything on file."""
        hints = typing.get_type_hints(self.function)
        given = {
            one.name: ctx if _is_context(hints[one.name]) else some(hints[one.name], folder)
            for one in inspect.signature(self.function).parameters.values()
            if one.default is one.empty
        }
        return self.function(**given)


def _permission(node: ast.expr) -> str:
    return str(getattr(app.context, node.id)) if isinstance(node, ast.Name) else str(ast.literal_eval(node))


def some(kind: Any, folder: Path) -> Any:
    """A value of a type: empty, zero, or the first there is."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return None if type(None) in inner else some(inner[0], folder)
    if origin is tuple and len(inner) == 2 and inner[1] is ...:
        return (some(inner[0], folder),)
    if origin in (tuple, list, frozenset, set) or (isinstance(origin, type) and issubclass(origin, typing.Collection)):
        return {} if isinstance(origin, type) and issubclass(origin, Mapping) else ()
    plain = {int: NOWHERE, str: "x", bool: False, bytes: b"x", Path: folder / "x.xlsx", date: date(2026, 1, 15)}
    plain |= {Money: Money(100), Decimal: Decimal("0.1"), datetime: datetime(2026, 1, 15).astimezone()}
    if kind in plain:
        return plain[kind]
    if getattr(kind, "_is_protocol", False):
        return object()  # no use case may reach for the files before it asked
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    assert is_dataclass(kind), kind
    hints = typing.get_type_hints(kind)
    assert isinstance(kind, type)
    made: Any = object.__new__(kind)  # past the checks of its own making: the permission must come before them
    for item in fields(kind):
        object.__setattr__(made, item.name, some(hints[item.name], folder))
    return made


def _found() -> tuple[ServiceCall, ...]:
    calls = []
    for found in pkgutil.walk_packages(app.services.__path__, "app.services."):
        module = importlib.import_module(found.name)
        for name, function in vars(module).items():
            if name.startswith("_") or not inspect.isfunction(function) or function.__module__ != module.__name__:
                continue
            hints = typing.get_type_hints(function)
            given = [hint for name, hint in hints.items() if name != "return"]
            if any(_is_context(hint) for hint in given) and UnitOfWork not in given:
                calls.append(ServiceCall(function))
    return tuple(calls)


def _is_context(hint: Any) -> bool:
    return hint is Context or Context in typing.get_args(hint)


SERVICE_CALLS: tuple[ServiceCall, ...] = _found()
