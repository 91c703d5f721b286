"""Documents: one content model each, cut for its audience before any renderer sees it, and its renderers."""
