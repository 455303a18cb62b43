"""What is wrong in the TOML of the example data stops the builder, and says where."""

import shutil
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models
from django.utils import timezone

from opbouw.management.commands import voorbeeld
from opbouw.voorbeeld.builder import build
from opbouw.voorbeeld.entries import JAAR, EntryError, read
from opbouw.voorbeeld.tables import GROUND, PARTS, STORY
from wijken.models import Contactmoment, Gebied

SIGNAAL = "overkant/signaal.toml"
CONTACT = "overkant/contactmoment.toml"
INITIATIEF = "overkant/initiatief.toml"
GEBIED = "gebied.toml"
FIRST = "jaar/overkant/signaal.toml, signaal 1 (“rij”)"


@pytest.fixture
def jaar(tmp_path: Path) -> Path:
    """A copy of the example year with only the story of the small organisation."""
    shutil.copytree(JAAR, tmp_path / "jaar", ignore=shutil.ignore_patterns("de-brink"))
    return tmp_path / "jaar"


def change(jaar: Path, file: str, old: str, new: str) -> None:
    """Write something else in a file of the copy."""
    text = (jaar / file).read_text()
    assert old in text
    (jaar / file).write_text(text.replace(old, new, 1))


@pytest.mark.parametrize(
    "file", sorted(str(path.relative_to(JAAR)) for path in JAAR.rglob("*.toml"))
)
def test_every_file_is_short_and_begins_with_what_it_holds(file: str) -> None:
    lines = (JAAR / file).read_text().splitlines()
    assert lines[0].startswith("# ")
    assert len(lines) < 300


def test_every_table_names_fields_of_its_model() -> None:
    known = {model._meta.model_name: model for model in apps.get_models()}
    for name, table in {**GROUND, **STORY, **PARTS}.items():
        fields = {field.name: field for field in known[name]._meta.get_fields()}
        assert set(table.fields) <= set(fields)
        own = {word for word in table.words if word in fields}
        # A word may say a day in its own way, and nothing else that a field says.
        dates = {word for word in own if isinstance(fields[word], models.DateField)}
        assert own - dates <= {"cijfers"}
        assert all(isinstance(table.words[word], frozenset) for word in dates)


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (SIGNAAL, "kring =", "krink =", f"{FIRST}: krink is unknown here; an entry may have door,"),
        (SIGNAAL, 'door = "ruben"', "door = 3", f"{FIRST}: door must be of type str, not 3."),
        (SIGNAAL, '["verbinden"]', '"verbinden"', f"{FIRST}: lijnen must be of type list, not"),
        (SIGNAAL, '["verbinden"]', '["vlechten"]', f"{FIRST}: lijnen: Item 1 in the array did not"),
        (SIGNAAL, '"ontmoeting"', '"praten"', f"{FIRST}: thema: Value 'praten' is not a valid"),
        (SIGNAAL, "titel =", "plek =", f"{FIRST}: plek is unknown here; an entry may have door,"),
        (SIGNAAL, 'thema = "ontmoeting"\n', "", f"{FIRST}: has no thema."),
        (SIGNAAL, 'kring = "', 'kring = "' + 150 * "x", f"{FIRST}: kring has 169 characters"),
        (SIGNAAL, "days_ago = 4", "dagen = 4", f"{FIRST}: op must be a day in the words at, days_"),
        (SIGNAAL, "days_ago = 4", "days_ago = 4, days_later = 1", f"{FIRST}: op must be a day"),
        (SIGNAAL, "days_ago = 4", 'days_ago = "4"', f"{FIRST}: op has '4' as days_ago."),
        (CONTACT, "days_ago = 12", "month = 13", "contactmoment 1 (“De jeu-de-boulesbaan"),
        (SIGNAAL, "[[signaal]]", "[signaal]", "jaar/overkant/signaal.toml: signaal is unknown"),
        (SIGNAAL, "[[signaal]]", "[[signalen]]", "signaal.toml: signalen is unknown here; a file"),
        (SIGNAAL, "[[signaal]]", "[[signaal]", "jaar/overkant/signaal.toml is no TOML: "),
        (SIGNAAL, "[[signaal]]", "[[gebied]]", "signaal.toml: gebied is unknown here; a file is"),
        (INITIATIEF, "[[init", "berichten = 1\n[[init", "initiatief.toml: berichten is unknown"),
        (INITIATIEF, "plek", "berichten = 1\nplek", "berichten must be a list of tables, not 1."),
        (INITIATIEF, "plek", "berichten = [1]\nplek", "berichten 1: must be a table, not 1."),
        (
            INITIATIEF,
            "plek",
            "berichten = [{ op = { days_ago = 1 }, text = 'x' }]\nplek",
            "initiatief 1 (“Een knikkertoernooi voor alle leeftijden”), berichten 1: text is",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_by_file_and_entry(
    jaar: Path, file: str, old: str, new: str, sentence: str
) -> None:
    change(jaar, file, old, new)
    with pytest.raises(EntryError) as refused:
        read(jaar, file, STORY)
    assert sentence in str(refused.value)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (SIGNAAL, '"Verweg Noord"', '"Noord"', f"{FIRST}: gebied refers to “Noord”, which does"),
        (SIGNAAL, '"ruben"', '"samira"', f"{FIRST}: door refers to “samira”, which does not exist"),
        (SIGNAAL, '"winkel"', '"kraam"', f"{FIRST}: contacten refers to “kraam”, which does not"),
        (SIGNAAL, 'door = "ruben"\n', "", f"{FIRST}: has no door."),
        (SIGNAAL, "op = { days_ago = 4, at = 15:00:00 }\n", "", f"{FIRST}: has no op."),
        (
            SIGNAAL,
            "op = { days_ago = 4, at = 15:00:00 }",
            "keep_off_agenda = { days_ago = 1 }\nop = { days_ago = 4 }",
            f"{FIRST}: niet_op_de_agenda_want and keep_off_agenda go together.",
        ),
        (
            SIGNAAL,
            "op = { days_ago = 4, at = 15:00:00 }",
            "op.days_ago = 4\nkeep_off_agenda.days_ago = 1\nniet_op_de_agenda_want = 'x'",
            f"{FIRST}: needs a coordinator at Stichting Overkant, and there is none.",
        ),
        (CONTACT, 'group = "winkel"', "", f"{FIRST}: contacten refers to “winkel”, which does not"),
        (
            GEBIED,
            "alleen = 46",
            "samen = 46",
            "delen 1 (“Oude Haven”), delen 1 (“Kade”): cijfers must be",
        ),
        ("organisatie.toml", '"Leo ', '"Anneke ', "Gemeente Zonderwater has a anneke already."),
        ("organisatie.toml", '"overkant"', '"overzij"', "organisatie refers to “overkant”, which"),
    ],
)
def test_what_does_not_exist_is_refused_by_file_and_entry(
    jaar: Path, file: str, old: str, new: str, sentence: str
) -> None:
    change(jaar, file, old, new)
    with pytest.raises(EntryError) as refused:
        build(timezone.localdate(), jaar)
    assert sentence in str(refused.value)
    assert Gebied.objects.count() == 0
    assert Contactmoment.objects.count() == 0


