from django.apps import AppConfig


class HandoverConfig(AppConfig):
    name = "simulator.handover"
    label = "handover"
    verbose_name = "Les réponses à emporter"
