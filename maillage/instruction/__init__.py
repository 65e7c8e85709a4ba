"""What agencies do: their own Word models today; deposits, opinions and decisions later."""
