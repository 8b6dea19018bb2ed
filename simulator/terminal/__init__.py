"""At a terminal in an office: one person after another, with fingers, in a few minutes."""
