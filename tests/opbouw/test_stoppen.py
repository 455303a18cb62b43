"""What a colleague who stops leaves: shown, handed over, or the team's; never out of sight."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from initiatieven.models import Initiatief
from opbouw.lib.models import AuditRegel
from opbouw.queries.vandaag import day_of
from tests.initiatieven.voorbeeld import make_initiatief
from tests.keten import make_afspraak, queries
from tests.wereld import Wereld
from wijken.actions.lid import stop_member
from wijken.models import Afspraak, Gebruiker, Lidmaatschap

VERBS = ("afspraak_overgedragen", "initiatief_overgedragen", "lid_gestopt")


@pytest.fixture
def left(wereld: Wereld) -> tuple[Afspraak, Initiatief]:
    """What Joost promised and walks along with, in Klaverveld, which is not his wijk."""
    day = timezone.localdate() + timedelta(days=30)
    afspraak = make_afspraak(wereld.joost, gebied=wereld.klaverveld, op=day)
    initiatief = make_initiatief(
        wereld.de_brink, wereld.klaverveld, staat="loopt", begeleider=wereld.joost
    )
    return afspraak, initiatief


def waiting(lid: Lidmaatschap) -> list[tuple[str, str]]:
    day = day_of(lid)
    return [(punt.kop.split(" voor ")[0], punt.url) for punt in (*day.afspraken, *day.wacht)]


def test_the_page_shows_what_is_left_with_links(
    wereld: Wereld, left: tuple[Afspraak, Initiatief]
) -> None:
    client, colleague = wereld.client(wereld.marijke), wereld.samira.gebruiker.naam
    page = client.get(f"/team/{wereld.joost.pk}/stoppen/")
    assert page.status_code == 200
    for path in (f"/afspraken/{left[0].pk}/", f"/initiatieven/{left[1].pk}/"):
        assert f'href="{path}"' in page.text
    choices = [name for _pk, name in page.context["form"].fields["naar"].choices]
    assert colleague in choices
    assert wereld.joost.gebruiker.naam not in choices
    assert not {wereld.ruben.gebruiker.naam, wereld.anneke.gebruiker.naam} & set(choices)
    wereld.joost.refresh_from_db()
    assert wereld.joost.actief
    before = queries(client, f"/team/{wereld.joost.pk}/stoppen/")
    for _ in range(25):
        make_afspraak(wereld.joost, gebied=wereld.klaverveld)
        make_initiatief(wereld.de_brink, wereld.klaverveld, staat="loopt", begeleider=wereld.joost)
    assert queries(client, f"/team/{wereld.joost.pk}/stoppen/") == before
    html = client.get(f"/team/{wereld.joost.pk}/stoppen/").content.decode()
    assert html.count(": nog 6</a>") == 2
    for soort, path in (("afspraken", "afspraken"), ("initiatieven", "initiatieven")):
        assert f'<a href="?soort={soort}">' in html
        whole = client.get(f"/team/{wereld.joost.pk}/stoppen/?soort={soort}").content.decode()
        assert len(set(re.findall(rf'href="(/{path}/\d+/)"', whole))) == 26


@pytest.mark.parametrize("soort", ["", "x", "afspraken' --"])
def test_the_whole_list_is_of_a_kind_and_for_who_manages(wereld: Wereld, soort: str) -> None:
    path = f"/team/{wereld.joost.pk}/stoppen/"
    assert wereld.client(wereld.marijke).get(path, {"soort": soort}).status_code == 404
    known = {"soort": "afspraken", "na": "x"}
    answers = [wereld.client(wereld.lid(name)).get(path, known) for name in ("marijke", "samira")]
    assert [answer.status_code for answer in answers] == [200, 404]
    assert wereld.client(wereld.lid("ruben")).get(path, known).status_code == 404


def test_handed_over_it_is_on_that_colleagues_day_at_once(
    wereld: Wereld, left: tuple[Afspraak, Initiatief]
) -> None:
    afspraak, initiatief = left
    before = {lid.pk: waiting(lid) for lid in (wereld.marijke, wereld.samira)}
    assert before[wereld.samira.pk] == []
    client = wereld.client(wereld.marijke)
    sent = {"naar": wereld.samira.pk}
    for _twice in range(2):
        assert client.post(f"/team/{wereld.joost.pk}/stoppen/", sent).status_code == 302
    assert waiting(wereld.samira) == [
        ("Afspraak", f"/afspraken/{afspraak.pk}/"),
        ("Overgenomen van een collega", f"/initiatieven/{initiatief.pk}/"),
    ]
    assert waiting(wereld.marijke) == before[wereld.marijke.pk]
    rows = AuditRegel.objects.filter(handeling__in=VERBS).order_by("pk")
    trail = rows.values_list("handeling", "object_id", "door")
    by = wereld.marijke.gebruiker_id
    assert list(trail) == [
        ("afspraak_overgedragen", afspraak.pk, by),
        ("initiatief_overgedragen", initiatief.pk, by),
        ("lid_gestopt", wereld.joost.pk, by),
    ]


@pytest.mark.parametrize("how", ["page", "administration", "account"])
def test_without_a_colleague_it_is_the_teams(
    wereld: Wereld, left: tuple[Afspraak, Initiatief], how: str
) -> None:
    afspraak, initiatief = left
    if how == "page":
        stop_member(lid=wereld.joost, by=wereld.marijke)
    elif how == "administration":
        Lidmaatschap.objects.filter(pk=wereld.joost.pk).update(actief=False)
    else:
        Gebruiker.objects.filter(pk=wereld.joost.gebruiker_id).update(is_active=False)
    team = [
        ("Afspraak van een collega die stopte", f"/afspraken/{afspraak.pk}/"),
        ("Wie loopt er mee?", f"/initiatieven/{initiatief.pk}/"),
    ]
    # Everybody of that area, and the coördinator; another organisation sees nothing of it.
    for lid in (wereld.samira, wereld.marijke):
        assert waiting(lid) == team
    assert waiting(wereld.ruben) == []


def test_it_is_not_given_to_somebody_who_is_gone_or_of_another_organisation(
    wereld: Wereld, left: tuple[Afspraak, Initiatief]
) -> None:
    client = wereld.client(wereld.marijke)
    path = f"/team/{wereld.joost.pk}/stoppen/"
    for naar in (wereld.ruben.pk, wereld.joost.pk, "x"):
        assert client.post(path, {"naar": naar}).status_code == 422
    stop_member(lid=wereld.samira, by=wereld.marijke)
    assert client.post(path, {"naar": wereld.samira.pk}).status_code == 422
    wereld.joost.refresh_from_db()
    assert wereld.joost.actief


def test_who_comes_back_has_it_back(wereld: Wereld, left: tuple[Afspraak, Initiatief]) -> None:
    wereld.client(wereld.marijke).post(f"/team/{wereld.joost.pk}/stoppen/", {"naar": ""})
    wereld.client(wereld.marijke).post(f"/team/{wereld.joost.pk}/terug/")
    assert waiting(wereld.samira) == []
