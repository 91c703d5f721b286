"""The graded return-to-work planner, and the independent checker of the plans it makes."""
