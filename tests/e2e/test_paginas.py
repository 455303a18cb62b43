"""The pages beside the chain, at both widths and in the dark, with the same strict eye."""

import pytest
from playwright.sync_api import Browser

from tests.e2e.visitor import DESK, PHONE, Visitor
from tests.e2e.woorden import WIM, WOORD
from tests.personas import ANNEKE, BEATRIX, MARIJKE, SAMIRA, WACHTWOORD, Persona
from tests.stack import Stack

# A telephone on its side, or a small screen at 200%.
LOW = (640, 400)

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("pages")]

PUBLIC = [
    "/",
    "/meedoen/",
    "/meedoen/de-brink/",
    "/controle/",
    "/geen-ontvangst/",
    "/accounts/login/",
    "/accounts/password/reset/",
    "/accounts/login/code/",
]
MEMBER = [
    "/vandaag/",
    "/meer/",
    "/mijn-gegevens/",
    "/gebieden/",
    "/gebieden/GM0308/",
    "/accounts/2fa/",
]
WORKER = [
    "/vandaag/alle/signalen/",
    "/vandaag/alle/afspraken/",
    "/vandaag/alle/contactpersonen/",
    "/vandaag/elders/",
    "/zoeken/",
    "/zoeken/?woorden=fietsen",
    "/zoeken/?woorden=plein&soort=contacten&gebied=mijn",
    "/zoeken/?woorden=de+het+een",
    "/zoeken/bewaar/?woorden=plein",
    "/gebieden/WK030800/",
    "/gebieden/BU03080004/",
    "/gebieden/BU03080004/gehoord/",
    "/contacten/",
    "/contacten/?alles=1",
    "/contacten/nieuw/",
    "/rondes/",
    "/rondes/nieuw/",
    "/afspraken/",
    "/afspraken/?team=1",
    "/afspraken/nieuw/",
    "/wachtend/",
    "/bronnen/",
    "/bronnen/?alles=1",
    "/bronnen/?archief=1",
    "/bronnen/kaart/",
    "/gebieden/WK030800/netwerk/",
    "/bronnen/nieuw/",
    "/signalen/",
    "/signalen/?staat=geduid",
    "/signalen/nieuw/",
    "/initiatieven/",
    "/initiatieven/nieuw/",
    "/initiatieven/weggelegd/",
    "/verantwoording/",
    "/verantwoording/?tijdvak=2026",
    "/verhalen/",
    "/verhalen/nieuw/",
    "/notities/",
    "/notities/nieuw/",
    "/team/",
]
PAGES: list[tuple[Persona | None, list[str]]] = [
    (None, PUBLIC),
    (SAMIRA, MEMBER + WORKER),
    (
        MARIJKE,
        ["/team/", "/team/uitnodigen/", "/bewaren/", "/invultijd/", "/contacten/overzetten/"],
    ),
    (BEATRIX, ["/team/", "/inzage/", "/bewaren/", "/bewaren/termijnen/", "/logboek/"]),
    (ANNEKE, [*MEMBER, "/ontvangen/", "/logboek/"]),
]


@pytest.mark.parametrize(
    ("size", "dark"),
    [
        pytest.param(PHONE, False, id="phone"),
        pytest.param(DESK, False, id="desk"),
        pytest.param(PHONE, True, id="phone-in-the-dark"),
    ],
)
def test_every_page_is_light_whole_and_for_everyone(
    baarn: Stack, browser: Browser, size: tuple[int, int], dark: bool
) -> None:
    for persona, paths in PAGES:
        visitor = Visitor(browser, baarn.url, size=size, dark=dark)
        if persona is not None:
            visitor.log_in(persona)
        for path in paths:
            visitor.open(path)
            # A page that sends somebody away is looked at as another one.
            assert visitor.path == path.partition("?")[0]
        visitor.open("/deze-pagina-is-er-niet/", status=404)
        visitor.context.close()


@pytest.mark.parametrize("size", [pytest.param(PHONE, id="phone"), pytest.param(DESK, id="desk")])
def test_where_somebody_is_logged_in(baarn: Stack, browser: Browser, size: tuple[int, int]) -> None:
    elsewhere = Visitor(browser, baarn.url, size=DESK)
    elsewhere.log_in(BEATRIX)
    visitor = Visitor(browser, baarn.url, size=size)
    visitor.log_in(BEATRIX)
    # Asked anew before the list is shown, and before a factor is set up.
    visitor.open("/accounts/sessies/")
    visitor.fill({"password": WACHTWOORD})
    visitor.press("Ga verder")
    assert visitor.path == "/accounts/sessies/"
    visitor.open("/accounts/2fa/totp/activate/")
    visitor.fill({"code": "000000"})
    visitor.press("Zet aan")
    visitor.open("/accounts/sessies/")
    visitor.press("Log alle andere toestellen uit")
    assert "Hier ben je nu" in visitor.text()
    elsewhere.page.goto("/vandaag/")
    assert elsewhere.path == "/accounts/login/"
    visitor.context.close()
    elsewhere.context.close()


@pytest.fixture(scope="session")
def long_words(baarn: Stack) -> list[str]:
    """The pages of an organisation that writes words without end."""
    code = "from tests.e2e.woorden import seed; seed()"
    return baarn.manage("shell", "-c", code).splitlines()[-1].split()


@pytest.mark.parametrize(
    "size",
    [pytest.param(PHONE, id="phone"), pytest.param(DESK, id="desk"), pytest.param(LOW, id="low")],
)
def test_a_word_without_end_stays_on_the_page(
    baarn: Stack, browser: Browser, long_words: list[str], size: tuple[int, int]
) -> None:
    visitor = Visitor(browser, baarn.url, size=size)
    visitor.log_in(WIM)
    for path in long_words:
        visitor.open(path)
        assert visitor.path == path.partition("?")[0]
    assert len(visitor.pages) == len(long_words) + 2
    visitor.open("/inzage/")
    visitor.fill({"woorden": WOORD})
    visitor.press("Zoek")
    assert WOORD in visitor.text()
    # The bar and the buttons of a low screen are there, but not in front of what is filled in.
    stuck = """[...document.querySelectorAll(".duimbalk, .knoppen--vast")].filter(
        e => e.offsetHeight && ["fixed", "sticky"].includes(getComputedStyle(e).position)).length"""
    visitor.open("/contacten/nieuw/")
    assert visitor.page.evaluate(stuck) == {PHONE: 2, DESK: 1, LOW: 0}[size]
    visitor.context.close()
