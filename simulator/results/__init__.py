"""The pages after the questions: results, calculation, refinements, desks nearby."""
