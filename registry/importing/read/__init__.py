"""From the bytes of a file to its sheets: cells as text, nothing understood yet."""
