"""What questions are built from: fields, forms, widgets, fills, wordings, the glossary."""
