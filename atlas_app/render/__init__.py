"""A picture drawn: surfaces into a vtkRenderer, words by Pillow."""
