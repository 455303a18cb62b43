"""Everything around a page: limits, secret links, lists, parameters and logs."""
