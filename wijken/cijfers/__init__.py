"""Reading figures without a shape: tables of StatLine, and the plain form for other sources."""
