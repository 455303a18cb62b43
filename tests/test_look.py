"""The look keeps its word: contrast, both directions of writing, nothing inline, not too heavy."""

import gzip
import re
from collections import Counter
from os.path import normpath
from pathlib import Path

import django_htmx
import pytest
from django import forms
from django.template.loader import render_to_string
from django.test import RequestFactory
from fontTools.ttLib import TTFont

from opbouw.floors import FLOORS
from opbouw.lib.web.static_files import SHEETS, without_comments
from opbouw.machine.assets import BASE, ICONS, gather, used_tokens
from opbouw.queries.menu import VANDAAG

CSS = sorted((BASE / "static" / "css").glob("*.css"))
SOURCES = [*CSS, *(BASE / "static" / "pdf").glob("*.css"), *(BASE / "static" / "js").rglob("*.js")]
TEMPLATES = sorted((BASE / "templates").rglob("*.html"))
THEME = (BASE / "static" / "css" / "thema.css").read_text(encoding="utf-8")
DARK = (BASE / "static" / "css" / "donker.css").read_text(encoding="utf-8")

LINES = ("verbinden", "overbruggen", "koppelen")
# Words on their ground: 4.5 to 1 or more.
TEXT_PAIRS = [
    *(
        (ink, ground)
        for ink in ("inkt", "inkt-zacht")
        for ground in ("papier", "vlak", "verzonken")
    ),
    *(
        (colour, ground)
        for colour in ("baksteen", "baksteen-diep", "fout")
        for ground in ("papier", "vlak")
    ),
    *((line, f"{line}-zacht") for line in LINES),
    *((line, ground) for line in LINES for ground in ("papier", "vlak")),
    ("op-baksteen", "baksteen"),
    ("op-baksteen", "baksteen-diep"),
    ("baksteen-diep", "baksteen-zacht"),
    ("inkt", "baksteen-zacht"),
    ("papier", "inkt"),
    ("schuld", "schuld-zacht"),
    ("schuld", "papier"),
    ("schuld", "vlak"),
    ("goed", "goed-zacht"),
    ("fout", "fout-zacht"),
]
# Edges of what can be filled in or pressed, and the mark of where you are: 3 to 1 or more.
SHAPE_PAIRS = [("rand-sterk", ground) for ground in ("papier", "vlak")] + [
    ("baksteen", ground) for ground in ("papier", "vlak", "baksteen-zacht")
]


def palettes() -> dict[str, dict[str, str]]:
    """The colours of the light and of the dark palette."""
    light = THEME[THEME.index(":root {") : THEME.index("}", THEME.index(":root {"))]
    return {
        name: dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", text))
        for name, text in (("light", light), ("dark", DARK))
    }


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2.2 defines it, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_pair_is_readable(mode: str) -> None:
    colours = palettes()[mode]
    ratios = {
        pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in TEXT_PAIRS + SHAPE_PAIRS
    }
    too_low = {pair: round(ratios[pair], 2) for pair in TEXT_PAIRS if ratios[pair] < 4.5}
    too_low |= {pair: round(ratios[pair], 2) for pair in SHAPE_PAIRS if ratios[pair] < 3}
    assert too_low == {}


def test_dark_names_every_light_colour_and_nothing_names_one_twice() -> None:
    found = palettes()
    assert sorted(found["dark"]) == sorted(found["light"])
    names = "|".join(found["light"])
    css = "\n".join(path.read_text(encoding="utf-8") for path in CSS)
    given = Counter(re.findall(rf"^\s*--({names}):", css, flags=re.MULTILINE))
    assert given == dict.fromkeys(found["light"], 2)


@pytest.mark.parametrize(
    ("cookie", "media"),
    [
        (None, "(prefers-color-scheme: dark)"),
        ("donker", "all"),
        ("licht", "not all"),
        ('"><b>', "(prefers-color-scheme: dark)"),
    ],
)
def test_the_dark_palette_counts_for_the_device_or_by_choice(
    cookie: str | None, media: str
) -> None:
    request = RequestFactory().get("/")
    request.COOKIES = {} if cookie is None else {"thema": cookie}
    html = render_to_string("404.html", request=request)
    assert re.findall(r'css/donker.css"\s+media="([^"]*)"', html) == [media]
    chosen = {"all": ["donker"], "not all": ["licht"]}.get(media, [])
    assert re.findall(r'data-thema="(\w*)"', html) == chosen


PHYSICAL = re.compile(
    r"(?<=[;{\s])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)[\w-]*"
    r"|(?:min-|max-)?(?:width|height)|left|right|top|bottom|border-(?:top|bottom)-(?:left|right)-radius"
    r")\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
)


