"""What screens share: the open case, fields bound to it, tables, drawings and words."""
