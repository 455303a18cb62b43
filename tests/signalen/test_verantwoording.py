"""An account of the work: its page, its PDF and its spreadsheet say the same, and no more."""

import io
import re
import threading
import uuid
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import page
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from initiatieven.models import Bericht, Initiatief
from opbouw.lib.models import AuditRegel, JobStaat
from signalen.actions.bewaren import forget_verhalen
from signalen.actions.verantwoording import (
    delete_accounts,
    purge_account_files,
    request_account,
)
from signalen.actions.verhaal import withdraw
from signalen.models import Antwoord, Signaal, VerantwoordingPdf, Verhaal
from signalen.opmaak_verantwoording import account_pdf
from signalen.queries.geteld import counted
from signalen.queries.onderdelen import HIDDEN
from signalen.queries.verantwoording import compose
from signalen.tabellen import verantwoording as sheet
from signalen.tasks import make_account
from signalen.tekening import movement_svg
from signalen.verantwoording import Lijnstap, Verantwoording, from_json, to_json
from tests.initiatieven.voorbeeld import make_initiatief
from tests.keten import (
    at_once,
    make_antwoorden,
    make_complete_concept,
    make_concept,
    make_contact,
    make_interpreted_signaal,
    make_sent_notitie,
    make_signaal,
    make_usable_verhaal,
    make_verhaal,
    until_somebody_waits,
    words,
)
from tests.wereld import Wereld
from tests.wijken.test_aanwezigheid import note, walk
from wijken.bewaarregels import start_of
from wijken.models import Lidmaatschap
from wijken.queries.tijdvak import Tijdvak, last_whole_quarter

PATH = "/verantwoording/"


