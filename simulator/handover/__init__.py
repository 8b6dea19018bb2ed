"""« Continuer sur un autre appareil »: answers that only a code opens, kept a few days."""
