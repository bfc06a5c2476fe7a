"""Tests of what a user meets: the catalogue, results, the plugin, the command line, packaging."""