def test_the_search_for_physical_sides_finds_them() -> None:
    css = (
        "a { margin-left: 1px; width: 2px }\n@media (min-width: 40rem) { b { text-align: right } }"
    )
    assert PHYSICAL.findall(css) == ["margin-left:", "width:", "text-align: right"]


@pytest.mark.parametrize("path", CSS, ids=lambda path: path.name)
def test_css_knows_no_left_or_right(path: Path) -> None:
    assert PHYSICAL.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", CSS, ids=lambda path: path.name)
def test_css_uses_only_colours_that_the_theme_defines(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    known = set(re.findall(r"(--[\w-]+)\s*:", THEME + text))
    assert sorted(set(re.findall(r"var\((--[\w-]+)\)", text)) - known) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_css_and_js_fit_on_a_screen(path: Path) -> None:
    if path.name == "table.js":
        return  # written by a command, read by nobody
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    assert [number for number, line in lines if len(line) > 120] == []


INLINE = re.compile(
    r"""<style|\sstyle\s*=|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*["']|javascript:|hx-on"""
)


@pytest.mark.parametrize(
    "path", TEMPLATES, ids=lambda path: str(path.relative_to(BASE / "templates"))
)
def test_no_template_holds_inline_style_or_script(path: Path) -> None:
    # Mail programs know nothing better, and a PDF is not a page with a content security policy.
    if path.relative_to(BASE / "templates").parts[0] in {"mail", "pdf"}:
        return
    html = re.sub(r"\{%.*?%\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert INLINE.findall(html) == []


def test_templates_lead_to_pages_by_the_name_of_their_url() -> None:
    own_path = re.compile(r"""["'=](/[a-z]\w*/[^"'\s>]*)""")
    texts = {str(path): path.read_text(encoding="utf-8") for path in TEMPLATES}
    found = {name: paths for name, text in texts.items() if (paths := own_path.findall(text))}
    assert found == {}


def test_every_icon_of_the_templates_and_the_menu_is_in_the_sprite() -> None:
    used = set()
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        used |= set(re.findall(r'{% icoon [^%]*\bnaam="([\w-]+)"', text))
        used |= set(re.findall(r'\bicoon="([\w-]+)"', text))
    used |= {entry.icoon for entry in (VANDAAG, *(one for app in FLOORS for one in app.menu))}
    assert sorted(used - set(ICONS)) == []


def test_tokens_follow_each_other_and_nothing_else_comes_along() -> None:
    theme = "  --a: var(--b);\n  --b: 1px;\n  --c: 2px;\n  --utrecht-textbox-x: 3px;\n"
    rules = "p { margin: var(--a, var( --unknown)); padding: var(--utrecht-textbox-x) }"
    assert used_tokens(theme, rules) == {"--a": "var(--b)", "--b": "1px"}


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The generated files, made anew from the installed packages."""
    target = tmp_path_factory.mktemp("static")
    gather(BASE / "node_modules", target)
    return target


def test_the_sprite_holds_our_lines_and_every_icon(gathered: Path) -> None:
    sprite = (gathered / "beeld" / "iconen.svg").read_text(encoding="utf-8")
    assert re.findall(r'<symbol id="([^"]+)"', sprite) == [
        "lijn-koppelen", "lijn-overbruggen", "lijn-verbinden", *ICONS,
    ]  # fmt: skip


def test_the_fonts_hold_what_dutch_and_arabic_need(gathered: Path) -> None:
    fonts = {path.stem: TTFont(path).getBestCmap() for path in (gathered / "fonts").glob("*.woff2")}
    wanted = {
        "atkinson-latin": "aé’“”…€\u2010\u2011",
        "atkinson-latin-ext": "ĳĲőş",
        "noto-arabic": "ءبيةگی؟٠۵ٹڈڑںےہھ۔",
        "script-vietnamese": "ạấễởựđơư",
        "script-greek": "αβγώΏς",
        "script-cyrillic": "жщыїєґЁ",
        "script-ethiopic": "ሀለሐመሠረቀበኀፐ፡።",
        "script-devanagari": "अकखगमािीुू्ँं।",
    }
    assert {
        name: [c for c in text if ord(c) not in fonts[name]] for name, text in wanted.items()
    } == {name: [] for name in wanted}


def named_on_noteer(kind: str) -> list[str]:
    """The files of one kind that the heaviest page names, its layouts included."""
    layouts = ("layout/basis.html", "layout/app.html")
    templates = (*layouts, "wijken/contact/nieuw.html", "components/nakijken.html")
    text = "".join((BASE / "templates" / name).read_text() for name in templates)
    found = re.findall(rf"{{% static '({kind}/[^']+)' %}}", text)
    return [*found, *SHEETS] if kind == "css" else found


def scripts_of_noteer(gathered: Path) -> set[Path]:
    """The scripts of the page that has most of them, with all that they import."""
    waiting = named_on_noteer("js")
    found = {}
    while waiting:
        name = waiting.pop()
        own, other = BASE / "static" / name, gathered / name
        found[name] = own if own.exists() else other
        named = re.findall(r'^import .*?"(\.[^"]+)"', found[name].read_text(), re.MULTILINE)
        waiting += {normpath(f"{Path(name).parent}/{one}") for one in named} - found.keys()
    return {*found.values()}


def test_a_page_stays_light(gathered: Path) -> None:
    def weight(*paths: Path) -> int:
        return sum(len(gzip.compress(path.read_bytes())) for path in paths)

    htmx = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
    own = [without_comments(path.read_bytes()) for path in scripts_of_noteer(gathered)]
    script = weight(htmx) + sum(len(gzip.compress(one)) for one in own)
    # A sheet of another page is not loaded here.
    named = {f"css/{path.name}": path for path in CSS}
    sheets = [named.get(name, gathered / name) for name in named_on_noteer("css")]
    style = weight(*sheets, gathered / "beeld" / "iconen.svg")
    font = (gathered / "fonts" / "atkinson-latin.woff2").stat().st_size
    # What is left of 120 kB is for the page itself: 8 kB compressed is a long page.
    assert script < 45_000
    assert script + style + font < 112_000
    # And of one with letters of two more alphabets.
    more = [gathered / f"fonts/{name}.woff2" for name in ("atkinson-latin-ext", "noto-arabic")]
    assert script + style + font + sum(path.stat().st_size for path in more) < 150_000


def test_letters_of_other_scripts_are_loaded_only_for_a_letter_of_them(gathered: Path) -> None:
    found = re.findall(
        r'url\("\.\./fonts/(script-\w+)\.woff2"\)[^}]*unicode-range:\s*([^;]*);', THEME
    )
    assert {f"{name}.woff2" for name, _codes in found} == {
        path.name for path in (gathered / "fonts").glob("script-*")
    }
    dutch = {*map(ord, "ëéèïöüçñêîôûáíóúàĳ€–—‘’“”…→²·•×"), *range(0x20, 0x100)}
    for name, codes in found:
        for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", codes):
            assert dutch.isdisjoint(range(int(first, 16), int(last or first, 16) + 1)), name


@pytest.mark.parametrize("status", ["400", "403", "403_csrf", "404", "429", "500"])
def test_an_error_page_needs_no_request(status: str) -> None:
    html = render_to_string(f"{status}.html")
    assert len(re.findall(r"<h1>[^<]+</h1>", html)) == 1


class ProefForm(forms.Form):
    """One field with help and one group of chips."""

    verhaal = forms.CharField(
        label="Wat hoorde je?", help_text="Geen namen.", widget=forms.Textarea, max_length=5
    )
    lijnen = forms.MultipleChoiceField(
        label="Lijn",
        choices=[("koppelen", "koppelen")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


def test_a_wrong_field_says_so_above_and_at_the_field() -> None:
    html = str(ProefForm({"verhaal": "te lang verhaal"}))
    assert 'role="alert"' in html
    assert '<a href="#id_verhaal">Wat hoorde je?</a>' in html
    assert re.findall(r'aria-describedby="([^"]+)"', html) == [
        "id_verhaal_helptext id_verhaal_error"
    ]
    assert re.findall(r'id="(id_verhaal\w*)"', html) == [
        "id_verhaal_helptext",
        "id_verhaal_error",
        "id_verhaal",
    ]
    assert re.findall(r"<textarea[^>]*>", html) == [
        (
            '<textarea dir="auto" name="verhaal" class="utrecht-textarea utrecht-textarea--invalid"'
            ' rows="10" data-tekens="5" required aria-invalid="true"'
            ' aria-describedby="id_verhaal_helptext id_verhaal_error" id="id_verhaal">'
        )
    ]


def test_a_line_among_the_choices_brings_its_shape() -> None:
    html = str(ProefForm()["lijnen"])
    assert re.findall(r'class="(chip[^"]*)"', html) == ["chip chip--koppelen"]
    assert "iconen.svg#lijn-koppelen" in html
