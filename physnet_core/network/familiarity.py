"""Whether a slice looks like what the network was trained on."""

from dataclasses import dataclass

import torch
from torch import Tensor

# Part of the mean variance added to every direction, so that directions the training data hardly use do not decide.
_SHRINKAGE = 0.1
# How far a class reaches is read at this quantile of its distances, which a few odd slices do not move.
_SPREAD = 0.95


@dataclass(frozen=True, kw_only=True, eq=False)
class Familiarity:
    """Mahalanobis distance of the classifier's features to the classes of the training data.

    Attributes
    ----------
    centers
        (K, F) mean features a class.
    whitening
        (F, F) W with W W^T the inverse of the shared covariance.
    limits
        (K,) distance to each center beyond which a slice is no familiar one of that class; fixed on validation data.
        Tumors vary more than healthy slices: one limit for all would reject many of them and pass what is no scan.

    References
    ----------
    Lee et al. (2018). A simple unified framework for detecting out-of-distribution samples and adversarial attacks.
    NeurIPS 31.
    """

    centers: Tensor
    whitening: Tensor
    limits: Tensor

    def strangeness(self, features: Tensor) -> Tensor:
        """Return (B,) distances of (B, F) features in units of the limit; above 1 a slice is unfamiliar."""
        return (self.distances(features) / self.limits.to(features)).amin(dim=1)

    def distances(self, features: Tensor) -> Tensor:
        """Return (B, K) distances to each class, in standard deviations a feature."""
        offsets = features[:, None, :] - self.centers.to(features)
        white = offsets @ self.whitening.to(features)
        return white.square().mean(dim=2).sqrt()


def fit_familiarity(
    features: Tensor,
    labels: Tensor,
    validation: Tensor,
    validation_labels: Tensor,
    *,
    classes: int,
    accepted: float,
) -> Familiarity:
    """Fit centers and covariance on training features, and the limits on validation features.

    Parameters
    ----------
    features, labels
        (N, F) and (N,) of the training part.
    validation, validation_labels
        (M, F) and (M,).
    accepted
        Part of all validation slices that pass, e.g. 0.99.
    """
    centers = torch.stack([features[labels == label].mean(dim=0) for label in range(classes)])
    residuals = (features - centers[labels]).double()
    covariance = residuals.T @ residuals / len(residuals)
    eigenvalues, vectors = torch.linalg.eigh(covariance)
    shrunk = eigenvalues.clamp_min(0) + _SHRINKAGE * eigenvalues.mean()
    whitening = (vectors * shrunk.rsqrt()).float()
    unlimited = Familiarity(centers=centers, whitening=whitening, limits=torch.full((classes,), torch.inf))
    distances = unlimited.distances(validation)
    spread = torch.stack([distances[validation_labels == k, k].quantile(_SPREAD) for k in range(classes)])
    strangeness = (distances / spread).amin(dim=1)
    return Familiarity(centers=centers, whitening=whitening, limits=spread * strangeness.quantile(accepted))
