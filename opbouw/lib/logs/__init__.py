"""What every log of ours goes through: no flood, no words of anybody, no secrets, one line."""
