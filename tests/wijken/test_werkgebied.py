"""Who works in an area that changed: what they see, and how it is moved or ended."""

from functools import partial
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from initiatieven.queries.volglink import token_of
from opbouw.lib.models import AuditRegel
from opbouw.lib.writing.transitions import Refused
from opbouw.queries.vandaag import day_of
from tests import personas
from tests.initiatieven.voorbeeld import make_initiatief
from tests.keten import at_once, make_signaal
from tests.wereld import LidClient
from tests.wijken.edities import SAMEN_2025, TABEL, VERWEG_2024, ZONDERWATER_2024, area, edition
from tests.wijken.edities import table as store_table
from wijken.actions.werkgebied import end_gebieden, move_gebieden, settle_member
from wijken.models import Contactmoment, Gebied, Gebruiker, Lidmaatschap, Organisatie
from wijken.queries.contact import contact_page
from wijken.queries.opvolging import moves_of_members, moves_of_organisations, without_successor

pytestmark = pytest.mark.django_db


class Streek:
    """Two organisations before and after the merge of Verweg into Zonderwater."""

    def __init__(self) -> None:
        edition(2024, ZONDERWATER_2024)
        edition(2024, VERWEG_2024)
        self.brink = personas.make_organisatie("De Brink", "brink", "welzijn", self.old("GM9999"))
        self.ver = personas.make_organisatie("Ver", "ver", "welzijn", self.old("GM9998"))
        self.samira = personas.make_lid(
            personas.SAMIRA, self.brink, *map(self.old, ("WK999901", "BU99990000", "BU99990001"))
        )
        self.joost = personas.make_lid(personas.JOOST, self.brink, self.old("BU99990001"))
        self.beatrix = personas.make_lid(personas.BEATRIX, self.brink)
        self.ruben = personas.make_lid(personas.RUBEN, self.ver, self.old("WK999800"))

    def old(self, code: str) -> Gebied:
        return area(code, 2024)

    def merge(self) -> None:
        store_table(*TABEL)
        edition(2025, SAMEN_2025)

    def contact(self, lid: Lidmaatschap, code: str, jaar: int) -> Contactmoment:
        return Contactmoment.objects.create(
            organisatie=lid.organisatie, door=lid, gebied=area(code, jaar), vindplaats="plein"
        )


@pytest.fixture
def streek(db: None) -> Streek:
    """The region before the merge."""
    return Streek()


def offered(lid: Lidmaatschap) -> list[str]:
    return [buurt.code for buurt in Gebied.objects.offered_to(lid)]


def works_in(wie: Lidmaatschap | Organisatie) -> list[tuple[str, int]]:
    rows = wie.gebieden if isinstance(wie, Lidmaatschap) else wie.werkgebied
    return list(rows.order_by("code").values_list("code", "jaar"))


def test_everybody_works_on_before_anything_is_moved(streek: Streek) -> None:
    streek.merge()
    # The split buurt became two, the renumbered one lies in her wijk, the vanished one is gone.
    assert offered(streek.samira) == ["BU99990003", "BU99990004", "BU99990105", "BU999901A1"]
    assert offered(streek.ruben) == ["BU99990200"]
    # Nothing of his own is left: the whole area of the organisation.
    assert offered(streek.joost) == sorted(c for c in SAMEN_2025 if c.startswith("BU"))


def test_what_keeps_its_code_follows_by_itself_and_the_rest_waits(streek: Streek) -> None:
    streek.merge()
    assert works_in(streek.brink) == [("GM9999", 2025)]
    assert works_in(streek.samira) == [
        ("BU99990000", 2024),
        ("BU99990001", 2024),
        ("WK999901", 2025),
    ]
    assert works_in(streek.ver) == [("GM9998", 2024)]


