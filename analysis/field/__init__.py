"""The demand field: where the people are, as points, and how far each is from the nearest centre."""
