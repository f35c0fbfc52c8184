"""How people and programs reach it: HTTP, the chat page, the command line."""
