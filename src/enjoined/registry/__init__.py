"""The law as data: YAML records, checked, linked and compiled into one table.

Where is …? A record on its way from YAML to the linked law: ``reading/``, what each may hold: ``schema/``. What is
checked, counted, due, or written in one way: ``upkeep/``. The compiled file, releases and what is installed:
``releases/``. The way in: ``open``; what it opens: ``table``.
"""
