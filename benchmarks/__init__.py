"""Figures: what docs/ states is printed by a command of this folder."""
