"""The law and the arithmetic: pure Python, no framework, no file, no clock."""
