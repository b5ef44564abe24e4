"""The real data of the kit."""
