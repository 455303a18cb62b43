"""The connection to the database: how long it may take, and what the server may write down."""
