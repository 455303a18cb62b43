"""Spreadsheets with contacts: how they are read, and what a row of them says."""
