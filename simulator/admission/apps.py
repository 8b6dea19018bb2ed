from django.apps import AppConfig


class AdmissionConfig(AppConfig):
    name = "simulator.admission"
    label = "admission"
    verbose_name = "La salle d’attente"
