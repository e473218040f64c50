"""The oldest browsers that the handbook serves, and whether our styles and scripts keep to what all of them know."""
