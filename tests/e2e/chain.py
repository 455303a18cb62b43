"""The whole chain as people walk it, from a chat on the corner to the answer told back."""

import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator

from tests.e2e.baarn import BUURT
from tests.e2e.pdf import pdf_text
from tests.e2e.post import letters
from tests.e2e.visitor import DESK, Visitor
from tests.personas import ANNEKE, JOOST, Persona
from tests.stack import Stack, children, program_pid, wait_until

# What is said in a contact and who a resident is, stays inside: these words may never come out.
INSIDE = ["kanariegeel", "Zeger", "zeger@example.org"]
KRING, KRING_WAAR = "de ouders bij de speelplek", "dinsdag rond drie uur"
DUIDERS = "zes bewoners en de huismeester"
VRAGEN = [
    ("gesprek", "de wethouder wonen", "Kom in januari langs en praat met ons over de kou."),
    ("onderzoek", "het energieloket", "Zoek uit hoeveel huizen enkel glas hebben."),
]
VERHAAL = "Overdag doe ik de gordijnen dicht, dan blijft het nog wat warm."


@dataclass
class Chain:
    """One walk through the chain, at one width, about one square in the buurt."""

    stack: Stack
    browser: Browser
    plein: str
    size: tuple[int, int] = DESK
    script: bool = True
    addresses: dict[str, str] = field(default_factory=dict)
    visitors: list[Visitor] = field(default_factory=list)

    @property
    def titel(self) -> str:
        return f"Gordijnen blijven dicht rond het {self.plein}"

    @property
    def notitie(self) -> str:
        return f"Warm wonen rond het {self.plein}"

    @property
    def idee(self) -> str:
        return f"Samen breien op het {self.plein}"

    def visitor(self, persona: Persona | None = None) -> Visitor:
        """Return somebody with a browser of their own, logged in when it is a member."""
        visitor = Visitor(self.browser, self.stack.url, size=self.size, script=self.script)
        self.visitors.append(visitor)
        if persona is not None:
            visitor.log_in(persona)
        return visitor

    # --- contact, signaal, duiding, verhaal ---
    def note_contacts(self, samira: Visitor) -> None:
        """Two chats on the square, the second with the place already known and corrected once."""
        samira.open("/contacten/nieuw/")
        if samira.field("plaats").count():
            samira.tick("anders…")
        samira.select("gebied", BUURT)
        samira.tick("plein of park")
        samira.fill({"plek": self.plein})
        samira.tick("2–5 mensen")
        samira.fill({"tekst": f"Op het {self.plein} ging het over kanariegeel."})
        samira.tick("verbinden")
        samira.save(refused=True)
        # Nothing that was typed is lost; only the why of the line is asked.
        samira.fill({"lijn_waarom": "buren zorgen voor elkaar"})
        samira.save()
        assert f"Op het {self.plein} ging het over kanariegeel." in samira.text()
        samira.press("Noteer nog een contact")
        samira.fill({"tekst": f"Nog eens kanariegeel op het {self.plein}."})
        samira.save()
        self.addresses["contact"] = samira.path
        samira.press("Wijzig")
        samira.tick("6–10 mensen")
        samira.press("Bewaar")
        assert f"{self.plein}, 6–10 mensen" in samira.text()

    def make_signaal(self, samira: Visitor) -> None:
        """The second chat becomes a signal that gathers the first."""
        samira.press("Nieuw signaal")
        samira.fill(
            {
                "titel": self.titel,
                "tekst": "Steeds meer mensen houden overdag de gordijnen dicht.",
                "kring": KRING,
                "kring_waar": KRING_WAAR,
            }
        )
        samira.select("thema", "wonen")
        samira.tick("koppelen")
        samira.fill({"lijn_waarom": "dit kan de buurt niet alleen"})
        samira.press("Bewaar signaal")
        self.addresses["signaal"] = samira.path
        samira.press("Verzamel contacten")
        samira.tick(f"Op het {self.plein} ging het over")
        samira.press("Voeg 1 toe" if self.script else "Voeg toe")
        samira.press("Schrijf de duiding op")
        samira.fill(
            {
                "met_wie": DUIDERS,
                "tekst": "De huizen zijn slecht te verwarmen.",
                "tegengeluid": "De winkeliers merken er niets van.",
                "niet_gehoord": "mensen die alleen wonen",
                "spanning": "Zuinig zijn, of warm zitten.",
            }
        )
        samira.press("Bewaar duiding")
        assert "geduid" in samira.text()

    def tell_verhaal(self, samira: Visitor) -> None:
        """A story in a resident's own words, read again by a colleague."""
        samira.press("Leg een verhaal vast")
        samira.fill({"tekst": f"{VERHAAL} ({self.plein})", "kring": "een oudere"})
        samira.tick("mondeling, ter plekke")
        samira.tick("voor een brief aan de gemeente, die iedereen kan lezen")
        samira.press("Bewaar verhaal")
        address = samira.path
        joost = self.visitor(JOOST)
        joost.open("/verhalen/")
        joost.open(address)
        joost.press("Het klopt, het mag mee")
        assert "Nagelezen door Joost Wiersma." in joost.text()

    # --- initiatief ---
    def bring_in_initiatief(self) -> Visitor:
        """A resident without account tells a plan and keeps the secret link."""
        resident = self.visitor()
        resident.open("/")
        resident.open("/meedoen/")
        resident.open("/meedoen/de-brink/")
        resident.page.get_by_text("Mogen we je bereiken?").click()
        resident.fill(
            {
                "titel": self.idee,
                "plan": "Elke woensdag breien, ook voor wie het nog leert.",
                "naam": "Zeger",
                "email": "zeger@example.org",
            }
        )
        resident.select("gebied", BUURT)
        if self.script:
            resident.page.get_by_text("Gecontroleerd: je bent een mens.").wait_for()
        else:
            resident.page.wait_for_timeout(4_500)  # the pace of a person; sooner is refused
        resident.press("Verstuur je idee")
        reference = re.search(r"\bI\d{4}-\d{4}\b", resident.text())
        assert reference, resident.text()
        resident.press("Bekijk je volgpagina")
        assert "Er is nog geen nieuws." in resident.text()
        return resident

    def answer_initiatief(self, samira: Visitor, resident: Visitor) -> None:
        """The worker answers in sight, and the resident reads it on the status page."""
        samira.open("/initiatieven/")
        samira.press(self.idee)
        self.addresses["initiatief"] = samira.path
        samira.fill({"tekst": "Wat een mooi idee. Donderdag kom ik langs."})
        samira.press("Zet op de volgpagina")
        self.reach(samira)
        samira.press("Ik loop mee")
        samira.press("Langs welke lijn loopt het?")
        samira.tick("verbinden")
        samira.fill({"lijn_waarom": "buren leren elkaar kennen"})
        samira.press("Bewaar")
        assert "Wat een mooi idee." not in resident.text()
        resident.open(urlsplit(resident.page.url).path)
        assert "Wat een mooi idee. Donderdag kom ik langs." in resident.text()
        assert "Samira van Welzijn De Brink" in resident.text()
        resident.fill({"tekst": "Fijn, tot donderdag."})
        resident.press("Verstuur")
        assert "nog niet gelezen" in resident.text()
        samira.open(self.addresses["initiatief"])
        assert "Fijn, tot donderdag." in samira.text()
        samira.press("Gelezen, geen antwoord nodig")
        assert "nog niet gelezen" not in samira.text()

    def reach(self, samira: Visitor) -> None:
        """Who may know how to reach the resident asks for it; with script it opens in place."""
        if self.script:
            samira.page.get_by_role("button", name="Toon gegevens en volglink").click()
            samira.page.get_by_role("heading", name="Contactgegevens").wait_for()
            samira.look()
        else:
            samira.press("Toon gegevens en volglink")
        assert "Zeger" in samira.text()
        assert "zeger@example.org" in samira.text()
        samira.open(self.addresses["initiatief"])

    # --- agendanotitie ---
    def write_notitie(self, samira: Visitor) -> None:
        """The signal goes on the agenda; what was known is in the note already."""
        samira.open(self.addresses["signaal"])
        samira.press("Zet op de agenda")
        samira.fill({"titel": self.notitie})
        samira.press("Begin de notitie")
        assert samira.field("duiding").input_value() == "De huizen zijn slecht te verwarmen."
        month = date.today() + timedelta(days=30)  # noqa: DTZ011 a day far enough ahead
        samira.fill(
            {
                "aan_wie": "het college",
                "in_het_kort": f"Rond het {self.plein} zitten mensen in de kou. Kom langs.",
                "bronnen": "Het buurthuis is op dinsdag open.",
                "akkoord": "zes bewoners",
            }
        )
        for number, (soort, aan, wat) in enumerate(VRAGEN):
            row = f"vraag-{number}-"
            if number:
                # A later row is folded as long as it is empty.
                samira.page.get_by_role("heading", name=f"Vraag {number + 1}").click()
            samira.select(f"{row}soort", soort)
            samira.fill({f"{row}aan": aan, f"{row}wat": wat, f"{row}voor": month.isoformat()})
        samira.fill({"richting-0-wat": "Een warme kamer", "richting-0-voordelen": "kan morgen"})
        samira.select("richting-0-drager", "wij")
        samira.tick(f"({self.plein})")
        samira.tick(self.idee)
        samira.press("Bewaar")
        self.addresses["notitie"] = samira.path
        assert "De notitie is compleet." in samira.text()
        samira.press("Bekijk het voorbeeld")

    def settle_and_send(self, marijke: Visitor) -> None:
        """The coordinator settles it; the page shows by itself when the PDF is there."""
        marijke.open("/notities/")
        marijke.press(self.notitie)
        with held(self.stack):
            marijke.press("Stel vast")
            assert "De PDF wordt gemaakt." in marijke.text()
        send = marijke.page.get_by_role("link", name="Verzend aan Gemeente Baarn")
        if self.script:
            send.wait_for(timeout=60_000)
        else:
            wait_until(lambda: shown_after_reload(marijke, send), "the PDF", None)
        marijke.look()
        marijke.press("Verzend aan Gemeente Baarn")
        assert "Daarna verandert de notitie niet meer." in marijke.text()
        marijke.press("Ja, verzend")
        assert "Gemeente Baarn is aan zet." in marijke.text()

    def read_mail(self, persona: Persona) -> str:
        """Return the address that the mail about the note asks to open."""

        def mails() -> list[str]:
            return [m for m in letters(self.stack, persona.email) if self.notitie in m]

        wait_until(lambda: bool(mails()), f"the mail to {persona.email}", self.stack.worker.log)
        (mail,) = mails()
        assert not any(word in mail for word in INSIDE)
        (link,) = re.findall(rf"^{re.escape(self.stack.url)}(/ontvangen/\d+/)$", mail, re.M)
        return str(link)

    def answer_notitie(self) -> str:
        """The municipality reads page one and the PDF, and answers; return the PDF's text."""
        link = self.read_mail(ANNEKE)
        anneke = self.visitor(ANNEKE)
        anneke.open("/ontvangen/")
        anneke.open(link)
        page = anneke.text()
        assert f"Rond het {self.plein} zitten mensen in de kou." in page
        assert VERHAAL in page
        assert not any(word in page for word in INSIDE)
        text = pdf_text(anneke.page, "Open de hele notitie (PDF)")
        for button, reden in (
            ("Beantwoord deze vraag", "We komen op 14 januari."),
            ("Beantwoord vraag 2", "Dat zoeken we uit."),
        ):
            anneke.press(button)
            anneke.tick("deels overgenomen")
            anneke.fill({"reden": reden})
            anneke.press("Bewaar het antwoord")
        anneke.open("/vandaag/")
        return text

    # --- terugkoppeling ---
    def tell_back(self, samira: Visitor) -> None:
        """The answer goes back to the corner where it began."""
        samira.open("/vandaag/")
        assert self.titel in samira.text()
        samira.open(self.addresses["signaal"])
        samira.press("Vertel het terug")
        assert "We komen op 14 januari." in samira.text()
        assert samira.field("kring").input_value() == KRING
        samira.tick("in een gesprek ter plekke")
        samira.fill({"tekst": "De wethouder komt op 14 januari. Dat vonden ze fijn."})
        samira.press("Bewaar")
        assert "Verteld. De cirkel is rond." in samira.text()


def shown_after_reload(visitor: Visitor, wanted: Locator) -> bool:
    """Reload by the page's own link, and tell whether it shows what was waited for."""
    visitor.press("Kijk opnieuw", look=False)
    return wanted.count() > 0


@contextmanager
def held(stack: Stack) -> Iterator[None]:
    """Hold the worker for a moment, to see a page that waits for it."""
    main = program_pid(stack.worker)
    pids = [main, *children(main)]
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)