@pytest.fixture
def tijdvak() -> Tijdvak:
    """The period that the page begins with."""
    return last_whole_quarter()


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> Path:
    """A folder for the files of one test."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def fill(wereld: Wereld, tijdvak: Tijdvak) -> Verhaal:
    """A quarter in which something of everything happened, in De Weide."""
    moment = start_of(tijdvak.begin) + timedelta(days=11, hours=12)
    later = moment + timedelta(days=30)
    for lid in (wereld.samira, wereld.joost):
        note(lid, wereld.klaverveld, tijdvak, 30, lijnen=["verbinden"], werksoorten=["contact"])
        note(lid, wereld.klaverveld, tijdvak.before, 20, lijnen=["verbinden"])
    contact = make_contact(
        wereld.samira, wereld.klaverveld, op=moment, lijnen=["verbinden"], lijn_waarom="koffie"
    )
    plan = make_initiatief(wereld.de_brink, wereld.klaverveld, staat="loopt")
    Initiatief.objects.filter(pk=plan.pk).update(
        contact=contact, lijnen=["overbruggen"], ingediend_op=moment
    )
    Bericht.objects.create(
        organisatie=wereld.de_brink,
        initiatief=plan,
        tekst="Ja!",
        staat="loopt",
        door=wereld.samira,
        op=later,
    )
    signaal = make_interpreted_signaal(
        wereld.samira, wereld.klaverveld, [contact], lijnen=["verbinden"], lijn_waarom="kou"
    )
    Signaal.objects.filter(pk=signaal.pk).update(op=moment + timedelta(days=2))
    notitie = make_concept(wereld.samira, wereld.gemeente, signaal)
    notitie = make_complete_concept(notitie, wereld.samira)
    notitie = make_sent_notitie(notitie, wereld.marijke)
    type(notitie).objects.filter(pk=notitie.pk).update(
        verzonden_op=later, lijnen=["verbinden", "koppelen"]
    )
    make_antwoorden(notitie, wereld.anneke)
    Antwoord.objects.update(op=later + timedelta(days=3))
    return make_usable_verhaal(wereld.samira, wereld.joost, wereld.klaverveld, op=later)


def make_old_verhaal(wereld: Wereld, **fields: Any) -> Verhaal:
    """A story that may leave, of before the end of the last whole quarter."""
    old = timezone.now() - timedelta(days=100)
    return make_usable_verhaal(
        wereld.samira, wereld.joost, wereld.klaverveld, **{"op": old, **fields}
    )


def rows(inhoud: Verantwoording) -> dict[str, tuple[str, str, str]]:
    """What each line says: now, before and the difference."""
    return {
        f"{deel.soort}: {one.wat}": (one.nu, one.eerder, one.verschil)
        for deel in inhoud.onderdelen
        for one in deel.regels
    }


# --- What it says ---
def test_the_whole_of_a_quarter(wereld: Wereld, tijdvak: Tijdvak) -> None:
    verhaal = fill(wereld, tijdvak)
    inhoud = compose(wereld.marijke, wereld.weide, tijdvak, [verhaal.pk])
    assert rows(inhoud) == {
        "aanwezig: Dagen waarop er iemand was": ("20", "20", "evenveel"),
        "aanwezig: Rondes": ("0", "0", "evenveel"),
        "aanwezig: Contacten": ("60", "40", "meer"),
        "aanwezig: Praatjes tijdens een ronde": ("0", "0", "evenveel"),
        "aanwezig: Mensen gesproken, ongeveer": ("60", "40", "meer"),
        "werk: Contact": ("60", "0", "meer"),
        "lijnen: Contacten op verbinden": ("60", "40", "meer"),
        "lijnen: Contacten op overbruggen": ("0", "0", "evenveel"),
        "lijnen: Contacten op koppelen": ("0", "0", "evenveel"),
        "initiatieven: Ingebracht door bewoners": ("1", "0", "meer"),
        "initiatieven: Lopend aan het eind": ("1", "0", "meer"),
        "signalen: Opgemerkt": ("1", "0", "meer"),
        "notities: Verzonden aan de gemeente": ("1", "0", "meer"),
        "notities: Vragen daarin": ("1", "0", "meer"),
        "notities: Antwoord: overgenomen": ("1", "0", "meer"),
    }
    assert inhoud.in_het_kort == (
        "Op 20 dagen was er iemand. We spraken ongeveer 60 keer iemand.",
        "Bewoners brachten 1 initiatief in.",
        "Aan het eind liep 1 initiatief.",
        "We merkten 1 signaal op.",
        "De gemeente kreeg 1 notitie van ons.",
        "De gemeente gaf 1 antwoord.",
        "2 keer kwam iets op een volgende lijn.",
    )
    assert inhoud.stappen == (
        Lijnstap("verbinden", "koppelen", 1, 0, "1 notitie"),
        Lijnstap("verbinden", "overbruggen", 1, 0, "1 initiatief"),
        Lijnstap("verbinden", "verbinden", 1, 0, "1 signaal"),
    )
    assert [(one.titel, one.antwoorden) for one in inhoud.brieven] == [
        ("Kou in de wijk", ("vraag 1: overgenomen",))
    ]
    assert [(one.tekst, one.kring, one.waar) for one in inhoud.verhalen] == [
        ("Ik zie niemand meer.", "oudere bewoners", "Klaverveld")
    ]
    tekst = {deel.soort: deel.tekst for deel in inhoud.onderdelen}
    assert tekst["lijnen"] == (
        "Op overbruggen en koppelen is in deze periode geen contact genoteerd."
    )
    # All of it was in De Weide.
    whole = compose(wereld.marijke, None, tijdvak, [verhaal.pk])
    assert (rows(whole), whole.stappen) == (rows(inhoud), inhoud.stappen)
    assert compose(wereld.marijke, wereld.oude_haven, tijdvak).in_het_kort == ()


def test_what_ran_at_the_end_is_counted_as_it_was_then(wereld: Wereld, tijdvak: Tijdvak) -> None:
    end = start_of(tijdvak.after)
    ago = timedelta(days=1)
    for answers in (
        [("loopt", end - ago)],
        # Ended after the period; before it; begun after it; never answered.
        [("loopt", end - 2 * ago), ("gelukt", end)],
        [("loopt", end - 2 * ago), ("gestopt", end - ago)],
        [("in_gesprek", end - ago), ("loopt", end)],
        [],
    ):
        plan = make_initiatief(wereld.de_brink, wereld.klaverveld)
        Initiatief.objects.filter(pk=plan.pk).update(ingediend_op=end - 3 * ago)
        for staat, op in answers:
            Bericht.objects.create(
                organisatie=wereld.de_brink,
                initiatief=plan,
                tekst="Zo.",
                staat=staat,
                op=op,
                door=wereld.samira,
            )
    with CaptureQueriesContext(connection) as asked:
        getal = counted(wereld.samira, None, tijdvak, {})
    assert (getal.lopend, getal.afgelopen) == (2, {"gestopt": 1})
    # However many years of plans there are, the database counts them.
    (states,) = [one["sql"] for one in asked.captured_queries if "loopt" in one["sql"]]
    assert states.startswith("SELECT COUNT(*)")


def test_everyone_of_the_team_reads_the_same_and_another_organisation_nothing(
    wereld: Wereld, tijdvak: Tijdvak
) -> None:
    verhaal = fill(wereld, tijdvak)
    mine = [compose(lid, None, tijdvak) for lid in (wereld.samira, wereld.joost, wereld.beatrix)]
    assert mine[1:] == mine[:1] * 2
    other = compose(wereld.ruben, wereld.weide, tijdvak, [verhaal.pk])
    assert (rows(other), other.verhalen, other.brieven, other.stappen) == ({}, (), (), ())


def test_nobody_of_the_team_is_in_it(wereld: Wereld, tijdvak: Tijdvak) -> None:
    verhaal = fill(wereld, tijdvak)
    inhoud = compose(wereld.marijke, None, tijdvak, [verhaal.pk])
    said = str(to_json(inhoud))
    people = (wereld.samira, wereld.joost, wereld.marijke)
    assert [lid.gebruiker.naam for lid in people if lid.gebruiker.naam in said] == []


def test_without_a_second_colleague_only_what_is_no_count_of_the_work(
    wereld: Wereld, tijdvak: Tijdvak
) -> None:
    note(wereld.samira, wereld.klaverveld, tijdvak, 40, lijnen=["verbinden"])
    note(wereld.joost, wereld.kade, tijdvak, 40)
    signaal = make_signaal(wereld.samira, wereld.klaverveld)
    Signaal.objects.filter(pk=signaal.pk).update(op=start_of(tijdvak.begin) + timedelta(days=8))
    inhoud = compose(wereld.marijke, wereld.weide, tijdvak)
    assert rows(inhoud) == {"signalen: Opgemerkt": ("1", "0", "meer")}
    assert inhoud.in_het_kort == ("We merkten 1 signaal op.",)
    text = words(wereld.client(wereld.marijke).get(f"{PATH}?gebied=WK999901").content.decode())
    assert HIDDEN in text
    assert "40" not in text


def test_the_line_of_a_number_of_one_colleague_says_so(wereld: Wereld, tijdvak: Tijdvak) -> None:
    for lid in (wereld.samira, wereld.joost):
        note(lid, wereld.klaverveld, tijdvak, 30)
    walk(wereld.joost, wereld.klaverveld, tijdvak, 40)
    found = rows(compose(wereld.marijke, wereld.weide, tijdvak))
    hidden = ("niet getoond", "0", "")
    assert {wat: one for wat, one in found.items() if wat.startswith("aanwezig")} == {
        "aanwezig: Dagen waarop er iemand was": hidden,
        "aanwezig: Rondes": hidden,
        "aanwezig: Contacten": ("60", "0", "meer"),
        "aanwezig: Praatjes tijdens een ronde": hidden,
        "aanwezig: Mensen gesproken, ongeveer": hidden,
    }


def test_an_empty_period_says_so(wereld: Wereld, tijdvak: Tijdvak) -> None:
    inhoud = compose(wereld.marijke, None, tijdvak)
    assert (rows(inhoud), inhoud.in_het_kort) == ({}, ())
    text = words(wereld.client(wereld.marijke).get(PATH).content.decode())
    for said in (
        "Over deze periode is hier niets te laten zien.",
        "In deze periode is hier niets genoteerd.",
        "Er was geen initiatief van bewoners.",
        "Er is geen signaal opgemerkt of geduid.",
        "Er is geen notitie verzonden, en er stond geen vraag open.",
        "Er is niets terugverteld.",
    ):
        assert said in text
    assert "<svg xmlns" not in text


def test_a_period_that_runs_is_not_compared(wereld: Wereld) -> None:
    today = timezone.localdate()
    now = Tijdvak(today.year, (today.month + 2) // 3)
    note(wereld.samira, wereld.klaverveld, now.before, 40)
    inhoud = compose(wereld.marijke, None, now)
    assert {difference for _now, _before, difference in rows(inhoud).values()} <= {""}
    text = words(wereld.client(wereld.marijke).get(f"{PATH}?tijdvak={now.code}").content.decode())
    assert "Tot en met vandaag, " in text
    assert "Verschil" not in text


# --- The page ---
def test_one_click_shows_the_last_whole_quarter(wereld: Wereld, tijdvak: Tijdvak) -> None:
    fill(wereld, tijdvak)
    client = wereld.client(wereld.marijke)
    assert f'href="{PATH}"' in client.get("/vandaag/").content.decode()
    html = client.get(PATH).content.decode()
    assert f"<bdi>Welzijn De Brink</bdi>, {tijdvak}" in html
    # Drawn on the server, and again as a table: nothing waits for a script.
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="beweging"' in html
    assert "van verbinden naar overbruggen" in words(html)
    assert "Wat van lijn veranderde" in words(html)
    assert re.findall(r"\sstyle=|<style|\son\w+=", html) == []


@pytest.mark.parametrize(
    "query",
    [
        "gebied=BU99990100",
        "gebied=WK999800",
        "gebied=x",
        "tijdvak=2019-k1",
        "tijdvak=2026-01-01",
        "verhaal=0",
        "verhaal=x",
        "verhaal=99999999999999999999999",
    ],
)
def test_what_cannot_be_chosen_is_said(wereld: Wereld, query: str) -> None:
    wereld.bring("ver_weg")
    client = wereld.client(wereld.marijke)
    page = client.get(f"{PATH}?{query}")
    assert page.status_code == 422
    text = words(page.content.decode())
    assert "Kijk hier even naar:" in text
    assert "Selecteer een geldige keuze" not in text
    assert client.get(f"{PATH}excel/?{query}").status_code == 422
    assert AuditRegel.objects.filter(handeling="verantwoording_gedownload").count() == 0


def test_only_stories_that_may_leave_can_be_chosen(wereld: Wereld, tijdvak: Tijdvak) -> None:
    old: dict[str, Any] = {"op": timezone.now() - timedelta(days=100)}
    own = make_usable_verhaal(
        wereld.samira, wereld.joost, wereld.klaverveld, tekst="Mag mee.", **old
    )
    unread = make_verhaal(wereld.samira, wereld.klaverveld, tekst="Ongelezen.", **old)
    inside = make_usable_verhaal(
        *(wereld.samira, wereld.joost, wereld.klaverveld),
        tekst="Binnen het team.",
        toestemming_waarvoor="team",
        **old,
    )
    gone = make_usable_verhaal(wereld.samira, wereld.joost, wereld.klaverveld, tekst="Weg.", **old)
    withdraw(verhaal=gone, by=wereld.samira)
    client = wereld.client(wereld.samira)
    text = words(client.get(PATH).content.decode())
    assert [one in text for one in ("Mag mee.", "Ongelezen.", "Binnen het team.")] == [
        *(True, False, False)
    ]
    for one in (unread, inside, gone):
        refused = client.get(f"{PATH}?verhaal={one.pk}")
        assert refused.status_code == 422
        assert "Dit verhaal mag niet mee." in words(refused.content.decode())
    for lid, status in ((wereld.samira, 200), (wereld.ruben, 422)):
        assert wereld.client(lid).get(f"{PATH}?verhaal={own.pk}").status_code == status
    # Of another area it is not told.
    assert compose(wereld.samira, wereld.oude_haven, tijdvak, [own.pk]).verhalen == ()


def test_a_story_of_after_the_period_is_not_told(wereld: Wereld, tijdvak: Tijdvak) -> None:
    old = make_old_verhaal(wereld, tekst="Van toen.")
    late = make_old_verhaal(wereld, tekst="Van later.", op=start_of(tijdvak.after))
    both = [old.pk, late.pk]
    assert [one.tekst for one in compose(wereld.samira, None, tijdvak, both).verhalen] == [
        "Van toen."
    ]
    client = wereld.client(wereld.marijke)
    query = "&".join(f"verhaal={pk}" for pk in both)
    # Chosen with a later period, and then another period or area: it goes without a word.
    for path, kept in (
        (f"{PATH}?{query}", [old.pk]),
        (f"{PATH}?{query}&tijdvak={timezone.localdate().year}", both),
        (f"{PATH}?{query}&gebied={wereld.oude_haven.code}", []),
    ):
        answer = client.get(path)
        assert (answer.status_code, answer.context["account"].verhalen) == (200, tuple(kept))
    ask(client, tijdvak, verhaal=both)
    assert "Van later." not in str(VerantwoordingPdf.objects.get().inhoud)


def test_no_more_stories_than_somebody_reads(wereld: Wereld) -> None:
    pks = [make_old_verhaal(wereld, tekst=f"{n}.").pk for n in range(7)]
    query = "&".join(f"verhaal={pk}" for pk in pks)
    answer = wereld.client(wereld.samira).get(f"{PATH}?{query}")
    assert answer.status_code == 422
    assert "Kies hoogstens 6 verhalen." in words(answer.content.decode())


def test_as_many_queries_for_much_as_for_little(wereld: Wereld, tijdvak: Tijdvak) -> None:
    verhaal = fill(wereld, tijdvak)
    path = f"{PATH}?gebied=WK999901&verhaal={verhaal.pk}"
    client = wereld.client(wereld.marijke)
    client.get(path)
    asked = []
    for _times in range(2):
        with CaptureQueriesContext(connection) as found:
            assert client.get(path).status_code == 200
        asked.append(len(found))
        for _n in range(10):
            fill_more(wereld, tijdvak)
    assert asked[0] == asked[1]


def fill_more(wereld: Wereld, tijdvak: Tijdvak) -> None:
    moment = start_of(tijdvak.begin) + timedelta(days=8)
    signaal = make_signaal(wereld.samira, wereld.klaverveld, lijnen=["koppelen"])
    Signaal.objects.filter(pk=signaal.pk).update(op=moment)
    make_usable_verhaal(
        wereld.samira, wereld.joost, wereld.klaverveld, tekst=uuid.uuid4().hex, op=moment
    )
    plan = make_initiatief(wereld.de_brink, wereld.klaverveld)
    Initiatief.objects.filter(pk=plan.pk).update(ingediend_op=moment)


# --- Taking it out ---
def cells(data: bytes) -> list[list[str]]:
    """The rows of a spreadsheet."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        tree = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314 our own
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    assert tree.findall(f".//{space}f") == []
    return [
        ["".join(cell.itertext()) for cell in row.iter(f"{space}c")]
        for row in tree.iter(f"{space}row")
    ]


