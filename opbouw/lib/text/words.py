"""Finds names with a title and words about someone's health in free text, word by word.

`static/js/lib/text/words.js` says the same.
"""

import re
import unicodedata
from collections.abc import Iterator

Span = tuple[int, int]

TITLE = re.compile(
    r"(?<![\w-])(?:de heer|dhr\.?|hr\.|heer|meneer|mijnheer|meester|mevrouw|mevr\.?|mw\.?"
    r"|mejuffrouw|juffrouw|juf|opa|oma|oom|tante|neef|nicht|zuster|broeder|buurman|buurvrouw"
    r"|buurjongen|buurmeisje|dokter|dr\.?|drs\.?|prof\.?|ir\.|ing\.|mr\.|dominee|ds\.|pastoor"
    r"|pater|imam|hadji|sjeik|fam\.?|familie|weduwe|wed\.|mrs\.?|miss|madame|monsieur|frau|herr"
    # Whose son it is, or who says who they are, is as good as a title.
    r"|(?:haar|zijn|mijn|hun|m'n|z'n|d'r|jouw) (?:man|vrouw|zoon|zoontje|dochter|dochtertje|broer"
    r"|broertje|zus|zusje|vader|moeder|vriend|vriendin|partner|kleinzoon|kleindochter|ex)"
    r"|ik heet|(?:hij|zij|ze) heet|(?:mijn|haar|zijn) naam is|genaamd)"
    r"(?: {1,3}|(?<=\.)(?=[^\W\d_]))",
    re.IGNORECASE,
)
# Streets are named after them: "Dr. Nolenslaan", "Pastoor Jansenweg".
STREET_TITLE = re.compile(
    r"(?:dr|drs|prof|ir|mr|ds|dominee|pastoor|pater|zuster)(?!\w)", re.IGNORECASE
)
WORD = re.compile(r"[^\W\d_](?:[\w]|['-](?=\w)){0,60}|'[tns](?!\w)")
# "v.d. Berg", "vd Berg", "v/d Berg".
SHORT_PREFIX = re.compile(r"[vV]\.?/?[dD]\.?(?:[nr]\.?)?(?: |(?<=\.)|(?=[A-Z]))(?=[^\W\d_])")
# A prefix that is written against the name: d'Ancona, l'Ami.
AGAINST = re.compile(r"[dlst]'[^\W\d_]", re.IGNORECASE)
INITIALS = re.compile(r"(?:[^\W\d_]\.(?: ?-?)){1,6}")
PREFIXES = {
    "van", "von", "de", "der", "den", "het", "'t", "te", "ter", "ten", "la", "le", "du", "di",
    "da", "dos", "el", "al", "ben", "bin", "ibn", "ould", "aït", "ait", "'s", "van't", "op",
    "in", "aan", "bij", "uit", "onder", "over",
}  # fmt: skip
# These come before a name only as the start of a longer prefix: "op den Kamp", "in 't Veld".
FIRST_OF_TWO = {"op", "in", "aan", "bij", "uit", "onder", "over", "het", "te", "'s"}
# Capitalised at the start of a sentence, or a day: not a name.
NO_NAME = {
    "aan", "als", "bij", "daar", "daarna", "dan", "dat", "de", "deze", "die", "dit", "dus", "een",
    "en", "er", "gaat", "geen", "gisteren", "haar", "had", "heeft", "heel", "het", "hier", "hij",
    "hoe", "hun", "ik", "in", "is", "ja", "je", "jij", "kan", "komt", "maandag", "dinsdag",
    "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "maar", "met", "mijn", "moet",
    "morgen", "na", "naar", "nee", "niet", "nog", "nu", "of", "om", "ook", "op", "over", "sinds",
    "te", "toen", "tot", "tijdens", "uit", "van", "vandaag", "veel", "verder", "volgens", "voor",
    "waar", "wat", "we", "wel", "wie", "wij", "wil", "ze", "zegt", "zij", "zijn", "zo", "samen",
    "opa", "oma", "oom", "tante", "mevrouw", "meneer", "nederlands", "engels", "turks", "arabisch",
    "pools", "oekraïens", "duits", "frans", "spaans",
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
}  # fmt: skip
# A place or an organisation, not a person: "mevrouw van de Voedselbank".
PLACE_ENDS = (
    "straat", "plein", "gracht", "singel", "kade", "plantsoen", "school", "college", "centrum",
    "bibliotheek", "moskee", "voedselbank", "wijkteam", "gemeente", "stichting", "vereniging",
    "corporatie", "politie", "buurthuis", "wijkcentrum",
)  # fmt: skip
# Family names end like this too (Verlaan, Hogeweg), so only after a title that streets carry.
STREET_ENDS = ("laan", "weg", "hof", "park", "dreef", "pad")


def find_names(text: str) -> Iterator[Span]:
    """Yield a title with the name behind it: initials, prefixes (van der, El) and capitals."""
    for title in TITLE.finditer(text):
        end = _name_end(text, title.end())
        if end is None:
            continue
        name = text[title.end() : end].lower()
        if not (name.endswith(STREET_ENDS) and STREET_TITLE.match(title[0])):
            yield title.start(), end


def _name_end(text: str, start: int) -> int | None:
    """Return where the name that starts here ends, or None if no name starts here."""
    initials = INITIALS.match(text, start)
    at = initials.end() if initials else start
    if text[at : at + 1] == " ":
        at += 1
    end: int | None = None
    for _part in range(3):
        following = _one_name(text, at)
        if following is None:
            break
        end, at = following, following + 1
        if text[end : end + 1] != " ":
            break
    return end


