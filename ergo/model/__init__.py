"""What is said about a case: worker, employer, job, capacity, restrictions, clinical picture, plan and record.

The models hold facts; they calculate, load and save nothing. Unknown is ``None`` and never zero.
"""
