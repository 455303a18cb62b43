"""Contacts in De Weide about what cold does, and what it does not."""

from opbouw.voorbeeld.praatje import Praatje

KOU = (
    Praatje(
        "Lindebuurt",
        "plein",
        "Lindeplein",
        "geld",
        "2-5",
        (
            "Om drie uur ’s middags zijn zeven van de tien gordijnen dicht. Twee vrouwen met "
            "boodschappentassen lachen erom: “Dat is onze isolatie.”"
        ),
        "k",
        "de huur en de isolatie liggen bij de corporatie",
        maand=1,
        minstens=95,
        naam="gordijnen",
    ),
    Praatje(
        "Lindebuurt",
        "school",
        "schoolplein van De Kiem",
        "geld",
        "2-5",
        (
            "Moeders vergelijken hun voorschot als vroeger een prijs in de winkel. Eén verwarmt "
            "alleen nog de kamer waar het huiswerk gemaakt wordt."
        ),
        "v",
        "ze geven elkaar tips die wel werken",
        maand=2,
        minstens=95,
        naam="gordijnen",
    ),
    Praatje(
        "Lindebuurt",
        "deur",
        "",
        "wonen",
        "1",
        (
            "Aan de deur in jas en sjaal. “Kom maar niet binnen, het is hier net zo koud als "
            "buiten.” We hebben tien minuten in het portiek staan praten."
        ),
        "v",
        "het contact mag blijven, ook zonder koffie",
        maand=1,
        minstens=95,
        naam="gordijnen",
    ),
    Praatje(
        "Lindebuurt",
        "straat",
        "het portiek aan het Lindeplein",
        "wonen",
        "2-5",
        (
            "Drie buren bij de brievenbussen. Vroeger stond er altijd ergens een deur open, zeggen "
            "ze. Nu hoor je alleen de tochtstrips."
        ),
        "v",
        "buren missen elkaar in het trappenhuis",
        maand=2,
        minstens=95,
        naam="gordijnen",
    ),
    Praatje(
        "Lindebuurt",
        "winkel",
        "de bakker",
        "geld",
        "2-5",
        (
            "In de rij gaat het over dekens met een stekker. Iemand rekent voor wat een uur kost. "
            "Iedereen luistert."
        ),
        "",
        "",
        maand=12,
        minstens=95,
        naam="gordijnen",
    ),
    Praatje(
        "Molenhoek",
        "buurthuis",
        "De Brink",
        "geld",
        "6-10",
        (
            "Zeven mensen lezen de krant in De Brink en niemand heeft haast. “Hier brandt de "
            "kachel voor iedereen tegelijk,” zegt de man met de kruiswoordpuzzel."
        ),
        "v",
        "de leestafel is een plek geworden om te blijven",
        maand=1,
        minstens=95,
        naam="gordijnen",
    ),
    Praatje(
        "Lindebuurt",
        "speelplek",
        "de speeltuin aan de Kleine Linde",
        "opgroeien",
        "2-5",
        (
            "Vaders bij de glijbaan. Hun kinderen spelen buiten tot het donker is, “want thuis "
            "moeten ze stilzitten onder een deken”."
        ),
        "",
        "",
        maand=3,
        minstens=95,
        naam="gordijnen",
    ),
    Praatje(
        "Klaverveld",
        "activiteit",
        "de eettafel",
        "ontmoeting",
        "11-25",
        (
            "Twintig mensen aan de erwtensoep. Een vrouw zegt dat dit haar warme avond is: thuis "
            "gaat de knop dan op vijftien."
        ),
        "vo",
        "buren eten samen, en wie nieuw is wordt meegenomen door de kookploeg",
        maand=1,
        minstens=95,
        naam="bezoek",
    ),
    Praatje(
        "Klaverveld",
        "activiteit",
        "de eettafel",
        "ontmoeting",
        "6-10",
        (
            "Bij het afwassen komt het gesprek: verjaardagen worden niet meer thuis gevierd. “Ik "
            "ga mijn visite toch niet vragen hun jas aan te houden?”"
        ),
        "v",
        "aan de afwas durven mensen het te zeggen",
        maand=2,
        minstens=95,
        naam="bezoek",
    ),
    Praatje(
        "Klaverveld",
        "straat",
        "de bushalte Klaverveld",
        "ontmoeting",
        "1",
        (
            "Een man van in de zeventig neemt elke dag lijn 4 heen en terug. “De bus is verwarmd "
            "en ik zie nog eens iemand.”"
        ),
        "",
        "",
        maand=2,
        minstens=95,
        naam="bezoek",
    ),
    Praatje(
        "Klaverveld",
        "deur",
        "",
        "ontmoeting",
        "1",
        (
            "Ze kaartte elke week met drie vriendinnen, om de beurt thuis. Nu niet meer: ze "
            "schaamt zich voor de kou. Ze kent de leestafel niet."
        ),
        "o",
        "ik vroeg of zij eens met de kaartclub naar De Brink wil",
        maand=1,
        minstens=95,
        afspraak="De tafel bij het raam vrijhouden voor de kaartclub.",
        na=6,
        naam="bezoek",
    ),
    Praatje(
        "Klaverveld",
        "buurthuis",
        "De Brink",
        "ontmoeting",
        "2-5",
        (
            "De kaartclub zit bij het raam! Vier vrouwen, één thermoskan, veel geschreeuw om een "
            "boer."
        ),
        "vo",
        "een groep die thuis stilviel, heeft nu een plek in De Brink",
        maand=2,
        minstens=90,
        naam="bezoek",
    ),
    Praatje(
        "Molenhoek",
        "winkel",
        "de markt",
        "geld",
        "2-5",
        (
            "De visboer merkt het ook: mensen blijven langer staan praten, maar kopen minder. Hij "
            "heeft een krukje neergezet."
        ),
        "v",
        "een kraam als ontmoetingsplek",
        maand=2,
        minstens=95,
        naam="bezoek",
    ),
    Praatje(
        "Wilgenborg",
        "deur",
        "",
        "wonen",
        "1",
        (
            "Hier zijn de flats vorig jaar geïsoleerd. “Ik zit in mijn hemd,” zegt een bewoner. "
            "Hij vindt al dat gepraat over kou overdreven."
        ),
        "",
        "",
        maand=1,
        minstens=95,
        naam="tegengeluid",
    ),
)
