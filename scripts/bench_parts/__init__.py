"""Parts of scripts/bench.py: the same pages for Hugo and for stock MkDocs, and the measuring."""
