"""Reading the yearly division of CBS: the file, its columns and the areas they describe."""
