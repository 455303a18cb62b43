"""One consistent copy of database and files, and how it is put back."""
