"""What exists: the register of centres and programmes, its vocabulary, its store and its files.

Filled from ``data/`` on first start and kept under ``home_dir()``. Runs without a screen
(``python -m registry --help``).
"""
