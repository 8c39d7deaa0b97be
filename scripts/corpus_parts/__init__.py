"""What `corpus.py` is made of: stock of words, a small world, and one module for each sort of kinds."""
