"""In what the growth on screen is not quite the one that a picture or a session file asks for."""

from physnet_core.network.prediction import NO_TUMOR, ModelIdentity, Prediction
from physnet_viewer.session import WHITE_TO_GREY_RANGE, ViewState
from physnet_viewer.translation import tr
from physnet_viewer.wish import Wish


def differences(wish: Wish, prediction: Prediction, state: ViewState) -> list[str]:
    """Return parts of a sentence, one for each; empty where the growth is the same."""
    said, model = [], state.model_identity
    if wish.model is not None and model is not None and wish.model.sha256 != model.sha256:
        said.append(
            tr("it was made with {one} and this is {other}, whose density differs").format(
                one=_named(wish.model), other=_named(model)
            )
        )
    if wish.dimensions == "3d" and state.dimensions == "2d":
        said.append(tr("it grew in 3-D and this is the slice alone"))
    if wish.steps is not None and wish.steps != prediction.steps:
        said.append(
            tr("it ran for {steps:g} steps and the window shows {shown}").format(
                steps=wish.steps, shown=prediction.steps
            )
        )
    if wish.series is None and state.dimensions == "2d" and prediction.label == NO_TUMOR:
        said.append(tr("no tumor is seen on this slice: go to one with a tumor, and drop it there"))
    return said + _ratio_doubts(wish, state)


def _ratio_doubts(wish: Wish, state: ViewState) -> list[str]:
    """Say so where it is not known, or cannot be had, how much faster cells move in white matter."""
    most = WHITE_TO_GREY_RANGE[1]
    if wish.white_to_grey is not None and wish.white_to_grey > most:
        said = tr(
            "its cells moved {ratio:g} times as fast in white matter as in grey and {most:g} times is the most here"
        )
        return [said.format(ratio=wish.white_to_grey, most=most)]
    if wish.white_to_grey is None and (wish.dimensions == "3d" or wish.grid == "image"):
        said = tr(
            "it does not say how much faster its cells moved in white matter than in grey, so the ratio in the "
            "window, {ratio:g} : 1, stays"
        )
        return [said.format(ratio=state.white_to_grey)]
    return []


def _named(model: ModelIdentity) -> str:
    return f"{model.name} {model.version} ({model.sha256[:8]})"