def test_the_spreadsheet_says_what_the_page_says(wereld: Wereld, tijdvak: Tijdvak) -> None:
    verhaal = fill(wereld, tijdvak)
    query = f"gebied=WK999901&tijdvak={tijdvak.code}&verhaal={verhaal.pk}"
    client = wereld.client(wereld.marijke)
    html = client.get(f"{PATH}?{query}").content.decode()
    link = f"{PATH}excel/?{query.replace('&', '&amp;')}"
    assert f'href="{link}"' in html
    answer = client.get(f"{PATH}excel/?{query}")
    name = f'attachment; filename="verantwoording-WK999901-{tijdvak.code}.xlsx"'
    assert answer["Content-Disposition"] == name
    assert "no-store" in answer["Cache-Control"]
    found = cells(answer.getvalue())
    on_page = [
        [words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]
        for row in re.findall(r"<tr>(.*?)</tr>", html, re.S)
    ]
    in_sheet = [[cell for cell in row[1:] if cell] for row in found]
    for row in on_page:
        if row[0] not in {"Wat", "Wat er gebeurde"}:
            assert [cell for cell in row if cell != "–"] in in_sheet, row
    assert ["Verhalen", "Ik zie niemand meer.", "oudere bewoners", "Klaverveld"] in found
    assert [(one.handeling, one.naar) for one in trail()] == [
        ("verantwoording_gedownload", f"xlsx, WK999901, {tijdvak.code}")
    ]


