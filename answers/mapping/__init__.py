"""One model of a map: classes, looks, legend, rings, marks, borders and names, drawn by every painter."""