def test_records_keep_their_area_and_are_found_under_the_new_one(streek: Streek) -> None:
    before = streek.contact(streek.ruben, "BU99980000", 2024)
    elsewhere = streek.contact(streek.ruben, "BU999901A1", 2024)
    streek.merge()
    after = streek.contact(streek.ruben, "BU99990200", 2025)
    for code in ("BU99990200", "WK999902", "BU99980000"):
        found = contact_page(streek.ruben, gebied=Gebied.objects.filter(code=code).latest("jaar"))
        assert set(found.items) == {before, after}, code
    found = contact_page(streek.ruben, gebied=area("GM9999", 2025))
    assert set(found.items) == {before, after, elsewhere}
    assert set(contact_page(streek.ruben).items) == {before, after}
    before.refresh_from_db()
    assert (before.gebied.code, before.gebied.jaar) == ("BU99980000", 2024)
    client = LidClient(streek.ruben)
    assert client.get("/contacten/?gebied=BU99980000").status_code == 200
    assert client.get("/gebieden/BU99980000/")["Location"] == "/gebieden/BU99990200/"
    split = client.get("/gebieden/BU99990000/")
    assert split.status_code == 200
    assert "/gebieden/BU99990003/" in split.text
    assert "bestaat nu niet meer" in client.get("/gebieden/BU99990001/").text
    assert client.get("/gebieden/BU99990009/").status_code == 404


def test_what_is_about_a_merged_gemeente_stays_near(streek: Streek) -> None:
    about = make_signaal(streek.ruben, streek.old("GM9998"))
    colleague = personas.make_lid(personas.MARIJKE, streek.ver, streek.old("BU99980000"))
    streek.merge()
    for settled in (False, True):
        if settled:
            for wie in (streek.ver, streek.ruben, colleague):
                move_gebieden(wie=wie, by=None)
        assert [p.url for p in day_of(colleague).wacht] == [f"/signalen/{about.pk}/"], settled


def test_a_member_whose_areas_are_gone_sees_why_once(streek: Streek) -> None:
    streek.merge()
    client = LidClient(streek.joost)
    said = "Werf bestaat niet meer in de nieuwe indeling. Daarom zie je nu het hele werkgebied"
    for path in ("/vandaag/", "/gebieden/"):
        assert client.get(path).text.count(said) == 1, path
    for path in ("/contacten/", "/contacten/nieuw/", "/signalen/", "/meer/"):
        assert said not in client.get(path).text, path
    some = "Werf bestaat niet meer in de nieuwe indeling. Je andere gebieden blijven."
    assert some in LidClient(streek.samira).get("/gebieden/").text
    assert "bestaat niet meer" not in LidClient(streek.ruben).get("/vandaag/").text


def test_the_team_page_shows_what_changed_and_a_manager_settles_it(streek: Streek) -> None:
    streek.merge()
    assert "Werf (bestaat niet meer)" in LidClient(streek.samira).get("/team/").text
    client = LidClient(streek.beatrix)
    page = client.get("/team/").text
    assert "Gebieden die veranderd zijn" in page
    moves = {one.wie: one for one in moves_of_members(streek.brink)}
    path = f"/team/{streek.samira.pk}/gebieden/"
    client.post(path, {"actie": "verplaats", "stand": moves[streek.samira].stand})
    assert works_in(streek.samira) == [
        ("BU99990001", 2024), ("BU99990003", 2025), ("BU99990004", 2025), ("WK999901", 2025),
    ]  # fmt: skip
    row = AuditRegel.objects.get(handeling="werkgebied_verplaatst")
    assert (row.van, row.naar) == ("BU99990000", "BU99990003, BU99990004")
    assert (row.organisatie_id, row.door) == (streek.brink.pk, streek.beatrix.gebruiker)
    # The page of before: nothing happens, and it says so.
    again = client.post(
        path, {"actie": "beeindig", "stand": moves[streek.samira].stand}, follow=True
    )
    assert "intussen veranderd" in again.text
    end = {one.wie: one for one in moves_of_members(streek.brink)}[streek.samira]
    client.post(path, {"actie": "beeindig", "stand": end.stand})
    assert works_in(streek.samira) == [
        ("BU99990003", 2025), ("BU99990004", 2025), ("WK999901", 2025),
    ]  # fmt: skip
    assert "bestaat niet meer" not in LidClient(streek.samira).get("/gebieden/").text