def test_no_cell_is_a_formula(wereld: Wereld, tijdvak: Tijdvak) -> None:
    verhaal = fill(wereld, tijdvak)
    Verhaal.objects.filter(pk=verhaal.pk).update(tekst="=1+1", kring="@buren")
    wereld.de_brink.naam = "-De Brink"
    wereld.de_brink.save()
    inhoud = compose(Lidmaatschap.objects.get(pk=wereld.marijke.pk), None, tijdvak, [verhaal.pk])
    texts = [cell for row in sheet.rows(inhoud) for cell in row if isinstance(cell, str)]
    assert [one for one in texts if one[:1] in "=-@+" and one] == []
    assert {"'=1+1", "'@buren", "'-De Brink"} <= set(texts)


def trail() -> list[AuditRegel]:
    return list(AuditRegel.objects.filter(handeling__startswith="verantwoording").order_by("pk"))


def ask(client: Client, tijdvak: Tijdvak, **fields: Any) -> Any:
    """Press the button."""
    return client.post(f"{PATH}pdf/", {"tijdvak": tijdvak.code, **fields})


def squeezed(data: bytes) -> str:
    """The text of a PDF without white space, which the layout puts where it likes."""
    return re.sub(
        r"\s", "", "".join(one.extract_text() for one in PdfReader(io.BytesIO(data)).pages)
    )


