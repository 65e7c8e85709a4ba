"""The record: the dossier of a CPTS, who may touch it, and the journal of what was done."""
