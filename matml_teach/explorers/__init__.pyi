from .base import Explorer, View
from .checklist import Checklist
from .cleaning import CleaningExplorer
from .hyperparameter_search import HyperparameterSearchExplorer
from .learning_curve import LearningCurveExplorer
from .network import NetworkExplorer
from .optimiser import OptimiserExplorer
from .overfitting import OverfittingExplorer
from .p_hacking import PHackingExplorer
from .same_statistics import SameStatisticsExplorer
from .scaling import ScalingExplorer
from .splitting import SplittingExplorer

__all__ = [
    "Checklist",
    "CleaningExplorer",
    "Explorer",
    "HyperparameterSearchExplorer",
    "LearningCurveExplorer",
    "NetworkExplorer",
    "OptimiserExplorer",
    "OverfittingExplorer",
    "PHackingExplorer",
    "SameStatisticsExplorer",
    "ScalingExplorer",
    "SplittingExplorer",
    "View",
]
