"""What a person takes away: files built from the same frames that the screen shows."""
