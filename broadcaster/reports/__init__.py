"""What people read afterwards: the airtime table, its chart, and the page of a day."""
