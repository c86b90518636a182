"""Whether a slice looks like what the network was trained on."""

from dataclasses import dataclass

import torch
from torch import Tensor

# Part of the mean variance added to every direction, so that directions the training data hardly use do not decide.
_SHRINKAGE = 0.1


@dataclass(frozen=True, kw_only=True, eq=False)
class Familiarity:
    """Mahalanobis distance of a slice's features to those of the training data.

    The features are the mean and spread of each channel of the third stage: late enough to know anatomy, early enough
    not to have dropped what does not help to tell the classes apart. (The classifier's own features let photographs
    pass.) One center serves all classes: what is asked is whether this is a head at all, not which kind.

    Attributes
    ----------
    center
        (F,) mean features.
    whitening
        (F, F) W with W W^T the inverse covariance.
    limit
        () distance beyond which a slice is unfamiliar; fixed on validation data.

    References
    ----------
    Lee et al. (2018). A simple unified framework for detecting out-of-distribution samples and adversarial attacks.
    NeurIPS 31.
    """

    center: Tensor
    whitening: Tensor
    limit: Tensor

    def strangeness(self, features: Tensor) -> Tensor:
        """Return (B,) distances of (B, F) features in units of the limit; above 1 a slice is unfamiliar."""
        return self.distance(features) / self.limit.to(features)

    def distance(self, features: Tensor) -> Tensor:
        """Return (B,) distances in standard deviations a feature."""
        white = (features - self.center.to(features)) @ self.whitening.to(features)
        return white.square().mean(dim=1).sqrt()


def fit_familiarity(features: Tensor, validation: Tensor, *, accepted: float) -> Familiarity:
    """Fit center and covariance on training features, and the limit on validation features.

    Parameters
    ----------
    features
        (N, F) of the training part, one row a distinct picture.
    validation
        (M, F).
    accepted
        Part of the validation slices that pass, e.g. 0.99.
    """
    center = features.mean(dim=0)
    offsets = (features - center).double()
    eigenvalues, vectors = torch.linalg.eigh(offsets.T @ offsets / len(offsets))
    shrunk = eigenvalues.clamp_min(0) + _SHRINKAGE * eigenvalues.mean()
    unlimited = Familiarity(center=center, whitening=(vectors * shrunk.rsqrt()).float(), limit=torch.tensor(torch.inf))
    limit = unlimited.distance(validation).quantile(accepted)
    return Familiarity(center=center, whitening=unlimited.whitening, limit=limit)
