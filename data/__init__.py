"""Bytes on disk and where they come from: bundled tables, files inside installed packages, the cache."""
