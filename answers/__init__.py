"""What is said of a question, the same wherever it is said: screen, files and the one file."""
