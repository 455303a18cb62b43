"""One note's PDF by our path, against WeasyPrint given the finished HTML."""

from django.conf import settings
from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration

from opbouw.lib.pdf.fetcher import BASE, OwnFiles
from opbouw.lib.pdf.fonts import font_face_css, font_files
from signalen.inhoud import from_json, to_json
from signalen.opmaak import STYLE_SHEETS, notitie_html, notitie_pdf
from tests.bench.timing import Ratio, compare
from tests.signalen.voorbeeld import voorbeeld_inhoud

PAIRS = 25
AIM = 1.1


def measure_pdf() -> list[Ratio]:
    """Measure from frozen content to bytes, against bytes from HTML with everything prepared."""
    frozen = to_json(voorbeeld_inhoud())
    folder = settings.BASE_DIR / "static" / "pdf"
    fonts, counters = FontConfiguration(), CounterStyle()
    fetch = OwnFiles({BASE + name: path for name, path in font_files().items()})

    def parse(css: str) -> CSS:
        return CSS(
            string=css, base_url=BASE, font_config=fonts, counter_style=counters, url_fetcher=fetch
        )

    # WeasyPrint at its best: fonts and style sheets parsed once, before the clock starts.
    sheets = [parse(font_face_css(BASE))]
    sheets += [parse((folder / name).read_text(encoding="utf-8")) for name in STYLE_SHEETS]
    images = OwnFiles({BASE + path.name: path for path in folder.glob("*.svg")})
    html = notitie_html(voorbeeld_inhoud())

    def ours() -> bytes:
        return notitie_pdf(from_json(frozen))

    def bare() -> bytes:
        document = HTML(string=html, base_url=BASE, url_fetcher=images)
        data: bytes = document.write_pdf(
            stylesheets=sheets,
            font_config=fonts,
            counter_style=counters,
            pdf_variant="pdf/ua-1",
        )
        return data

    return [
        compare(
            "one note's PDF, from frozen content",
            "WeasyPrint, given the finished HTML",
            ours,
            bare,
            pairs=PAIRS,
            warm=2,
            aim=AIM,
            clean=True,
        )
    ]
