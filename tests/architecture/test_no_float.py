"""Money and rates never pass through a binary fraction."""

from __future__ import annotations

import ast

from tests.architecture.sources import called_name, lines, nodes

MONEY_PATHS = (
    "app/domain",
    "app/services",
    "app/ports",
    "app/cli",
    "db/types.py",
    "db/models",
    "db/queries",
    "db/repositories",
)
# The search for the CAT is numerical; its result is rounded to one decimal and checked against published figures.
# The likeness of two names is no money, nor is a chance in the invented lender.
ALLOWED = ("app/domain/loans/cat.py", "app/domain/clients/duplicates.py", "app/services/demo/")


def is_float(node: ast.AST) -> bool:
    """A float literal, a call of ``float`` or of ``math``'s functions on floats."""
    return (isinstance(node, ast.Constant) and isinstance(node.value, float)) or called_name(node) in (
        "float",
        "fsum",
        "sqrt",
        "isclose",
    )


def test_no_float_is_written_or_made_where_money_passes() -> None:
    found = [
        f"{name}:{getattr(node, 'lineno', 0)}"
        for name, node in nodes(*MONEY_PATHS)
        if is_float(node) and not name.startswith(ALLOWED)
    ]
    assert found == [], lines(found)


def test_the_check_sees_a_float() -> None:
    seen = [ast.unparse(node) for node in ast.walk(ast.parse("x = 0.1 + float('3') + 2")) if is_float(node)]
    assert seen == ["0.1", "float('3')"]
