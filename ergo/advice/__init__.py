"""What would make the work easier: what stands in the way, what each change would do, and which come first.

Nothing here writes to a case: a what-if returns a changed copy of a task, which is then scored like any other.
"""
