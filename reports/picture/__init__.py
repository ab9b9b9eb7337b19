"""Maps and charts drawn by ourselves: one sheet of shapes and words, as SVG, and as PNG and PDF through typst."""
