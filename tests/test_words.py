"""Our Dutch words stay as we wrote them: none is a source string of Django or allauth as well."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext, override

from opbouw.machine.assets import BASE

APPS = ("opbouw", "wijken", "initiatieven", "signalen")
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
TAG = re.compile(r"""\{% translate (?:"([^"]+)"|'([^']+)')""")
PART = re.compile(r"""_\("([^"]+)"\)""")
BLOCK = re.compile(r"\{% blocktranslate[^%]*%\}(.*?)\{% (?:plural|endblocktranslate)", re.S)


def in_code(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            yield from (
                argument.value
                for argument in node.args
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            )


def in_template(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    yield from (one or other for one, other in TAG.findall(text))
    yield from PART.findall(text)
    yield from (found.strip() for found in BLOCK.findall(text))


def test_no_word_of_ours_is_translated_by_another_catalogue() -> None:
    code = [path for app in APPS for path in (BASE / app).rglob("*.py")]
    templates = [path for path in (BASE / "templates").rglob("*") if path.is_file()]
    words = {word for path in code for word in in_code(path)}
    words |= {word for path in templates for word in in_template(path)}
    assert {"nog niet", "Inloggen"} <= words
    # "Save" is the proof that the test would see it: Django translates that one.
    with override("nl"):
        changed = {word: gettext(word) for word in {*words, "Save"} if gettext(word) != word}
    assert changed == {"Save": "Opslaan"}
