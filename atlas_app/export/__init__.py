"""Pictures that leave: stills."""
