"""From nbgrader's gradebook to what a lecturer reads and hands back."""
