"""Gathers from npm the style rules, fonts and icons that our pages use."""

import re
import shutil
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

BASE = Path(__file__).resolve().parent.parent.parent
TARGET = BASE / "var" / "static_generated"

# The Utrecht components that templates/ really uses.
COMPONENTS = (
    "alert", "badge-status", "blockquote", "button", "checkbox", "form-field",
    "form-field-description", "form-field-error-message", "form-fieldset", "form-label",
    "link", "radio-button", "select", "skip-link", "table", "textarea", "textbox",
)  # fmt: skip
# The lucide icons that templates/ may use; a test sees that none in use is missing.
ICONS = (
    "arrow-left", "arrow-right", "bell", "book-open", "building-2", "calendar",
    "chart-column", "check",
    "circle-alert", "circle-check", "clock", "download", "ellipsis", "file-text", "handshake",
    "heart-handshake",
    "house", "inbox", "info", "languages", "lightbulb", "link", "log-out", "mail", "map",
    "map-pin", "megaphone", "menu", "message-circle", "message-square-quote", "notebook-pen",
    "pencil", "plus", "quote", "search", "send", "settings", "shield-check", "sprout",
    "triangle-alert", "user", "users", "x",
)  # fmt: skip
ATKINSON = "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next"
ARABIC = "@fontsource-variable/noto-sans-arabic/files/noto-sans-arabic-arabic-wght-normal.woff2"
# Promises around the browser's own database: pressed, half the size of its module.
IDB = "idb/build/umd.js"
VOORBEELD = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"
# Without these every text field follows the theme's one set of `--utrecht-form-control-…`.
LEFT_OUT = ("--utrecht-textbox-", "--utrecht-textarea-", "--utrecht-select-")
# Arabic, Persian, Dari and Urdu letters with their digits; the whole block weighs three times that.
ARABIC_LETTERS = (
    *(0x20, 0x60C, 0x61B, 0x61F, *range(0x621, 0x670), 0x670, 0x671, 0x679, 0x67E, 0x686, 0x688),
    *(0x691, 0x698, 0x6A9, 0x6AF, 0x6BA, 0x6BE, 0x6C0, 0x6C1, 0x6C2, 0x6C3, 0x6CC, 0x6D2, 0x6D3),
    *(0x6D4, 0x6D5, *range(0x6F0, 0x6FA), 0x200C, 0x200D, 0x200E, 0x200F),
)
# Letters of other scripts, each loaded by the browser only where a page holds them.
SCRIPTS = {
    "vietnamese": "@fontsource-variable/noto-sans/files/noto-sans-vietnamese-wght-normal.woff2",
    "greek": "@fontsource-variable/noto-sans/files/noto-sans-greek-wght-normal.woff2",
    "cyrillic": "@fontsource-variable/noto-sans/files/noto-sans-cyrillic-wght-normal.woff2",
    "ethiopic": (
        "@fontsource-variable/noto-sans-ethiopic/files/noto-sans-ethiopic-ethiopic-wght-normal.woff2"
    ),
    "devanagari": "@fontsource/hind/files/hind-devanagari-400-normal.woff2",
}
ARABIC_FEATURES = ["ccmp", "init", "medi", "fina", "isol", "rlig", "liga", "calt", "mark", "mkmk"]


def gather(node_modules: Path, target: Path) -> None:
    """Write every generated file under `target`; a missing package raises FileNotFoundError."""
    for folder in ("css", "fonts", "beeld", "js/lib"):
        (target / folder).mkdir(parents=True, exist_ok=True)
    (target / "css" / "nlds.css").write_text(nlds(node_modules), encoding="utf-8")
    (target / "js" / "lib" / "idb.js").write_text(idb(node_modules), encoding="utf-8")
    (target / "beeld" / "iconen.svg").write_text(sprite(node_modules), encoding="utf-8")
    for script in ("latin", "latin-ext"):
        latin_font(
            node_modules / f"{ATKINSON}-{script}-wght-normal.woff2",
            target / "fonts" / f"atkinson-{script}.woff2",
        )
    arabic_font(node_modules / ARABIC, target / "fonts" / "noto-arabic.woff2")
    for script, file in SCRIPTS.items():
        script_font(node_modules / file, target / "fonts" / f"script-{script}.woff2")


