"""From a built site to one that is served: what must hold before, what stands beside the pages."""
