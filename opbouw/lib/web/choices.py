"""A choice in a row of chips that filters a list."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Keuze:
    """One chip: its text, where it leads, and whether it is the current one."""

    tekst: str
    url: str
    aan: bool
