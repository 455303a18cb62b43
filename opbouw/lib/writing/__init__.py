"""Writing down: once, corrected with care, audited, by the table of states."""
