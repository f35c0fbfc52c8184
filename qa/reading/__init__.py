"""Question + passages → how well each answers it, and in which words: a trained cross-encoder.

``reader.Reader`` is what answers use; ``network``, ``lessons`` and ``training`` make its weights.
"""
