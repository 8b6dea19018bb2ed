from django.apps import AppConfig


class TerminalConfig(AppConfig):
    name = "simulator.terminal"
    label = "terminal"
    verbose_name = "Les bornes"
