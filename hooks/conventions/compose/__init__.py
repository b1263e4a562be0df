"""Trame + convention → clauses, status, dates, conformity. Pure functions: no disk, no clock, no network."""
