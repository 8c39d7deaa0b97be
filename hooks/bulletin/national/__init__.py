"""Many provinces' open data in, one national page out; every province keeps its own site."""
