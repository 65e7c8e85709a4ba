"""The dated tables of law, forms and codes, and the one strict loader that reads them."""
