"""What can be done with a dossier: one verb per file, one transaction, one journal line."""
