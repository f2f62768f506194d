"""Use cases: one file for each thing an operator would ask for, in the order of the way of a piece of news."""
