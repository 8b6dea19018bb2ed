"""From answers to verdicts, without a request: household, document, outcomes."""