def test_the_pdf_says_what_the_page_says_and_is_accessible(
    wereld: Wereld, tijdvak: Tijdvak
) -> None:
    verhaal = fill(wereld, tijdvak)
    client = wereld.client(wereld.marijke)
    answer = ask(client, tijdvak, gebied="WK999901", verhaal=[verhaal.pk])
    row = VerantwoordingPdf.objects.get()
    assert (answer.status_code, answer.url) == (302, f"{PATH}{row.pk}/")
    assert "De PDF wordt gemaakt." in words(client.get(answer.url).content.decode())
    assert client.get(f"{answer.url}pdf/").status_code == 404
    make_account(row.pk)
    make_account(row.pk)
    assert f'href="{answer.url}pdf/"' in client.get(answer.url).content.decode()
    response = client.get(f"{answer.url}pdf/")
    name = f'inline; filename="verantwoording-WK999901-{tijdvak.code}.pdf"'
    assert (response["Content-Type"], response["Content-Disposition"]) == ("application/pdf", name)
    data = response.getvalue()
    assert page.validate_pdf_bytes(data, profile="ua1").failures == []
    reader = PdfReader(io.BytesIO(data))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == (
        f"Verantwoording De Weide, {tijdvak}",
        "Welzijn De Brink",
    )
    text = squeezed(data)
    inhoud = compose(wereld.marijke, wereld.weide, tijdvak, [verhaal.pk])
    said = [
        *inhoud.in_het_kort,
        *(
            f"{wat.partition(': ')[2]}{nu}{eerder}{word or '–'}"
            for wat, (nu, eerder, word) in rows(inhoud).items()
        ),
        *(f"{one.weg}{one.aantal}{one.eerder}{one.waarvan}" for one in inhoud.stappen),
        *(one.tekst for one in inhoud.verhalen),
        *inhoud.telwijze,
    ]
    assert [one for one in said if re.sub(r"\s", "", one) not in text] == []
    assert [(one.handeling, one.naar) for one in trail()] == [
        ("verantwoording_gemaakt", f"pdf, WK999901, {tijdvak.code}"),
        ("verantwoording_gedownload", f"pdf, WK999901, {tijdvak.code}"),
    ]
    # What was asked for stays as it was then.
    note(wereld.samira, wereld.klaverveld, tijdvak, 90)
    assert from_json(VerantwoordingPdf.objects.get().inhoud) == inhoud
    assert account_pdf(inhoud) == data


