"""Reaction-diffusion growth: the equation, its solvers and its units. Knows neither files nor classes."""
