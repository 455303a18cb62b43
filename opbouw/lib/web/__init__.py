"""Around a page: limits, secret addresses, lists, parameters and logs."""