def test_sent_twice_it_is_made_once(wereld: Wereld, tijdvak: Tijdvak) -> None:
    client = wereld.client(wereld.beatrix)
    sleutel = str(uuid.uuid4())
    first, second = (ask(client, tijdvak, sleutel=sleutel) for _ in range(2))
    assert first.url == second.url
    # And the same from another page, some minutes later.
    assert ask(client, tijdvak, sleutel=str(uuid.uuid4())).url == first.url
    assert VerantwoordingPdf.objects.count() == 1
    ask(client, tijdvak.before)
    assert VerantwoordingPdf.objects.count() == 2


def test_only_those_who_lead_take_it_out(wereld: Wereld, tijdvak: Tijdvak) -> None:
    row, _new = request_account(
        by=wereld.marijke, sleutel=uuid.uuid4(), gebied=None, tijdvak=tijdvak, verhalen=[]
    )
    make_account(row.pk)
    for lid, page_status, rest in (
        (wereld.marijke, 200, 200),
        (wereld.beatrix, 200, 200),
        (wereld.samira, 200, 404),
        (wereld.anneke, 404, 404),
    ):
        client = wereld.client(lid)
        answer = client.get(PATH)
        assert answer.status_code == page_status
        assert ("Maak er een PDF van" in answer.content.decode()) == (rest == 200)
        for path in ("excel/", f"{row.pk}/", f"{row.pk}/pdf/"):
            response = client.get(f"{PATH}{path}")
            assert response.status_code == rest
            response.getvalue()
        assert ask(client, tijdvak).status_code == (302 if rest == 200 else 404)
    assert wereld.client(wereld.ruben).get(f"{PATH}{row.pk}/").status_code == 404


