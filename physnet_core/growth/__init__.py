"""From a prediction to a growth scenario: simulate it, and measure what grew."""
