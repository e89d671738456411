"""The five regions, their neighbours, the atlases they are made of, and what they rest on."""
