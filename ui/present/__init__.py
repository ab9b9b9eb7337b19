"""The presenting mode: a sequence of views, its editor, its player, and the button that pins a page's view to it."""
