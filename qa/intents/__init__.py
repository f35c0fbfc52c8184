"""A way to answer for each intent of a question, and what they share (``case``)."""
