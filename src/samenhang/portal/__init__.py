"""Mine: the pages of the person it is all about, and of who represents them."""
