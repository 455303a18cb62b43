"""Believable content for an agenda note; the place and the people are invented."""

from datetime import date

from signalen.inhoud import (
    CijferInhoud,
    InitiatiefInhoud,
    LijnInhoud,
    NotitieInhoud,
    ProtectedText,
    RichtingInhoud,
    VerhaalInhoud,
    VraagInhoud,
)


def voorbeeld_inhoud() -> NotitieInhoud:
    """A complete note of ordinary length."""
    return NotitieInhoud(
        kenmerk="2026-014",
        titel="Dichte gordijnen: wat kou doet met samenleven in De Weide",
        datum=date(2026, 4, 10),
        versie=2,
        afzender="Welzijn De Brink",
        aan="College van Zonderwater",
        cc="Griffie, wijkregisseur De Weide",
        gebied_code="WK999902",
        gebied_naam="De Weide",
        gebied_jaar=2025,
        themas=("wonen", "ontmoeten", "geldzorgen"),
        periode_van=date(2026, 1, 5),
        periode_tot=date(2026, 4, 3),
        openbaar=True,
        reactie_voor=date(2026, 5, 22),
        lijnen=(
            LijnInhoud("verbinden", "buren koken om beurten voor elkaar"),
            LijnInhoud("overbruggen", "de wandelclub haalt mensen op die niet meer buiten komen"),
            LijnInhoud("koppelen", "de plek van de eettafel dreigt te verdwijnen"),
        ),
        in_het_kort=(
            "In De Weide blijven steeds meer gordijnen overdag dicht. Bewoners noemen de "
            "energierekening als reden, niet eenzaamheid. Wie het koud heeft, vraagt geen "
            "bezoek. Zij vragen het college om te komen kijken, en om de aanpak van woningen "
            "en van ontmoeting samen te nemen."
        ),
        vragen=(
            VraagInhoud(
                1,
                "gesprek",
                "wethouder Wonen",
                "Kom vóór de zomer een avond aan tafel in De Brink en hoor zelf wat kou doet.",
                date(2026, 5, 22),
            ),
            VraagInhoud(
                2,
                "besluit",
                "college",
                "Laat de plek van de eettafel na de verbouwing van het buurthuis bestaan.",
                date(2026, 6, 30),
            ),
            VraagInhoud(
                3,
                "stoppen-met",
                "afdeling Sociaal Domein",
                "Stop met bezoekersaantallen als enige maat voor de aanpak van eenzaamheid.",
                date(2026, 9, 1),
            ),
        ),
        verhalen=(
            VerhaalInhoud(
                "Ik zie niemand meer, ook niet in de trappenhuizen. Vroeger stond er altijd wel "
                "een deur open. Nu hoor je alleen de tochtstrips.",
                "oudere bewoners, koffieochtend",
                ProtectedText("ongeveer 10 keer gehoord"),
            ),
            VerhaalInhoud(
                "Het is warmer met de gordijnen dicht, en goedkoper. Mijn dochter maakt haar "
                "huiswerk in bed, onder twee dekens. Ik nodig daarom niemand uit.",
                "gezinnen, schoolplein",
                ProtectedText("minder dan 10 keer gehoord"),
            ),
            VerhaalInhoud(
                "Op dinsdag eten we met z’n allen. Dan gaat bij mij thuis de verwarming uit en "
                "hier de oven aan. Dat is mijn warme avond.",
                "deelnemers van de eettafel",
                ProtectedText("ongeveer 15 keer gehoord"),
            ),
        ),
        hoe_vaak=ProtectedText(
            "We hoorden dit in 45 van de ongeveer 120 gesprekken tussen januari en april, op zes "
            "plekken in de wijk. Het vaakst op het Lindeplein en bij de school."
        ),
        cijfers=(
            CijferInhoud(
                "Gemiddeld gasverbruik per woning",
                ProtectedText("1.480 m³"),
                ProtectedText("gemeente: 1.120 m³"),
                "CBS, Kerncijfers wijken en buurten",
                "2024",
                "",
                "De Weide (wijk)",
            ),
            CijferInhoud(
                "Huurwoningen met energielabel E, F of G",
                ProtectedText("34%"),
                ProtectedText("gemeente: 18%"),
                "Woningcorporatie Het Dak",
                "januari 2026",
                "afgerond",
                "Lindebuurt",
            ),
            CijferInhoud(
                "Mensen die zelf zeiden dat ze minder stoken",
                ProtectedText("45"),
                ProtectedText("niet bekend"),
                "Contacten van Welzijn De Brink",
                "april 2026",
                "afgerond op 5",
                "Lindebuurt",
            ),
            CijferInhoud(
                "Huishoudens die om een energiecoach vroegen",
                ProtectedText("minder dan 10"),
                ProtectedText("gemeente: 85"),
                "Energieloket Zonderwater",
                "2026",
                "klein getal verborgen",
                "De Weide (wijk)",
            ),
        ),
        wat_opvalt=(
            "In de Lindebuurt heeft 34% van de huurwoningen een slecht label; in de gemeente 18%."
        ),
        wat_we_niet_weten=(
            "Mensen die nooit buiten komen, spraken we nauwelijks. Jongeren die alleen wonen ook "
            "niet. We weten niet hoe het vorige winters was: toen hielden we dit niet bij."
        ),
        duiding=(
            "We zien een patroon: kou thuis maakt dat mensen zich terugtrekken. Ze schamen zich "
            "voor een koud huis en vragen niemand meer binnen. Zo wordt een rekening een reden om "
            "elkaar niet te zien.\n\nHet beleid pakt dit in twee stukken aan. De woningen worden "
            "vanaf 2028 geïsoleerd. De aanpak van eenzaamheid telt intussen bezoekers van "
            "activiteiten. Geen van beide gaat over de winters die nu komen."
        ),
        duiders=(
            "Op 2 april duidden we dit in De Brink met bewoners van het Lindeplein, de "
            "huurdersgroep, een wijkverpleegkundige en de school."
        ),
        tegengeluid=(
            "Een paar bewoners zeggen: gordijnen gaan dicht tegen inkijk, sinds de nieuwe "
            "galerij. Dat heeft met kou niets te maken."
        ),
        spanningen=(
            "Buurt: eerst de kou en de rekening, dan pas ontmoeting. Beleid: de aanpak "
            "eenzaamheid telt bezoekers van activiteiten. Deze spanning is nog open."
        ),
        bronnen=(
            "De eettafel op dinsdag (bevestigd maart 2026), de wandelclub De Vaste Tred, de "
            "moestuin."
        ),
        initiatieven=(
            InitiatiefInhoud("Eettafel van het Lindeplein", "loopt", ("verbinden",)),
            InitiatiefInhoud(
                "Tochtploeg: buren stoppen kieren", "in voorbereiding", ("verbinden", "koppelen")
            ),
        ),
        geprobeerd=(
            "Verbinden: koffie in het trappenhuis, twee keer; te koud. Overbruggen: samen met de "
            "wandelclub langs de deuren. Koppelen: een brief aan de corporatie in november, nog "
            "geen antwoord."
        ),
        richtingen=(
            RichtingInhoud(
                "De eettafel een vaste plek geven, vier avonden per winterweek",
                "Bestaat al en wordt vertrouwd. Warmte en ontmoeting tegelijk.",
                "Vraagt vrijwilligers en een keuken. Helpt niet wie thuis blijft.",
                "bewoners, met steun van ons",
            ),
            RichtingInhoud(
                "De woningen met label G in De Weide naar voren halen in de planning",
                "Pakt de oorzaak aan. Scheelt meteen op de rekening.",
                "Andere wijken schuiven op. De corporatie moet meedoen.",
                "gemeente en corporatie",
            ),
        ),
        terugkoppeling=(
            "We vertellen het antwoord binnen twee weken op het Lindeplein, aan de eettafel en op "
            "het schoolplein, ook als het antwoord nee is."
        ),
        contact="Samira Bennani, opbouwwerker De Weide, via Welzijn De Brink.",
        herkomst=ProtectedText(
            "Drie signalen, 45 contacten, van 5 januari tot en met 3 april 2026."
        ),
        telwijze=ProtectedText(
            "Eén gesprek telt één keer, ook als het lang duurde. Aantallen mensen zijn afgerond op "
            "5; onder de 10 schrijven we “minder dan 10”."
        ),
        privacy=(
            "In deze notitie staan geen namen of adressen van bewoners. Voor elk verhaal is "
            "toestemming gegeven. Wie zich bedenkt, kan het verhaal intrekken."
        ),
        versies=(
            "Versie 1, 3 april 2026: eerste versie, gelezen door bewoners.",
            "Versie 2, 10 april 2026: tegengeluid over inkijk toegevoegd.",
        ),
        akkoord="Bewoners van het Lindeplein lazen mee op 2 april 2026 en zijn akkoord.",
    )
