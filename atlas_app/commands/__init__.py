"""Verbs as rows: menus, keys, palette, help sheet and greying read the same table."""
