"""What kind of browser somebody uses, as its owner would say it."""

from django.utils.translation import gettext as _

# The first that fits: what pretends to be another browser comes before the other.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Macintosh": "Mac",
    "CrOS": "Chromebook",
    "Linux": "Linux",
}


def in_words(user_agent: str) -> str:
    """Return what a browser says it is, as its owner would: without versions; perhaps empty."""
    browser = next((name for mark, name in BROWSERS.items() if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS.items() if mark in user_agent), "")
    if browser and system:
        return _("%(browser)s op %(toestel)s") % {"browser": browser, "toestel": system}
    return browser or system
