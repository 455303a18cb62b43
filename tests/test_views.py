"""Views are told in one way: what is asked of them is read from their own source."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
VIEWS = sorted(ROOT.glob("*/views/*.py"))
METHODS = {"require_safe", "require_POST", "takes_form"}
# Does not act: it tells what is known of a file.
ACTS_ON_NOTHING = {"controle"}


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """The functions of a file, the views among them."""
    tree = ast.parse(path.read_text())
    yield from (node for node in tree.body if isinstance(node, ast.FunctionDef))


def calls(node: ast.AST, name: str) -> bool:
    """Whether a function or method of this name is called in it."""
    called = [one.func for one in ast.walk(node) if isinstance(one, ast.Call)]
    return any(
        (isinstance(func, ast.Attribute) and func.attr == name)
        or (isinstance(func, ast.Name) and func.id == name)
        for func in called
    )


def refuses(node: ast.If) -> bool:
    """Whether what is done in it ends in a `with` that shows a refusal."""
    last = node.body[-1]
    return isinstance(last, ast.With) and any(
        calls(item.context_expr, name)
        for item in last.items
        for name in ("refusals_on", "refusals_as_messages")
    )


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_a_valid_form_is_acted_on_where_a_refusal_can_be_shown(path: Path) -> None:
    wrong = []
    for function in functions(path):
        asked = [node for node in ast.walk(function) if isinstance(node, ast.If)]
        valid = [node for node in asked if calls(node.test, "is_valid")]
        if function.name not in ACTS_ON_NOTHING and not all(refuses(node) for node in valid):
            wrong.append(function.name)
        if len([n for n in ast.walk(function) if calls_directly(n)]) != len(valid):
            wrong.append(f"{function.name}: is_valid() outside an if")
    assert wrong == []


def calls_directly(node: ast.AST) -> bool:
    """Whether this very node asks a form whether it is valid."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "is_valid"
    )


def test_no_view_counts_out_a_status_or_changes_what_was_sent() -> None:
    forbidden = ("status=422", "status=429", ".data =", "except Refused", "request.POST or None")
    found = [
        f"{path.relative_to(ROOT)}: {words}"
        for path in VIEWS
        for words in forbidden
        if words in path.read_text()
    ]
    # A limit on a page where nothing is typed is a page of its own: these take a file.
    assert sorted(found) == [
        "signalen/views/versie.py: status=429",
        "wijken/views/foto.py: status=429",
        "wijken/views/overzetten.py: status=429",
    ]