def test_nobody_settles_for_another_organisation(streek: Streek) -> None:
    streek.merge()
    (ruben,) = moves_of_members(streek.ver)
    client = LidClient(streek.beatrix)
    path = f"/team/{streek.ruben.pk}/gebieden/"
    assert client.post(path, {"actie": "verplaats", "stand": ruben.stand}).status_code == 404
    with pytest.raises(Refused):
        settle_member(lid=streek.ruben, by=streek.beatrix, end=False, stand=ruben.stand)
    assert works_in(streek.ruben) == [("WK999800", 2024)]


def test_an_organisation_whose_area_is_gone_says_so_everywhere(streek: Streek) -> None:
    store_table(("GM9998", ""))
    assert without_successor(2025).organisaties[0].wie == streek.ver
    client = LidClient(streek.ruben)
    for path in ("/vandaag/", "/gebieden/"):
        assert "Het werkgebied van Ver bestaat niet meer" in client.get(path).text
    for path in (
        "/contacten/nieuw/",
        "/signalen/nieuw/",
        "/verhalen/nieuw/",
        "/initiatieven/nieuw/",
    ):
        assert client.get(path).status_code == 200, path
    assert Client().get("/meedoen/").status_code == 200
    assert "/meedoen/ver/" not in Client().get("/meedoen/").text


def test_moving_and_ending_is_done_once(streek: Streek) -> None:
    streek.merge()
    (ver,) = moves_of_organisations(streek.ver)
    assert move_gebieden(wie=streek.ver, by=None, stand=ver.stand) == 1
    assert works_in(streek.ver) == [("GM9999", 2025)]
    assert move_gebieden(wie=streek.ver, by=None) == 0
    assert end_gebieden(wie=streek.joost, by=None) == 1
    assert end_gebieden(wie=streek.joost, by=None) == 0
    assert works_in(streek.joost) == []
    assert AuditRegel.objects.filter(handeling__startswith="werkgebied_").count() == 2
    # The old files again bring nothing back.
    edition(2024, VERWEG_2024)
    edition(2024, ZONDERWATER_2024)
    assert works_in(streek.ver) == [("GM9999", 2025)]


@pytest.mark.django_db(transaction=True)
def test_moved_and_ended_at_the_same_moment_is_one_of_both(streek: Streek) -> None:
    streek.merge()
    stand = {one.wie: one for one in moves_of_members(streek.brink)}[streek.samira].stand
    path = f"/team/{streek.samira.pk}/gebieden/"
    pressed = [
        partial(LidClient(streek.beatrix).post, path, {"actie": act, "stand": stand})
        for act in ("verplaats", "beeindig") * 5
    ]
    answers = at_once(*pressed)
    assert [getattr(one, "status_code", repr(one)) for one in answers] == [302] * 10
    here = [("BU99990003", 2025), ("BU99990004", 2025), ("WK999901", 2025)]
    moved = [("BU99990001", 2024), *here], ["werkgebied_verplaatst"]
    ended = [("BU99990000", 2024), ("WK999901", 2025)], ["werkgebied_beeindigd"]
    rows = AuditRegel.objects.filter(handeling__startswith="werkgebied_")
    assert (works_in(streek.samira), list(rows.values_list("handeling", flat=True))) in (
        moved,
        ended,
    )


@pytest.fixture
def beheer() -> Client:
    """The browser of somebody who keeps the lights on."""
    client = Client()
    client.force_login(Gebruiker.objects.create_superuser("beheer@voorbeeld.nl", "x", naam="B"))
    return client


def csv(*rows: tuple[str, str]) -> BytesIO:
    file = BytesIO("\n".join(["oud;nieuw", *(";".join(row) for row in rows)]).encode())
    file.name = "tabel.csv"
    return file


