"""The scene as a value, the edits of it, the one place where it changes, and its file."""
