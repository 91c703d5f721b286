"""What a user does with a case, once for every door: open, edit, plan and check, sign, hand out."""