def test_the_administration_takes_a_table_and_moves(streek: Streek, beheer: Client) -> None:
    edition(2025, SAMEN_2025)
    page = beheer.get("/beheer/opvolging/").text
    assert "Verweg (GM9998, 2024)" in page
    answer = beheer.post("/beheer/opvolging/", {"tabel": csv(*TABEL), "jaar": 2025, "bron": "CBS"})
    assert answer.status_code == 302
    assert AuditRegel.objects.get(handeling="opvolging_ingelezen").door is not None
    change = beheer.get(f"/beheer/wijken/organisatie/{streek.ver.pk}/change/").text
    assert "Het werkgebied komt deels uit een oudere indeling" in change
    assert "Verweg (GM9998, 2024: heeft een opvolger)" in change
    (ver,) = moves_of_organisations(streek.ver)
    line = {"actie": "verplaats", "soort": "organisatie", "pk": streek.ver.pk, "stand": ver.stand}
    beheer.post("/beheer/opvolging/", line)
    assert works_in(streek.ver) == [("GM9999", 2025)]
    row = AuditRegel.objects.get(handeling="werkgebied_verplaatst")
    assert (row.organisatie_id, row.van, row.naar) == (streek.ver.pk, "GM9998", "GM9999")
    assert beheer.post("/beheer/opvolging/", {"tabel": csv(("x", "y"))}).status_code == 422
    assert beheer.post("/beheer/opvolging/", line | {"pk": "99999"}).status_code == 404


def test_staff_without_the_right_and_members_stay_out(streek: Streek) -> None:
    gebruiker = streek.beatrix.gebruiker
    assert LidClient(streek.beatrix).get("/beheer/opvolging/").status_code == 302
    gebruiker.is_staff = True
    gebruiker.save()
    assert LidClient(streek.beatrix).get("/beheer/opvolging/").status_code == 403


def test_saving_an_organisation_keeps_an_area_of_an_older_edition(
    streek: Streek, beheer: Client
) -> None:
    streek.merge()
    path = f"/beheer/wijken/organisatie/{streek.ver.pk}/change/"
    form = beheer.get(path).context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    data["werkgebied"] = [pk if isinstance(pk, int) else pk.pk for pk in data["werkgebied"]]
    assert beheer.post(path, data | {"naam": "Ver weg"}).status_code == 302
    assert works_in(streek.ver) == [("GM9998", 2024)]


def run(*args: object, **options: object) -> str:
    out = StringIO()
    call_command("opvolging", *args, stdout=out, no_color=True, **options)
    return out.getvalue()


def test_the_command_reads_a_table_and_says_what_is_left(streek: Streek, tmp_path: Path) -> None:
    edition(2025, SAMEN_2025)
    path = tmp_path / "tabel.csv"
    path.write_bytes(csv(*TABEL).getvalue())
    said = run(path, jaar=2025)
    assert "Opvolging 2025: 6 regels, van 5 codes nieuw of veranderd." in said
    assert "Zonder opvolger: BU99990001 Werf." in said
    assert "Ver: GM9998 → GM9999." in said
    assert f"Lid {streek.joost.pk}: BU99990001 → geen opvolger." in said
    assert "Samira" not in said
    said = run(verplaats=True, beeindig=True, organisatie="ver")
    assert "Ver: " not in said
    assert works_in(streek.ruben) == [("WK999902", 2025)]
    assert works_in(streek.joost) == [("BU99990001", 2024)]
    with pytest.raises(CommandError, match="--jaar"):
        run(path)
    with pytest.raises(CommandError, match="niet te lezen"):
        run(tmp_path / "weg.csv", jaar=2025)


def test_a_status_link_and_the_search_of_residents_work_on(streek: Streek) -> None:
    initiatief = make_initiatief(streek.ver, area("BU99980000", 2024))
    streek.merge()
    page = Client().get(f"/volg/{token_of(initiatief)}/")
    assert page.status_code == 200
    assert "Verweg Kern" in page.text
    found = Client().get("/meedoen/?zoek=verweg kern").text
    assert "/meedoen/ver/?buurt=BU99990200" in found
    form = Client().get("/meedoen/ver/?buurt=BU99990200").text
    assert f'value="{area("BU99990200", 2025).pk}" selected' in form