def nlds(node_modules: Path) -> str:
    """Utrecht's component CSS and the Voorbeeld tokens it reads, in layers under our theme."""
    css = [
        (node_modules / f"@utrecht/{name}-css/dist/index.min.css").read_text(encoding="utf-8")
        for name in COMPONENTS
    ]
    rules = "\n".join(css)
    tokens = used_tokens((node_modules / VOORBEELD).read_text(encoding="utf-8"), rules)
    lines = "".join(f"{name}:{value};" for name, value in sorted(tokens.items()))
    return f"@layer voorbeeld{{:root{{{lines}}}}}\n@layer utrecht{{\n{rules}\n}}\n"


def idb(node_modules: Path) -> str:
    """The library as a module, with the one name that we import."""
    text = (node_modules / IDB).read_text(encoding="utf-8")
    return f"{text.rstrip()}\nexport const {{ openDB }} = globalThis.idb;\n"


def used_tokens(theme: str, rules: str) -> dict[str, str]:
    """The custom properties of a theme that the rules read, and those that these read in turn."""
    pairs = re.findall(r"^\s*(--[\w-]+):\s*([^;]+);", theme, flags=re.MULTILINE)
    defined = {name: value for name, value in pairs if not name.startswith(LEFT_OUT)}
    wanted = set(re.findall(r"var\(\s*(--[\w-]+)", rules))
    found: dict[str, str] = {}
    while wanted:
        name = wanted.pop()
        if name in defined and name not in found:
            found[name] = defined[name]
            wanted |= set(re.findall(r"var\(\s*(--[\w-]+)", defined[name]))
    return found


def sprite(node_modules: Path) -> str:
    """One SVG with our three lines and the icons in use as symbols."""
    files = {path.stem: path for path in sorted((BASE / "static" / "beeld").glob("lijn-*.svg"))}
    files |= {name: node_modules / f"lucide-static/icons/{name}.svg" for name in ICONS}
    symbols = []
    for name, path in files.items():
        text = re.sub(r"<!--.*?-->", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        found = re.search(r"<svg([^>]*)>(.*)</svg>", text, flags=re.DOTALL)
        if found is None:
            raise ValueError(f"{path.name} is not an SVG")
        kept = " ".join(
            f'{key}="{value}"'
            for key, value in re.findall(r'([\w-]+)="([^"]*)"', found[1])
            if key == "viewBox" or key.startswith(("fill", "stroke"))
        )
        body = re.sub(r">\s+<", "><", found[2].strip())
        symbols.append(f'<symbol id="{name}" {kept}>{body}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">' + "\n".join(symbols) + "</svg>\n"


def latin_font(source: Path, target: Path) -> None:
    """Copy a font and give U+2010 and U+2011 its hyphen, or such text falls back silently."""
    font = TTFont(source)
    characters = font.getBestCmap()
    if ord("-") in characters:
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap.update({0x2010: characters[ord("-")], 0x2011: characters[ord("-")]})
    font.flavor = "woff2"
    font.save(target)


def script_font(source: Path, target: Path) -> None:
    """Copy a font; Ge'ez in one weight, for in all of them it outweighs a page (198 kB)."""
    if "ethiopic" not in source.name:
        shutil.copyfile(source, target)
        return
    font = TTFont(source)
    for table in ("fvar", "gvar", "avar", "HVAR", "MVAR", "STAT"):
        if table in font:
            del font[table]
    font.save(target)


def arabic_font(source: Path, target: Path) -> None:
    """Cut Noto Sans Arabic down to the letters in use: whole, it outweighs a page (166 kB)."""
    options = subset.Options()
    options.layout_features = ARABIC_FEATURES
    font = TTFont(source)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=ARABIC_LETTERS)
    subsetter.subset(font)
    font = instancer.instantiateVariableFont(font, {"wght": (400, 700)})
    font.flavor = "woff2"
    font.save(target)


if __name__ == "__main__":
    try:
        gather(BASE / "node_modules", TARGET)
    except FileNotFoundError as missing:
        sys.exit(f"{missing.filename} ontbreekt: draai eerst `npm ci --ignore-scripts`.")
