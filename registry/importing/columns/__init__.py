"""What each sheet is and what each of its columns means."""
