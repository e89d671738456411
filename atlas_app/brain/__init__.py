"""From a scene to a picture as plain arrays; no VTK, no Qt."""
