"""Schemas: what goes over HTTP, and what ``--json`` prints."""
