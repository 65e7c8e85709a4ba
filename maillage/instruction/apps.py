"""The application of the agencies."""

from django.apps import AppConfig


class InstructionConfig(AppConfig):
    name = "maillage.instruction"
    label = "instruction"
    verbose_name = "Instruction"
