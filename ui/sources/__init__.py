"""The blocks of the page on sources and methods."""
