"""The records of a dossier."""
