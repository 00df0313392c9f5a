"""Measurements of speed, run by hand: figures of a machine, not tests that can fail."""
