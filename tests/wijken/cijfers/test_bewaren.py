"""Figures without a shape: what comes in, to which edition, and what a second run changes."""

import csv
import json
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from opbouw.lib.models import AuditRegel
from signalen.models import Agendanotitie
from signalen.queries.inhoud import compose
from signalen.queries.notitie import area_cijfers
from tests.wereld import Wereld
from tests.wijken.cijfers.tabel import HEAD, ROW, run, stored, write
from wijken.actions.gebied import NieuwGebied, store_gebieden
from wijken.cbs.columns import INHABITANTS, KOLOMMEN
from wijken.models import Cijfer, Gebied

pytestmark = pytest.mark.django_db
DATA = Path(__file__).resolve().parents[4] / "shared/data/cbs"


@pytest.fixture
def zonderwater(wereld: Wereld) -> Gebied:
    """The municipality of the tests, without figures."""
    gemeente = wereld.zonderwater
    Cijfer.objects.all().delete()
    Gebied.objects.update(inwoners=None)
    AuditRegel.objects.all().delete()
    return gemeente


def store_area(jaar: int, *codes: str) -> None:
    store_gebieden(gebieden=[NieuwGebied(c, jaar, c, "Proef") for c in codes], by=None)


def test_the_plain_form_brings_figures_of_every_source(tmp_path: Path, zonderwater: Gebied) -> None:
    Gebied.objects.update(jaar=2024)
    other = "wk999901 ;energielabel;Woningen met label E, F of G;31;procent;2024.0;RVO, 2024\n"
    path = write(tmp_path, HEAD + ROW + other)
    assert run(path) == ("2 toegevoegd, 0 veranderd, 0 gelijk gebleven.", [])
    expected = [
        ("BU99990100", "eenzaam", "Voelt zich eenzaam", Decimal("42.50"), "%", 2024, "GGD"),
        ("WK999901", "energielabel", "Woningen met label E, F of G", 31, "%", 2024, "RVO, 2024"),
    ]
    assert stored("sleutel", "naam", "waarde", "eenheid", "jaar", "bron") == expected
    (regel,) = AuditRegel.objects.all()
    assert (regel.handeling, regel.object_id, regel.naar) == (
        "cijfers_ingelezen", zonderwater.pk, "2024",
    )  # fmt: skip
    # Once more: nothing is written, and nothing goes into the audit trail.
    assert run(path) == ("0 toegevoegd, 0 veranderd, 2 gelijk gebleven.", [])
    assert stored("sleutel", "naam", "waarde", "eenheid", "jaar", "bron") == expected
    assert AuditRegel.objects.count() == 1
    assert run(write(tmp_path, HEAD + ROW.replace("42,5", "43"))) == (
        "0 toegevoegd, 1 veranderd, 0 gelijk gebleven.", []
    )  # fmt: skip


def test_a_figure_goes_to_the_edition_of_its_year_and_else_to_the_newest(
    tmp_path: Path, zonderwater: Gebied
) -> None:
    newest = zonderwater.jaar
    store_area(2021, "GM9999", "WK999901", "BU99990100")
    rows = "".join(ROW.replace("2024", str(jaar)) for jaar in (2021, 2019))
    assert run(write(tmp_path, HEAD + rows)) == (
        "2 toegevoegd, 0 veranderd, 0 gelijk gebleven.",
        [
            (
                f"De indeling van 2019 is er niet. Bij dezelfde code in de indeling van {newest} "
                "komt 1 cijfer van 2019."
            )
        ],
    )
    assert stored("gebied__jaar", "jaar") == [
        ("BU99990100", 2021, 2021), ("BU99990100", newest, 2019),
    ]  # fmt: skip


