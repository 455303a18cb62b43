"""Who gets in, and as whom: accounts, memberships, and forms drawn for one of them."""
