"""The catalogue of rules: one TOML file an area, and `catalogue` that reads them."""
