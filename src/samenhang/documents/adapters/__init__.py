"""Where documents are kept, and the scanner that looks at them first."""
