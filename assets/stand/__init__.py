"""What is in the warehouse, as known at a moment: for `inbeeld stand`."""
