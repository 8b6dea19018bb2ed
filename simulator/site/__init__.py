"""The pages that need no answers: home, benefits, legal notices, health, API."""