STATLINE = {
    "ID": 1,
    "WijkenEnBuurten": "BU99990100",
    "Gemeentenaam_1": "Zonderwater                             ",
    "Codering_3": "BU99990100",
    "AantalInwoners_5": 1825,
    "HuishoudensTotaal_28": 1075,
    "GemiddeldeHuishoudensgrootte_32": 1.7,
    "GemiddeldInkomenPerInwoner_78": None,
    "Perioden": "2024JJ00",
}
CBS = "CBS Kerncijfers wijken en buurten 2024"
KEPT = [
    ("BU99990100", "huishoudens", Decimal(1075), "", 2024, CBS),
    ("BU99990100", "huishoudensgrootte", Decimal("1.7"), "personen", 2024, CBS),
]  # fmt: skip


def as_csv(delimiter: str, **cells: Any) -> str:
    out = StringIO()
    row = {key: str("." if v is None else v) for key, v in {**STATLINE, **cells}.items()}
    row = {key: v.ljust(10) if v.startswith("BU") else v for key, v in row.items()}
    if delimiter == ";":
        row["GemiddeldeHuishoudensgrootte_32"] = "1,7"
    writer = csv.DictWriter(out, row, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerow(row)
    return out.getvalue()


PORTAL = (
    "Kerncijfers wijken en buurten 2024\n\n"
    '"Wijken en buurten";"Regioaanduiding/Codering (code)";"Bevolking/Aantal inwoners (aantal)";'
    '"Particuliere huishoudens/Huishoudens totaal (aantal)";'
    '"Particuliere huishoudens/Gemiddelde huishoudensgrootte (aantal)";"Perioden"\n'
    '"Klaverveld";"BU99990100";"1825";"1075";"1,7";"2024"\n'
    '"Bron: CBS"\n'
)


@pytest.mark.parametrize(
    "text",
    [
        as_csv(";"),
        as_csv(","),
        as_csv("\t"),
        PORTAL,
        json.dumps({"odata.metadata": "x", "value": [STATLINE]}),
        json.dumps([STATLINE]),
        json.dumps({"BU99990100": {k: v for k, v in STATLINE.items() if k[0] not in "WC"}}),
        "\ufeff" + as_csv(";"),
        as_csv(";").encode("utf-16"),
    ],
    ids=["semicolon", "comma", "tab", "portal", "odata", "list", "by code", "bom", "utf-16"],
)
def test_statline_in_each_form(tmp_path: Path, zonderwater: Gebied, text: str | bytes) -> None:
    Gebied.objects.update(jaar=2024)
    assert run(write(tmp_path, text))[0] == "3 toegevoegd, 0 veranderd, 0 gelijk gebleven."
    assert stored("sleutel", "waarde", "eenheid", "jaar", "bron") == KEPT
    assert Gebied.objects.get(code="BU99990100").inwoners == 1825


def test_baarn_cell_by_cell(tmp_path: Path) -> None:
    source = DATA / "baarn_statline_2024.json"
    if not source.exists():
        pytest.skip("the public figures are not here")
    rows = json.loads(source.read_text())
    store_area(2024, *rows)
    assert run(source, jaar=2024)[0] == "12 toegevoegd, 0 veranderd, 0 gelijk gebleven."
    columns = {"AantalInwoners_5": "inwoners", "Bevolkingsdichtheid_34": "dichtheid"}
    wanted = {(code, key): row[name] for code, row in rows.items() for name, key in columns.items()}
    found: dict[tuple[str, str], object] = {
        (c.gebied.code, c.sleutel): c.waarde for c in Cijfer.objects.select_related("gebied")
    }
    found |= {(g.code, "inwoners"): g.inwoners for g in Gebied.objects.all()}
    assert found == wanted
    # Its own figure, not the sum of its buurten.
    assert Gebied.objects.get(code="WK030800").inwoners == 11955


def test_a_series_of_years_cell_by_cell(tmp_path: Path) -> None:
    source = DATA / "baarn_social_data.json"
    if not source.exists():
        pytest.skip("the public figures are not here")
    data = json.loads(source.read_text())
    areas = {"GM0308": data["gemeente"], **data["buurten"]}
    store_area(2024, *sorted({f"WK{c[2:8]}" for c in areas if c[:2] == "BU"}), *areas)
    lines, wanted = [HEAD], {}
    known = {kolom.sleutel for kolom in KOLOMMEN} | set(INHABITANTS)
    for code, area in areas.items():
        for key, series in area["tijdreeksen"].items():
            about = data["metadata"]["indicatoren"][key]
            assert key not in known
            for jaar, waarde in series.items():
                said = "" if waarde is None else str(waarde).replace(".", ",")
                lines.append(
                    f"{code};{key};{about['label'][:120]};{said};{about['eenheid']};{jaar};CBS\n"
                )
                if waarde is not None:
                    wanted[code, key, int(jaar)] = Decimal(str(waarde))
    said, _beside = run(write(tmp_path, "".join(lines)))
    assert said == f"{len(wanted)} toegevoegd, 0 veranderd, 0 gelijk gebleven."
    rows = Cijfer.objects.values_list("gebied__code", "sleutel", "jaar", "waarde")
    assert {(code, key, jaar): waarde for code, key, jaar, waarde in rows} == wanted
    assert len(wanted) > 1000


def test_the_number_of_inhabitants_belongs_to_its_own_edition(
    tmp_path: Path, zonderwater: Gebied
) -> None:
    text = "code;AantalInwoners_5\nBU99990100;100\n"
    said = run(write(tmp_path, text), jaar=2011)
    assert said == (
        "! Er is niets bewaard: 0 toegevoegd, 0 veranderd, 0 gelijk gebleven.",
        [
            (
                "1 keer het aantal inwoners van een jaar waarvan de indeling er niet is: dat is "
                "niet bewaard."
            )
        ],
    )
    assert run(write(tmp_path, text), jaar=zonderwater.jaar)[0].startswith("1 toegevoegd")
    assert run(write(tmp_path, text), jaar=zonderwater.jaar)[0].endswith("1 gelijk gebleven.")
    assert Gebied.objects.get(code="BU99990100").inwoners == 100


def test_a_figure_of_another_source_is_on_the_page_of_its_area(
    tmp_path: Path, wereld: Wereld
) -> None:
    wereld.zonderwater  # noqa: B018 makes the areas
    run(write(tmp_path, HEAD + ROW.replace("2024", "2019")))
    page = wereld.client(wereld.samira).get("/gebieden/BU99990100/").text
    assert "Voelt zich eenzaam" in page
    assert "42,5%" in page
    assert "GGD, 2019" in page


def test_a_figure_stays_in_sight_when_a_new_edition_comes(tmp_path: Path, wereld: Wereld) -> None:
    jaar = wereld.zonderwater.jaar
    row = ROW.replace("2024", str(jaar))
    of_all = row.replace("BU99990100", "GM9999").replace("42,5", "40")
    run(write(tmp_path, HEAD + of_all + row.replace("BU99990100", "WK999901")))
    notitie = Agendanotitie(
        organisatie=wereld.de_brink, gebied=wereld.weide, aan=wereld.gemeente, door=wereld.samira,
        kenmerk="DB-1", titel="Stil", periode_van=date(2026, 1, 1), periode_tot=date(2026, 3, 31),
    )  # fmt: skip
    store_area(jaar + 1, *Gebied.objects.values_list("code", flat=True))
    Gebied.objects.update(inwoners=500)
    notitie.gebied = Gebied.objects.current().get(code="WK999901")
    notitie.save()
    (own,) = area_cijfers(notitie).filter(sleutel="eenzaam")
    assert (own.gebied.jaar, own.waarde) == (jaar, Decimal("42.5"))
    notitie.cijfers.add(own)
    (said,) = compose(notitie, versie=1, datum=date(2026, 4, 1)).cijfers
    assert (said.bron, said.peildatum, said.vergelijking) == (
        "GGD", str(jaar), "gemeente: 40%",
    )  # fmt: skip
    page = wereld.client(wereld.samira).get("/gebieden/WK999901/").text
    assert "42,5%" in page
    assert "40%" in page
