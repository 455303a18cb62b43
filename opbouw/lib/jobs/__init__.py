"""Background work that survives crashes, and the mail that travels with it."""
