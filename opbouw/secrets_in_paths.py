"""Which addresses of ours are secrets; a new kind of secret link belongs here."""

# What follows one of these words in a path is kept out of every log.
SECRET_AFTER = ("volg", "uitnodiging", "key")
