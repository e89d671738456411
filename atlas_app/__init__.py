"""Mirror Atlas: where watching meets doing."""
