"""What a run found: the results file, and how results are shown in a terminal."""
