"""Without reception in WebKit: the server is really gone, for its driver knows no "offline"."""

import uuid
from pathlib import Path

import pytest

from tests.e2e.phone import DUMP, FILL, KEPT, NOTEER, SEND, SESSION, WAITING, WAITS, stored
from tests.e2e.webkit import webkit
from tests.personas import SAMIRA, WACHTWOORD
from tests.stack import Stack, wait_until

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("firefox")]

MORE = 40
LOG_IN = """(login, password) => {
  const form = document.querySelector("[name=login]").form;
  Object.assign(form.elements.login, { value: login });
  Object.assign(form.elements.password, { value: password });
  form.requestSubmit(form.querySelector("button[type=submit]"));
}"""
FILL_IN = """tekst => {
  const form = document.querySelector("form[data-wachtrij]");
  const { gebied, vindplaats } = form.elements;
  gebied.value = [...gebied.options].find(one => one.text.trim() === "Oude-Oosterhei").value;
  vindplaats.value = "plein";
  form.elements.tekst.value = tekst;
}"""
SAVE = "() => document.querySelector('form[data-wachtrij]').requestSubmit()"
GUARDED = "() => document.querySelector('form[data-wachtrij]')?.dataset.bewaakt"
SAID = "() => document.querySelector('[data-wachtrij-uit]')?.textContent.includes('%s') ?? false"
OUT = "() => document.querySelector('main form button').click()"
PATH = "() => location.pathname"


def test_what_is_noted_without_reception_arrives_and_logging_out_leaves_nothing(
    baarn: Stack, tmp_path: Path
) -> None:
    tekst = f"In WebKit {uuid.uuid4()}"
    with webkit(tmp_path) as phone:
        phone.open(f"{baarn.url}/accounts/login/")
        phone.run(LOG_IN, SAMIRA.email, WACHTWOORD)
        phone.until(PATH, "/vandaag/")
        phone.until(KEPT, 3)
        baarn.web.stop()
        try:
            phone.open(baarn.url + NOTEER)
            phone.until(GUARDED, "ja")
            phone.run(FILL_IN, tekst)
            phone.run(SAVE)
            phone.until(SAID % WAITS)
            phone.run(FILL_IN, "")
            ids = [(str(uuid.uuid4()), 1000 * number) for number in range(MORE)]
            phone.run(FILL, {"ids": ids, "tekst": tekst})
            phone.until(WAITING, MORE + 1)
        finally:
            baarn.web.start()
            wait_until(baarn.answers, "the web server", baarn.web.log)
        phone.run(SEND)
        phone.until(WAITING, 0)
        rows = stored(baarn, tekst)
        assert len({key for key, _who in rows}) == len(rows) == MORE + 1
        assert {who for _key, who in rows} == {SAMIRA.email}

        held = phone.run(DUMP)
        assert len(held["pages"]) == 4
        assert [word for word in (SAMIRA.email, *SAMIRA.naam.split()) if word in repr(held)] == []
        phone.open(f"{baarn.url}/accounts/logout/")
        phone.run(OUT)
        phone.until(PATH, "/")
        nothing = dict.fromkeys(("databases", "caches", "local", "workers"), 0)
        assert phone.run(DUMP) == {"rows": [], "pages": [], **nothing}
        assert phone.run(SESSION) == []
