"""A sequence of views to present, its file, and the ready-made one."""
