"""The views of a sequence as slides: titles, sentences and blocks in both languages; computed, not yet drawn."""
