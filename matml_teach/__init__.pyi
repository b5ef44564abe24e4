from . import checks, datasets, explorers, features, plots, splits

__all__ = ["checks", "datasets", "explorers", "features", "plots", "splits"]
