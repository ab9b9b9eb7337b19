"""Slides to show and to change: PowerPoint with native text, tables and charts."""