@pytest.mark.django_db
def test_a_name_is_given_once_and_a_folder_is_of_an_organisation(jaar: Path) -> None:
    text = (jaar / SIGNAAL).read_text()
    (jaar / SIGNAAL).write_text(text + text)
    with pytest.raises(EntryError, match=r"signaal 2 \(“rij”\): key “rij” is that of an earlier"):
        build(date(2027, 6, 14), jaar)
    (jaar / "overkant").rename(jaar / "overzij")
    with pytest.raises(EntryError, match="jaar/overzij is of no organisation in"):
        build(date(2027, 6, 14), jaar)


@pytest.mark.django_db
def test_the_command_says_what_is_wrong_without_a_traceback(
    jaar: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(jaar, SIGNAAL, "kring =", "krink =")
    monkeypatch.setattr(voorbeeld, "build", partial(build, jaar=jaar))
    with pytest.raises(CommandError, match="krink is unknown here"):
        call_command("voorbeeld")


def test_lines_of_a_text_are_joined_and_paragraphs_stay(jaar: Path) -> None:
    change(jaar, SIGNAAL, "brood. Zonder winkel", "brood.\nZonder\nwinkel")
    change(jaar, SIGNAAL, 'tekst = "', 'tekst = """\n')
    change(jaar, SIGNAAL, 'praten."', 'praten.\n\nEn het brood?\n"""')
    (entry,) = read(jaar, SIGNAAL, STORY)["signaal"]
    first = "Mensen komen niet alleen voor brood. Zonder winkel stopt ook het praten."
    assert entry["tekst"] == f"{first}\n\nEn het brood?"
