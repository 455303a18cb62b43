"""Pieces of text that make a careless expression slow when they are repeated."""

PIECES = ["a", "1", "1 ", "1-", "1.1-", "@", "a@", "a.", "@a.", "mevrouw ", "mevrouw van de ", "A.",
     "De ", "NL12", "NL91 ", "geboren ", "geb. 1-1-", "12 april ", "06-", "(0", "+1 ", "+31 ",
     "Aa-", "Laan 1", "burn-", "'", "\n", " ", "é", "1234 AB", "123456782 ", "06 ", "06/", "06 a",
     "v.d. ", "mevrouw d'", "mevrouw v/d ", "Aa ", "A. ", "tel. 1", "geb. een ",
     "een april negentien", "a at b ", "a at b dot ", "x[at]", "Aaaln ", "Aaastr. 1", "op de laan",
     "woont op A ",
     "woont op Aa Aa ", "giro 1", "bsn 1 ", "haar zoon ", "haar zoon A. ", "ĳ", "٠٦ ", "(1-1-50",
     "1 - 1 - ", "nul zes ", "is van 1-1-", "Lindelaan nr. ", "0/1", "+ 31 ", "00",
     "0 6 ", "06-12345678/", "woont aan de a", "kerkstraat 1", ". kerkstraat", "nr 1 in de A",
     "nr 1 ", "Laan van de A", "mw a", "mw van de ", "geboren 1950 op ", "a@ b.", "1234 ab",
     "van 1-1-'", "a@b,", "o6 ", "06:", "+1 (", "+ 1)", "Nieuwe Weg ", "a @ b . "]  # fmt: skip
