"""Each row as a row of the register, and held against what the register has."""
