"""Maillage: one dossier, every official document, every rule checked."""
