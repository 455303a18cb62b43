"""Every write: once, locked, corrected with care, audited, along a table of states."""
