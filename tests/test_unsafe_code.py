"""What our own code never does: run what was typed, call other sites, let a form set anything.

The whole tree is read, so that a new file is held to it too.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.forms import BaseForm, BaseModelForm

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ("opbouw", "wijken", "initiatieven", "signalen")
# Programs that are started by hand, the demo, and the style guide, which production does not show.
BY_HAND = (
    "opbouw/lib/backup/",
    "opbouw/machine/",
    "opbouw/management/",
    "opbouw/views/stijl.py",
    "opbouw/voorbeeld/",
)

RUNS_CODE = {"eval", "exec", "compile", "__import__", "getattr_static"}
MODULES = {
    "ftplib", "marshal", "pickle", "pty", "random", "shelve", "subprocess", "telnetlib", "xml",
}  # fmt: skip
NETWORK = {
    "aiohttp", "ftplib", "http", "httpx", "requests", "smtplib", "socket", "telnetlib", "urllib3",
    "xmlrpc",
}  # fmt: skip
MAY_IMPORT = {
    # A container asks its own web server; its name goes into a ping of the worker.
    "opbouw/healthcheck.py": ["http", "http.client", "socket"],
    # Knows a refusal from a silence, which Django's own backend does not.
    "opbouw/lib/jobs/smtp.py": ["smtplib"],
    "opbouw/lib/logs/values.py": ["smtplib"],  # the name of an exception
    "wijken/toegang/accounts.py": ["requests"],  # the kind of allauth's own session
}
# Statements that the ORM has no words for; their values are parameters.
OWN_SQL = {
    "opbouw/lib/database/fulltext.py",
    "opbouw/lib/database/indexes.py", "opbouw/lib/database/server_log.py",
    "opbouw/lib/web/cache.py", "opbouw/lib/web/limits.py", "opbouw/lib/writing/locking.py",
    "opbouw/lib/writing/reference.py", "wijken/actions/invultijd.py", "wijken/actions/opvolging.py",
}  # fmt: skip


def trees() -> Iterator[tuple[str, ast.Module]]:
    """Every file that serves a request or a job, parsed."""
    for floor in FLOORS:
        for path in sorted((ROOT / floor).rglob("*.py")):
            name = str(path.relative_to(ROOT))
            if not name.startswith(BY_HAND) and "/migrations/" not in name:
                yield name, ast.parse(path.read_text())


def imported(tree: ast.Module) -> set[str]:
    """The modules that a file imports, by their first name."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return {name.partition(".")[0] for name in found} | found & {"urllib.request", "http.client"}


def calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    """Every call of a file, with the last part of the name that is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            yield node, name


def is_words_of_ours(node: ast.expr) -> bool:
    """Whether a text stands in the code: a literal, or a translated one."""
    if isinstance(node, ast.Call):
        return bool(node.args) and all(is_words_of_ours(one) for one in node.args[:2])
    return isinstance(node, ast.Constant)


def unsafe(tree: ast.Module, name: str) -> Iterator[str]:
    """What in this file could make code, a program, a query or a template of a text."""
    for module in imported(tree) & MODULES:
        yield f"imports {module}"
    for call, called in calls(tree):
        if isinstance(call.func, ast.Name) and called in RUNS_CODE:
            yield f"line {call.lineno}: {called}"
        if called in {"system", "popen", "spawnv", "execv", "from_string", "RawSQL", "extra"}:
            yield f"line {call.lineno}: {called}"
        if called == "Template" or (called == "raw" and isinstance(call.func, ast.Attribute)):
            yield f"line {call.lineno}: {called}"
        formats = called in {"format", "format_map"} and isinstance(call.func, ast.Attribute)
        if formats and not is_words_of_ours(call.func.value):  # type: ignore[attr-defined]  # see above
            yield f"line {call.lineno}: a text that is not ours is a format"
        if called == "cursor" and name not in OWN_SQL:
            yield f"line {call.lineno}: SQL of its own"


def test_nothing_of_ours_runs_what_was_typed() -> None:
    found = {name: list(unsafe(tree, name)) for name, tree in trees()}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert len(found) > 150
    using = {name for name, tree in trees() if any(one == "cursor" for _call, one in calls(tree))}
    assert using == OWN_SQL
    bad = "import pickle\neval(x)\nt.format(1)\nModel.objects.raw(x)\nwith c.cursor() as k: pass\n"
    assert len(list(unsafe(ast.parse(bad), "x.py"))) == 5


def weak_hashes(tree: ast.Module) -> Iterator[str]:
    """Where SHA-1 or MD5 is taken, by name or because Django's own default is not changed."""
    for call, called in calls(tree):
        named = {keyword.arg for keyword in call.keywords}
        if called in {"md5", "sha1"} or (called == "salted_hmac" and "algorithm" not in named):
            yield f"line {call.lineno}: {called}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.value in {"md5", "sha1"}:
            yield f"line {node.lineno}: {node.value}"


def test_nothing_of_ours_takes_a_weak_hash() -> None:
    found = {name: list(weak_hashes(tree)) for name, tree in trees()}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    bad = "hashlib.sha1(x)\nsalted_hmac(x, y)\nsalted_hmac(x, y, algorithm='sha1')\n"
    assert len(list(weak_hashes(ast.parse(bad)))) == 3


def test_no_statement_holds_a_value() -> None:
    """In our own SQL every value is a parameter; a name in it is one of ours."""
    for name, tree in trees():
        for call, called in calls(tree):
            if called == "execute" and name in OWN_SQL:
                statement = call.args[0]
                parts = statement.values if isinstance(statement, ast.JoinedStr) else [statement]
                put_in = [part for part in parts if isinstance(part, ast.FormattedValue)]
                names = {ast.unparse(part.value) for part in put_in}
                assert names <= {"table", "_table()"}, f"{name}:{call.lineno}"


def test_nothing_of_ours_calls_another_site() -> None:
    """Connections are those of Django, Celery and allauth, to what the environment names."""
    found = {
        name: sorted(imported(tree) & (NETWORK | {"urllib.request", "http.client"}))
        for name, tree in trees()
    }
    assert {name: modules for name, modules in found.items() if modules} == MAY_IMPORT


def forms_of_ours(base: type[BaseForm]) -> Iterator[type[BaseForm]]:
    for form in base.__subclasses__():
        if form.__module__.partition(".")[0] in FLOORS:
            yield form
        yield from forms_of_ours(form)


def test_forms_take_their_own_fields_only() -> None:
    """A form of a model lists its fields, and no view hands a request to a model."""
    assert apps.ready
    listed = [form for form in forms_of_ours(BaseForm) if issubclass(form, BaseModelForm)]
    for form in listed:
        meta: Any = vars(form)["_meta"]
        assert meta.model is None or isinstance(meta.fields, list | tuple), form
        assert meta.exclude is None, form
    whole = re.compile(r"\*\*\s*(self\.)?request\.(POST|GET)|fields = \"__all__\"")
    assert [name for name, _tree in trees() if whole.search((ROOT / name).read_text())] == []
