"""The money of a dossier: what its contract may bring, and when; nothing here is stored."""
