"""The data of an article: figures, steps, comparisons, days, hamlets, sheets."""
