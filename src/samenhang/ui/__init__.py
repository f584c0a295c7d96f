"""The look of Samenhang: base page, components, pictures and their gallery."""
