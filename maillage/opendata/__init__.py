"""Files of publishers of open data, read under a strict contract, one folder per source."""
