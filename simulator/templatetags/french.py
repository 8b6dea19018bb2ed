"""The French ways of `questionnaire.french`, as template filters (built in: no `load` needed)."""

from django import template

from questionnaire import french

register = template.Library()
register.filter("euros", french.euros)
register.filter("month", french.month)
register.filter("day", french.day)
