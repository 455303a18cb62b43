"""Reading in areas and figures as an administrator does: a real worker, with and without script."""

import pytest
from playwright.sync_api import Browser, FilePayload

from tests import personas
from tests.e2e.visitor import DESK, PHONE, Visitor
from tests.stack import Stack

pytestmark = pytest.mark.e2e
STAFF = (
    "from wijken.models import Gebruiker; "
    "Gebruiker.objects.filter(email='{}').update(is_staff=True)"
)
HEAD = "code;sleutel;naam;waarde;eenheid;jaar;bron\n"
LONG = "Van zeer lange cijfers " + "a" * 90
REFUSED = "BU03080109;eenzaam;Voelt zich eenzaam;n.v.t.;%;2024;GGD\n"


def table(waarde: str) -> bytes:
    """Return figures of two buurten of Baarn, and what is refused."""
    rows = [
        f"BU03080109;eenzaam;Voelt zich eenzaam;{waarde};%;2024;GGD\n",
        f"BU03080000;lang;{LONG};1200;personen;2024;RVO\n",
        REFUSED,
        "BU03639999;eenzaam;Voelt zich eenzaam;3;%;2024;GGD\n",
    ]
    return (HEAD + "".join(rows)).encode()


@pytest.mark.parametrize(
    ("size", "script", "dark", "waarde"),
    [(PHONE, True, False, "42,5"), (DESK, False, False, "43"), (DESK, True, True, "44")],
)
def test_a_file_is_sent_looked_at_and_stored(
    baarn: Stack, browser: Browser, size: tuple[int, int], script: bool, dark: bool, waarde: str
) -> None:
    baarn.manage("shell", "-c", STAFF.format(personas.SAMIRA.email))
    visitor = Visitor(browser, baarn.url, size=size, script=script, dark=dark)
    visitor.log_in(personas.SAMIRA)
    visitor.open("/beheer/inlezen/")
    file = FilePayload(name="<b>cijfers</b>.csv", mimeType="text/csv", buffer=table(waarde))
    visitor.press("Kijk het bestand na", status=422)
    visitor.field("bestand").set_input_files([file])
    visitor.press("Kijk het bestand na", look=False)
    wait_for(visitor, "Nog niets bewaard")
    visitor.look()
    text = visitor.text()
    for words in (
        f"{waarde}%",
        "1 keer geen getal",
        "1 gebied is hier niet ingelezen",
        "GGD, 2024",
    ):
        assert words in text
    visitor.press("Bewaar dit", look=False)
    wait_for(visitor, "Wat er is gebeurd")
    visitor.look()
    visitor.open("/gebieden/BU03080109/")
    assert f"{waarde}%" in visitor.text()
    assert list((baarn.folder / "media/inlezen").iterdir()) == []


def wait_for(visitor: Visitor, words: str) -> None:
    """Wait until the page says so: by itself with script, by its link without."""
    heading = visitor.page.get_by_text(words, exact=True)
    for _second in range(60):
        if heading.count():
            return
        again = visitor.page.get_by_role("link", name="Kijk opnieuw")
        if not visitor.script and again.count():
            again.click()
        visitor.page.wait_for_timeout(1000)
    raise AssertionError(f"{words} did not come: {visitor.text()}")
