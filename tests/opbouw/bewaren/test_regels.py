"""Every model says how long it is kept, and docs/privacy.md says the same."""

import re
from datetime import timedelta
from pathlib import Path

from django.apps import apps
from django.db import models
from django.utils import timezone

from opbouw.queries.bewaren import KEPT, RULES
from tests.keten import make_verhaal
from tests.wereld import Wereld
from wijken.models import TERMIJNEN, Onderwerp, owned_models

PRIVACY = Path(__file__).parents[3] / "docs" / "privacy.md"


def test_every_model_says_how_long_it_is_kept() -> None:
    every = {model._meta.label for model in apps.get_models()}
    named = [rule.model._meta.label for rule in RULES] + [kept.model for kept in KEPT]
    assert {"without": every - set(named), "gone": set(named) - every} == {
        "without": set(),
        "gone": set(),
    }, "Add a Rule or a Kept to retention.py of the app, and a line to docs/privacy.md."
    assert {model._meta.label for model in owned_models()} <= set(named)
    # A model is either kept by a chosen term or with something else, never both; what was put away
    # goes sooner.
    chosen = {rule.model._meta.label for rule in RULES if isinstance(rule.term, Onderwerp)}
    assert not chosen & {kept.model for kept in KEPT}


def test_what_goes_with_another_row_names_a_row_that_goes() -> None:
    going = {rule.model._meta.label for rule in RULES}
    parents = {kept.until.removeprefix("with its ") for kept in KEPT if "with its" in kept.until}
    assert parents <= going


def test_every_subject_has_a_rule_and_bounds() -> None:
    assert {rule.term for rule in RULES if isinstance(rule.term, Onderwerp)} == set(TERMIJNEN)
    assert all(1 <= t.least <= t.default <= t.most <= 10 for t in TERMIJNEN.values())
    # What the practice demands (domain.md).
    practice = {"contactgegevens": 2, "contacten": 2, "verhalen": 5, "notities": 10, "logboek": 2}
    assert {key: TERMIJNEN[key].most for key in practice} == practice


def test_a_story_written_down_long_after_its_consent_goes_by_the_consent(wereld: Wereld) -> None:
    (rule,) = (rule for rule in RULES if rule.term == Onderwerp.VERHALEN)
    today = timezone.localdate()
    old, young = (
        make_verhaal(wereld.samira, wereld.klaverveld, tekst=f"{days} dagen") for days in (400, 300)
    )
    for verhaal, days in ((old, 400), (young, 300)):
        type(verhaal).objects.filter(pk=verhaal.pk).update(
            toestemming_op=today - timedelta(days=days)
        )
    due = rule.due(wereld.de_brink.pk, today - timedelta(days=365))
    assert [row.pk for row in due] == [old.pk]


def test_files_live_only_where_a_rule_removes_them() -> None:
    """A photo or an export that comes later must say so here, and be walked in test_klok."""
    files = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.FileField | models.BinaryField) or field.name == "bestand"
    ]
    hashes = {"lib.RateCounter.key_hash", "lib.SpentToken.key_hash"}
    # Public figures for a day at most (tests/wijken/cijfers/test_inlezen.py), no words of ours.
    # Encrypted rows for a week, and no term of its own (tests/wijken/test_overzetten.py).
    read_in = {"wijken.Inlezing.bestand", "wijken.Overzetting.bestand"}
    assert set(files) - hashes - read_in == {
        "signalen.NotitieVersie.bestand",
        "signalen.VerantwoordingPdf.bestand",
        "wijken.Foto.bestand",
    }


def lines_of_privacy() -> list[str]:
    """Return the lines of the table of terms as the rules say them."""
    rules = [(rule.model._meta.label, _term(rule.term), rule.after) for rule in RULES]
    kept = [(one.model, one.until, "–") for one in KEPT]
    return [f"| `{model}` | {years} | {what} |" for model, years, what in [*rules, *kept]]


def _term(term: Onderwerp | timedelta) -> str:
    if isinstance(term, timedelta):
        return f"{term.days} days, for everybody"
    termijn = TERMIJNEN[term]
    return f"{termijn.default} years, may be {termijn.least} to {termijn.most} (`{term}`)"


def test_privacy_says_what_the_rules_do() -> None:
    written = re.findall(r"^\| `\w+\.\w+` \|.*$", PRIVACY.read_text(), flags=re.M)
    assert sorted(written) == sorted(lines_of_privacy())


def test_the_tests_that_privacy_names_are_there() -> None:
    named = set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PRIVACY.read_text()))
    assert len(named) > 8
    root = PRIVACY.parents[1]
    gone = [
        f"{path}::{name}"
        for path, name in named
        if not (root / path).exists() or f"def {name}" not in (root / path).read_text()
    ]
    assert gone == []
