"""From what was measured to scores, demands, dated working time and the match of demands with capacity."""
