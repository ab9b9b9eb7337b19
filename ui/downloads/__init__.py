"""What one takes away from the app: one panel on every page that makes the files of `reports` on click."""
