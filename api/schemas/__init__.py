"""Schemas: what goes over HTTP, and what ``--json`` prints. The contract is in DESIGN.md."""
