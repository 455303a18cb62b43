"""Codes and names, whatever their columns are called, and names that somebody corrected."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError
from django.test import Client

from opbouw.lib.models import AuditRegel
from tests.keten import hidden
from tests.wereld import Wereld
from tests.wijken.geojson import BAARN, VORM, buurt, run_all, run_file, write
from wijken.models import Gebied, Gebruiker

pytestmark = pytest.mark.django_db


def row(**properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": VORM, "properties": {"jaar": 2024, **properties}}


def names() -> dict[str, str]:
    return dict(Gebied.objects.order_by("jaar").values_list("code", "naam"))


@pytest.mark.parametrize(
    "columns",
    [
        {"code": "AA01", "cbsCode": "BU0363AA01", "naam": "Kop Zeedijk", "gemeente": "Amsterdam"},
        {"CBScode": "bu0363aa01", "code": "AA01", "Buurtnaam": "Kop Zeedijk",
         "Gemeentenaam": "Amsterdam"},
        {"wijkcode": "WK0363AA", "gemeentecode": "GM0363", "id": "BU0363AA01",
         "naam": "Kop Zeedijk", "gemeentenaam": "Amsterdam"},
        {"gemeentecode": "GM0363", "gemeentenaam": "Amsterdam", "wijkcode": "AA",
         "stadsdeelcode": "A", "sleutel_van_de_gemeente": "BU0363AA01  ", "omschrijving":
         "Kop Zeedijk"},
        {"Code_1": "AA01", "code": "x", "Code_3": "BU0363AA01", "name": "Kop Zeedijk",
         "gm_naam": "Amsterdam"},
        {"naam": "BU0363AA01", "buurt": "Kop Zeedijk", "gemeente": "Amsterdam"},
    ],
)  # fmt: skip
def test_the_value_that_fits_is_the_code(tmp_path: Path, columns: dict[str, str]) -> None:
    run_all(write(tmp_path, row(**columns)))
    assert names() == {"BU0363AA01": "Kop Zeedijk", "WK0363AA": "Wijk AA", "GM0363": "Amsterdam"}


def test_a_code_can_be_that_of_the_feature(tmp_path: Path) -> None:
    feature = {**row(naam="Kade", gemeentenaam="Zonderwater"), "id": "BU99990000"}
    run_all(write(tmp_path, feature))
    assert names()["BU99990000"] == "Kade"


def test_a_code_never_covers_a_known_name(tmp_path: Path) -> None:
    known = [row(gemeentecode="GM0363", gemeentenaam="Amsterdam"),
             row(wijkcode="WK0363AA", wijknaam="Burgwallen-Oude Zijde", gemeentecode="GM0363"),
             buurt("BU0363AA01", gemeentenaam=None)]  # fmt: skip
    run_all(write(tmp_path, *known))
    for jaar in (2024, 2025):
        run_all(write(tmp_path, buurt("BU0363AA01", gemeentenaam=None, jaar=jaar)))
    run_all(write(tmp_path, row(code="GM0363", naam="GM0363", jaar=2025)))
    assert {(g.code, g.jaar, g.naam) for g in Gebied.objects.exclude(soort="buurt")} == {
        (code, jaar, naam)
        for code, naam in (("GM0363", "Amsterdam"), ("WK0363AA", "Burgwallen-Oude Zijde"))
        for jaar in (2024, 2025)
    }


def test_a_gemeente_without_any_name_is_refused_and_an_option_gives_it(tmp_path: Path) -> None:
    path = write(tmp_path, *[buurt(f"BU0363AA0{n}", gemeentenaam=None) for n in (1, 2)])
    with pytest.raises(CommandError, match=r"^Er is niets bewaard\.$"):
        run_all(path)
    assert not Gebied.objects.exists()
    said, remarks = run_all(path, naam=["GM0363=Amsterdam"], namen=name_list(tmp_path))
    assert said.startswith("4 toegevoegd")
    assert remarks == []
    assert names()["GM0363"] == "Amsterdam"
    assert names()["WK0363AA"] == "Burgwallen-Oude Zijde"
    assert run_all(path)[0].startswith("0 toegevoegd, 0 veranderd, 4 gelijk")


def name_list(folder: Path, text: str = "code;naam\nWK0363AA;Burgwallen-Oude Zijde\n") -> Path:
    path = folder / "namen.csv"
    path.write_text(text)
    return path


@pytest.mark.parametrize("wrong", ["Amsterdam", "GM0363=", "GM03=x", "GM0363=SÃºdwest"])
def test_a_wrong_name_option_gives_one_sentence(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(
        CommandError, match=r"^(“.*” is geen code met een naam|GM0363 heeft een naam die)"
    ):
        run_all(write(tmp_path, buurt()), naam=[wrong])
    assert not Gebied.objects.exists()


def test_a_name_that_was_corrected_survives_imports(tmp_path: Path, wereld: Wereld) -> None:
    run_all(write(tmp_path, buurt("BU88880001", wijknaam="Wijk Noort")))
    staff = Gebruiker.objects.create_superuser("beheer@voorbeeld.nl", "x", naam="Beheer")
    client: Client = wereld.anonymous
    client.force_login(staff)
    pk = Gebied.objects.get(code="WK888800").pk
    page = client.get("/beheer/wijken/gebied/?q=WK888800")
    assert page.status_code == 200
    assert "Wijk Noort" in page.text
    assert client.get(f"/beheer/wijken/gebied/{pk}/change/").status_code == 200
    path = f"/beheer/wijken/gebied/{pk}/change/"
    saved = client.post(path, {**hidden(client, path), "naam": "Wijk  Noord"})
    assert saved.status_code == 302
    assert Gebied.objects.get(pk=pk).naam == "Wijk Noord"
    assert AuditRegel.objects.filter(handeling="gebied_hernoemd", object_id=pk).count() == 1
    for jaar in (2024, 2025):
        remarks = run_all(write(tmp_path, buurt("BU88880001", wijknaam="Wijk Noort", jaar=jaar)))[1]
        assert remarks == [
            (
                "Let op: 1 keer bleef een verbeterde naam staan waar het bestand een andere heeft, "
                "bijvoorbeeld van WK888800."
            )
        ]
    found = Gebied.objects.filter(code="WK888800").values_list("jaar", "naam")
    assert set(found) == {(2024, "Wijk Noord"), (2025, "Wijk Noord")}
    assert client.get("/beheer/wijken/gebied/add/").status_code == 403
    assert client.post(f"/beheer/wijken/gebied/{pk}/delete/").status_code == 403


def test_names_are_stored_in_one_form(tmp_path: Path) -> None:
    run_all(write(tmp_path, buurt(buurtnaam=" Súdwest\u00a0 Fryslân "), buurt("BU99990002",
            buurtnaam="CAFÉ’S Ĳsselkade – Oost")))  # fmt: skip
    assert names()["BU99990001"] == "Súdwest Fryslân"
    assert names()["BU99990002"] == "CAFÉ’S Ĳsselkade – Oost"


@pytest.mark.parametrize("column", ["buurtnaam", "wijknaam", "gemeentenaam"])
@pytest.mark.parametrize(
    ("naam", "reden"),
    [
        ("SÃºdwest-FryslÃ¢n", "heeft een naam die twee keer is gecodeerd"),
        ("’s-Gravenhage".encode().decode("cp1252"), "heeft een naam die twee keer is gecodeerd"),
        ("Ĳmuiden".encode().decode("latin-1"), "heeft een naam die twee keer is gecodeerd"),
        ("S\ufffddwest", "heeft een naam waarin letters verloren gingen"),
        ("a\u200bb", "heeft een naam met tekens die niet mogen"),
    ],
)
def test_names_that_were_damaged_are_refused(
    tmp_path: Path, column: str, naam: str, reden: str
) -> None:
    path = write(tmp_path, buurt("BU99990009"), buurt("BU99990001", **{column: naam}))
    said, skipped = run_file(path)
    assert said.endswith("1 overgeslagen.")
    assert skipped[0].startswith(f"Overgeslagen: BU99990001 {reden}")
    assert "BU99990001" not in names()


@pytest.mark.parametrize("jaar", [2024.0, "2024", "2024.0", " 2024 "])
def test_a_year_is_a_year(tmp_path: Path, jaar: object) -> None:
    run_all(write(tmp_path, buurt(jaar=jaar)))
    assert Gebied.objects.get(code="BU99990001").jaar == 2024


def test_abroad_is_no_gemeente(tmp_path: Path) -> None:
    abroad = row(gemeentecode="GM0998", gemeentenaam="Buitenland")
    assert run_file(write(tmp_path, buurt(), abroad)) == (
        "3 toegevoegd, 0 veranderd, 0 gelijk gebleven, 0 overgeslagen, 1 keer buitenland.", []
    )  # fmt: skip
    assert not Gebied.objects.filter(gemeentecode="GM0998").exists()


@pytest.mark.skipif(not BAARN.exists(), reason=f"the figures of Baarn are not at {BAARN}")
def test_wijken_of_baarn_say_that_their_names_are_not_known(tmp_path: Path) -> None:
    assert run_all(BAARN)[1] == [
        (
            "Let op: 5 keer is de naam van een wijk niet bekend en heet hij naar zijn nummer, "
            "bijvoorbeeld WK030800: Wijk 00."
        )
    ]
    listed = name_list(tmp_path, "WK030800,Baarn Centrum\nWK030801;x\n".replace(";", ","))
    run_all(BAARN, namen=listed)
    run_all(BAARN)
    assert names()["WK030800"] == "Baarn Centrum"
    assert names()["WK030802"] == "Wijk 02"