def test_too_often_is_said_on_the_page(
    wereld: Wereld, tijdvak: Tijdvak, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("signalen.views.verantwoording.PER_HOUR", 1)
    client = wereld.client(wereld.marijke)
    assert client.get(f"{PATH}excel/").status_code == 200
    back = client.get(f"{PATH}excel/", follow=True)
    assert back.redirect_chain == [(f"{PATH}?tijdvak={tijdvak.code}", 302)]
    asked = ask(client, tijdvak)
    assert asked.status_code == 429
    for answer in (back, asked):
        assert "Ga over een uur verder." in answer.content.decode()
    assert VerantwoordingPdf.objects.count() == 0


def test_opening_a_pdf_is_taking_it_out(
    wereld: Wereld, tijdvak: Tijdvak, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = made(wereld, tijdvak)
    monkeypatch.setattr("signalen.views.verantwoording.PER_HOUR", 2)
    client = wereld.client(wereld.marijke)
    path = f"{PATH}{row.pk}/pdf/"
    # The head alone takes nothing along.
    for _times in range(3):
        assert (client.head(path).status_code, client.head(path)["Content-Type"]) == (
            *(200, "application/pdf"),
        )
    taken = AuditRegel.objects.filter(handeling="verantwoording_gedownload")
    assert taken.count() == 0
    for count in (1, 2):
        assert client.get(path).getvalue().startswith(b"%PDF")
        assert taken.count() == count
    back = client.get(path, follow=True)
    assert back.redirect_chain == [(f"{PATH}{row.pk}/", 302)]
    assert "Ga over een uur verder." in back.content.decode()
    # As any other file of this hour.
    assert client.get(f"{PATH}excel/").status_code == 302
    assert taken.count() == 2


# --- Stories go, and files with them ---
def made(wereld: Wereld, tijdvak: Tijdvak, *verhalen: Verhaal) -> VerantwoordingPdf:
    """An account with its PDF."""
    row, _new = request_account(
        by=wereld.marijke,
        sleutel=uuid.uuid4(),
        gebied=None,
        tijdvak=tijdvak,
        verhalen=[one.pk for one in verhalen],
    )
    make_account(row.pk)
    row.refresh_from_db()
    assert (media_root() / row.bestand).exists()
    return row


def media_root() -> Path:
    return Path(settings.MEDIA_ROOT)


@pytest.mark.django_db(transaction=True)
def test_a_story_that_is_withdrawn_meanwhile_is_in_no_account(
    wereld: Wereld, tijdvak: Tijdvak
) -> None:
    verhaal = make_old_verhaal(wereld)
    frozen = threading.Event()

    def ask() -> None:
        with transaction.atomic():
            request_account(
                by=wereld.marijke,
                sleutel=uuid.uuid4(),
                gebied=None,
                tijdvak=tijdvak,
                verhalen=[verhaal.pk],
            )
            frozen.set()
            until_somebody_waits()

    def take_back() -> None:
        assert frozen.wait(timeout=10)
        withdraw(verhaal=verhaal, by=wereld.samira)

    assert at_once(ask, take_back) == [None, None]
    assert not VerantwoordingPdf.objects.exists()


def test_a_story_that_is_withdrawn_takes_the_account_along(
    wereld: Wereld, tijdvak: Tijdvak, django_capture_on_commit_callbacks: Any
) -> None:
    verhaal, other = (
        make_old_verhaal(wereld, tekst=tekst) for tekst in ("Ik zie niemand meer.", "Wij koken.")
    )
    told, kept = made(wereld, tijdvak, verhaal, other), made(wereld, tijdvak, other)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(verhaal=verhaal, by=wereld.samira)
    assert list(VerantwoordingPdf.objects.all()) == [kept]
    assert not (media_root() / told.bestand).exists()
    assert (media_root() / kept.bestand).exists()
    with django_capture_on_commit_callbacks(execute=True):
        forget_verhalen([other.pk])
    assert not VerantwoordingPdf.objects.exists()
    assert not (media_root() / kept.bestand).exists()
    gone = AuditRegel.objects.filter(handeling="verhaal_uit_verantwoording").order_by("pk")
    assert list(gone.values_list("object_id", "door")) == [
        (told.pk, wereld.samira.gebruiker_id),
        (kept.pk, None),
    ]


def test_a_file_that_no_account_names_is_removed(wereld: Wereld, tijdvak: Tijdvak) -> None:
    row = made(wereld, tijdvak)
    stray = media_root() / f"verantwoording/{row.organisatie_id}/99-abc.pdf"
    stray.write_bytes(b"%PDF")
    assert purge_account_files(before=timezone.now() + timedelta(seconds=9)) == 1
    assert ((media_root() / row.bestand).exists(), stray.exists()) == (True, False)
    delete_accounts([row.pk])
    assert purge_account_files(before=timezone.now() + timedelta(seconds=9)) == 1


def test_what_failed_can_be_asked_again(
    wereld: Wereld, tijdvak: Tijdvak, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, _new = request_account(
        by=wereld.marijke, sleutel=uuid.uuid4(), gebied=None, tijdvak=tijdvak, verhalen=[]
    )

    def refuse(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr("signalen.actions.verantwoording.write_file", refuse)
        for _ in range(3):
            make_account(row.pk)
    client = wereld.client(wereld.marijke)
    text = words(client.get(f"{PATH}{row.pk}/").content.decode())
    assert "Is er nog ruimte op de schijf?" in text
    assert client.post(f"{PATH}{row.pk}/opnieuw/").status_code == 302
    make_account(row.pk)
    row.refresh_from_db()
    assert row.job_staat == JobStaat.KLAAR


# --- Drawing ---
def test_the_drawing_tells_apart_by_shape_and_number() -> None:
    stappen = (
        Lijnstap("verbinden", "koppelen", 2, 0, ""),
        Lijnstap("koppelen", "verbinden", 1, 0, ""),
        Lijnstap("overbruggen", "overbruggen", 3, 0, ""),
        Lijnstap("verbinden", "overbruggen", 0, 4, ""),
    )
    svg = ET.fromstring(movement_svg(stappen, paper=True))  # noqa: S314 our own
    space = "{http://www.w3.org/2000/svg}"
    texts = [one.text for one in svg.iter(f"{space}text")]
    assert sorted(filter(None, texts)) == [
        *("1", "2", "3 bleven hier", "koppelen", "overbruggen", "verbinden")
    ]
    assert svg.findtext(f"{space}title") == (
        "van verbinden naar koppelen: 2; van koppelen naar verbinden: 1; bleef op overbruggen: 3"
    )
    # On a page the colours are the style sheet's; on paper they are in the drawing.
    assert "class=" not in movement_svg(stappen, paper=True).partition(">")[2]
    assert "fill=" not in movement_svg(stappen)
    assert movement_svg(()) == ""
