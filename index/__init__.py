"""From a folder of documents to something that can be searched."""
