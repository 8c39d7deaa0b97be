"""Views: from the Bulletin to frozen dataclasses that templates print; no HTML, no clock."""
