from . import checks, datasets, explorers, features, plots

__all__ = ["checks", "datasets", "explorers", "features", "plots"]
