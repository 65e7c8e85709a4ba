"""The path of a CPTS: its steps in the order a team lives them, and where the dossier stands."""
