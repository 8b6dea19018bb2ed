from django.apps import AppConfig
from django.core.checks import register


class SimulatorConfig(AppConfig):
    name = "simulator"
    verbose_name = "Le simulateur"

    def ready(self) -> None:
        from simulator.project.checks import check_asked, check_territories

        register(check_territories)
        register(check_asked)
