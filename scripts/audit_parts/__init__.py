"""The parts of scripts/audit.py."""
