"""Characters in a note that the letter cannot draw, before it is settled for ever."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opbouw.lib.pdf import unprintable
from signalen.delen import AANHANG, DELEN, Rijen, Tekst, Veld
from signalen.models import Agendanotitie

# How the form calls a row of these, before its number.
PREFIX = {"vragen": "vraag", "richtingen": "richting"}
# No more than these are named in one text: enough to see what is meant.
NAMED = 3


def undrawable(notitie: Agendanotitie) -> Iterator[tuple[str, str, int]]:
    """Yield a sentence, the id of the field and the part of the note, for each text."""
    for deel in DELEN:
        for veld in deel.velden:
            for place, anchor, text in _texts(notitie, veld):
                if missing := unprintable(text):
                    yield _sentence(place, missing), anchor, deel.nummer


def _texts(notitie: Agendanotitie, veld: Veld) -> Iterator[tuple[str, str, str]]:
    name = str(veld.label or veld.place)
    if isinstance(veld, Tekst):
        yield name, f"id_{veld.name}", getattr(notitie, veld.name)
    elif isinstance(veld, Rijen):
        for row in getattr(notitie, veld.name).all():
            for field in AANHANG[veld.name]:
                anchor = f"id_{PREFIX[veld.name]}-{row.nummer - 1}-{field}"
                yield f"{veld.row_name} {row.nummer}", anchor, getattr(row, field)
    elif veld.name == "verhalen":
        for verhaal in notitie.verhalen.all():
            yield _("een gekozen verhaal"), "id_verhalen", f"{verhaal.tekst} {verhaal.kring}"
    elif veld.name == "gekozen_bronnen":
        for bron in notitie.gekozen_bronnen.all():
            yield (
                _("een gekozen bron"),
                "id_gekozen_bronnen",
                f"{bron.naam} {bron.omschrijving}",
            )
    elif veld.name == "initiatieven":
        for titel in notitie.initiatieven.values_list("titel", flat=True):
            yield _("een gekozen initiatief"), "id_initiatieven", titel
    elif veld.name == "signalen":
        for waarom in notitie.signalen.values_list("lijn_waarom", flat=True):
            yield _("een gekozen signaal"), "id_signalen", waarom


def _sentence(place: str, missing: str) -> str:
    named = ", ".join(f"{char} (U+{ord(char):04X})" for char in missing[:NAMED])
    if len(missing) > NAMED:
        named = _("%(tekens)s en nog %(aantal)d") % {
            "tekens": named,
            "aantal": len(missing) - NAMED,
        }
    return _("In “%(plek)s” staat iets dat de brief niet kan tonen: %(tekens)s.") % {
        "plek": place,
        "tekens": named,
    }
