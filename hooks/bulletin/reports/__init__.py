"""What the site knows of a unit's phase in, the report it owes its superior out: for staff only."""