def _one_name(text: str, at: int) -> int | None:
    """Return the end of up to three prefixes and one capitalised word, or None."""
    prefixes: list[str] = []
    if short := SHORT_PREFIX.match(text, at):
        at = short.end()
    while (word := WORD.match(text, at)) and len(prefixes) < 4:
        folded = word[0].lower()
        if folded not in PREFIXES:
            no_name = folded in NO_NAME or folded.endswith(PLACE_ENDS)
            lonely = len(prefixes) == 1 and prefixes[0] in FIRST_OF_TWO
            return word.end() if _begins_name(word[0]) and not (no_name or lonely) else None
        if text[word.end() : word.end() + 1] != " ":
            return None
        prefixes.append(folded)
        at = word.end() + 1
    return None


def _begins_name(word: str) -> bool:
    if len(word) == 1:
        # "Meneer P" was written like that so that nobody knows him; 王 is a whole name.
        return unicodedata.category(word) == "Lo"
    if AGAINST.match(word):
        return word[2].isupper()
    # Arabic and Chinese have no capitals.
    return word[0].isupper() or unicodedata.category(word[0]) == "Lo"


# Words that say something of one person's mind or body. Left out on purpose: eenzaam, verdrietig,
# stress, verward, ziek, zorg, ggz and the like, which neighbourhood work cannot do without.
DIAGNOSES = {
    "adhd", "aids", "alcoholist", "alcoholiste", "alcoholisme", "alcoholverslaafd",
    "alcoholverslaafde", "alcoholverslaving", "alzheimer", "angststoornis", "angststoornissen",
    "anorexia", "asperger", "autisme", "autismespectrumstoornis", "autist", "autiste", "autisten",
    "autistisch", "autistische", "automutilatie", "beroerte", "bipolair", "bipolaire", "boulimia",
    "borderline", "borderliner", "burnout", "burn-out", "copd", "delier", "dement", "dementie",
    "dementerend", "dementerende", "demente", "depressie", "depressies", "depressief",
    "depressieve", "diabeet", "diabetes", "diabeticus", "downsyndroom", "drugsverslaafd",
    "drugsverslaafde", "drugsverslaving", "dwangstoornis", "dyslectisch", "dyslexie",
    "eetstoornis", "eetstoornissen", "epilepsie", "epileptisch", "gedragsstoornis",
    "gameverslaafd", "gameverslaving", "gokverslaafd", "gokverslaafde", "gokverslaving",
    "hallucinaties", "hartinfarct", "hepatitis", "herseninfarct", "hersenbloeding",
    "hersenletsel", "hiv", "kanker", "korsakov", "laagbegaafd", "laagbegaafde", "leukemie",
    "longkanker", "borstkanker", "darmkanker", "prostaatkanker", "manisch", "manische",
    "manisch-depressief", "miskraam", "narcisme", "narcist", "narcistisch", "narcistische",
    "paranoia", "paranoïde", "parkinson", "pdd-nos", "persoonlijkheidsstoornis", "posttraumatisch",
    "posttraumatische", "psychiatrisch", "psychiatrische", "psychoot", "psychopaat", "psychose",
    "psychoses", "psychosen", "psychotisch", "psychotische", "ptss", "reuma", "schizofreen",
    "schizofrene", "schizofrenie", "suicidaal", "suïcidaal", "suïcidale", "suicidale", "suïcide",
    "suicide", "suïcidepoging", "suikerziekte", "tbc", "tumor", "verslaafd", "verslaafde",
    "verslaafden", "verslaving", "verslavingen",
    "waandenkbeelden", "wanen", "zelfbeschadiging", "zelfdoding", "zelfmoord", "zelfmoordpoging",
    "zwakbegaafd", "zwakbegaafde",
}  # fmt: skip
# Only in capitals: lower case they are other words or parts of words.
ABBREVIATIONS = {"ADD", "ALS", "ASS", "CVA", "LVB", "MS", "NAH", "OCD", "ODD"}
PHRASES = re.compile(
    r"(?<!\w)(?:(?:licht )?verstandelijke? (?:beperkt|beperkte|beperking|gehandicapt|gehandicapte)"
    r"|syndroom van (?:down|asperger|korsakov|gilles))(?!\w)",
    re.IGNORECASE,
)
TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# A meeting place or network, not a patient: "het Alzheimer Café".
NO_PATIENT = re.compile(
    r"[ -](?:caf[eé]|trefpunt|inloop|netwerk|vereniging|nederland)(?!\w)", re.IGNORECASE
)


def find_diagnoses(text: str) -> Iterator[Span]:
    """Yield words that name an illness, disorder or addiction."""
    for phrase in PHRASES.finditer(text):
        yield phrase.span()
    for token in TOKEN.finditer(text):
        for start, end in ((token.start(), token.end()), *_parts(token)):
            word = text[start:end]
            if (word.lower() in DIAGNOSES or _capitals(text, word, start)) and not (
                NO_PATIENT.match(text, end)
            ):
                yield start, end
                break


def _parts(token: re.Match[str]) -> Iterator[Span]:
    if "-" in token[0]:
        start = token.start()
        for part in token[0].split("-"):
            yield start, start + len(part)
            start += len(part) + 1


def _capitals(text: str, word: str, start: int) -> bool:
    if word not in ABBREVIATIONS:
        return False
    # In a sentence written in capitals they say nothing: "ALS HET REGENT".
    around = text[max(0, start - 20) : start] + text[start + len(word) : start + len(word) + 20]
    return any(char.islower() for char in around)
