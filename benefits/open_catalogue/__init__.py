"""An open catalogue of local benefits in its published YAML format, brought in by an operator.

Facts only are taken: names, amounts, conditions, territories, addresses. No sentence is.
"""
