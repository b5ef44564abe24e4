from .scaling import ScalingExplorer as ScalingExplorer

__all__ = ["ScalingExplorer"]
