"""Bản tin thi đua: content read from YAML, checked, and made into pages and feeds."""
