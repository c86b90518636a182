"""Whether a slice looks like what the network was trained on."""

from dataclasses import dataclass

import torch
from torch import Tensor

# Part of the mean variance added to every direction, so that directions the training data hardly use do not decide.
_SHRINKAGE = 0.1


@dataclass(frozen=True, kw_only=True, eq=False)
class Familiarity:
    """Mahalanobis distance of the classifier's features to the nearest class of the training data.

    Attributes
    ----------
    centers
        (K, F) mean features a class.
    whitening
        (F, F) W with W W^T the inverse of the shared covariance.
    limit
        Distances beyond it are called unfamiliar; fixed on validation data.

    References
    ----------
    Lee et al. (2018). A simple unified framework for detecting out-of-distribution samples and adversarial attacks.
    NeurIPS 31.
    """

    centers: Tensor
    whitening: Tensor
    limit: float

    def distance(self, features: Tensor) -> Tensor:
        """Return (B,) distances, in standard deviations a feature, of (B, F) features."""
        offsets = features[:, None, :] - self.centers.to(features)
        white = offsets @ self.whitening.to(features)
        return white.square().mean(dim=2).amin(dim=1).sqrt()


def fit_familiarity(
    features: Tensor, labels: Tensor, validation: Tensor, *, classes: int, accepted: float
) -> Familiarity:
    """Fit centers and covariance on training features, and the limit on validation features.

    Parameters
    ----------
    features, labels
        (N, F) and (N,) of the training part.
    validation
        (M, F).
    accepted
        Part of the validation slices that must pass, e.g. 0.95.
    """
    centers = torch.stack([features[labels == label].mean(dim=0) for label in range(classes)])
    residuals = (features - centers[labels]).double()
    covariance = residuals.T @ residuals / len(residuals)
    eigenvalues, vectors = torch.linalg.eigh(covariance)
    shrunk = eigenvalues.clamp_min(0) + _SHRINKAGE * eigenvalues.mean()
    whitening = (vectors * shrunk.rsqrt()).float()
    unlimited = Familiarity(centers=centers, whitening=whitening, limit=float("inf"))
    limit = float(torch.quantile(unlimited.distance(validation), accepted))
    return Familiarity(centers=centers, whitening=whitening, limit=limit)
