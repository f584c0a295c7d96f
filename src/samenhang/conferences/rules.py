"""What is possible, due or derived in conferences: day and facts are arguments."""
