"""What the model card says, piece by piece as `card_text` takes it apart: headings, paragraphs, items, cells."""

from typing import Final

from physnet_viewer.translation import later

CARD: Final = (
    later("Model card: {name} {version}"),
    later("Research use only. Not a medical device; not for diagnosis or treatment decisions."),
    later(
        "PhysNet classifies a brain MRI slice as glioma, meningioma, pituitary tumor or no tumor. Inside its "
        "features a reaction-diffusion model (Fisher-KPP) evolves a latent tumor density, and the evolved density"
        " decides with. The idea is that of arXiv 2603.28057, of which only the abstract was at hand: "
        "architecture, heads, loss and training are ours, and no figure here is from that paper."
    ),
    later(
        "Architecture: {network} with density, growth and gate heads; physics inside the features, {steps} PDE steps"
    ),
    later(
        "Architecture: {network} with density, growth and gate heads; physics left out (the density stands "
        "still), {steps} PDE steps"
    ),
    later(
        "Architecture: {network} with density, growth and gate heads; physics as a penalty on the output only, "
        "{steps} PDE steps"
    ),
    later("Architecture: {network}, a rival without density"),
    later("Input: one slice, head cut out, {size} pixels"),
    later("Output: calibrated class probabilities, latent density and its course, D and rho"),
    later("Weights: trained by us from {start}; half precision, safetensors"),
    later("random initialization"),
    later("ImageNet weights"),
    later("the bundle {bundle}"),
    later("Training data"),
    later(
        "Brain Tumor MRI Dataset (M. Nickparvar, Kaggle, doi:10.34740/kaggle/dsv/2645886, CC0) with tumor "
        "outlines of the figshare brain tumor dataset (J. Cheng, doi:10.6084/m9.figshare.1512427, CC BY 4.0), and"
        " tumor-free T1 slices of other public collections where named below; `icbm152` are heads without tumor "
        "that we painted around that template. Most tumor pictures are T1 with contrast from two hospitals; 'no "
        "tumor' comes from elsewhere."
    ),
    later("Split: {split}"),
    later("{split}, {part} of it to learn from"),
    later("Pictures: {pictures} of {patients} patients, {outlined} with an outline"),
    later("Sources: {sources}"),
    later("Schedule: {epochs} epochs at {size} pixels"),
    later("then {epochs} epochs at {size} pixels"),
    later("batch {batch}, seed {seed}"),
    later("Averaged with the weights of: {seeds}"),
    later("seed {number}"),
    later("Blended with the weights before: {part} of them"),
    later("Taught by: {teachers}"),
    later("Other pictures: {how}"),
    later("the weights began with those of ImageNet"),
    later("a teacher began with ImageNet weights"),
    later("Commit: {commit}"),
    later("Accuracy"),
    later("Not measured yet: run `physnet evaluate`."),
    later("split"),
    later("trained on"),
    later("pictures"),
    later("accuracy (95 % interval)"),
    later("macro-F1 (95 % interval)"),
    later("pointing"),
    later("{pictures} ({seen} of them seen in training)"),
    later(
        "`clean` parts the pictures by patient: it is the figure to judge by, and its network is the one that "
        "ships. `official` is the split that papers report; three quarters of its test pictures have a copy in "
        "its training part, and nearly all others a slice of the same patient, so it measures memory. "
        "`official-clean` are those without a copy. These two are of another PhysNet, trained for them alone: on "
        "pictures that were changed little, and validated on pictures drawn one by one, as the test part was. "
        "Intervals are bootstrapped by patient."
    ),
    later("Rivals on an equal, short schedule"),
    later(
        "All trained by `tools/reproduce.sh` from random weights on the same pictures: 12 epochs at 128 pixels, "
        "with the same augmentation and learning rate. Figures are means over seeds; PhysNet's lead is paired by "
        "patient, with a 95 % interval over patients, and over seeds where both have several; `A+B+C` is a soft "
        "vote. Where the interval holds 0, the lead may be chance. The VGGs hardly learn at the common rate; they "
        "had a tenth of it, the best for VGG16 of three on the validation part."
    ),
    later("model"),
    later("seeds"),
    later("accuracy"),
    later("macro-F1"),
    later("PhysNet ahead in accuracy"),
    later("in macro-F1"),
    later("map"),
    later("outlined pictures"),
    later("pointing game"),
    later("Dice at 0.5"),
    later("density u0"),
    later("Grad-CAM of the same network"),
    later("Grad-CAM of resnet18"),
    later("class"),
    later("glioma"),
    later("meningioma"),
    later("notumor"),
    later("pituitary"),
    later(
        "{model}: the front 2 sqrt(D^ rho^) is faster in glioma than in both meningioma and pituitary tumors in "
        "{faster} of {all} seeds, with 95 % intervals apart in {surely}; {verdict}."
    ),
    later(
        "{model}: the front 2 sqrt(D^ rho^) is faster in glioma than in both meningioma and pituitary tumors in "
        "{faster} of 1 seed, with 95 % intervals apart in {surely}; {verdict}."
    ),
    later("which is not the order of biology"),
    later("as biology says"),
    later("as biology says, but not beyond chance"),
    later("At full size and schedule"),
    later(
        "PhysNet and its plain backbone, trained by `tools/train_shipped.sh` from random weights: 28 epochs at "
        "224 pixels, with pictures of other sources added."
    ),
    later("Rivals on the official split"),
    later(
        "Trained alike on the split that papers report, 12 epochs at 128 pixels from random weights, on pictures that "
        "were changed little."
    ),
    later("What it gets wrong"),
    later("{split}: {wrong} of {images} pictures are wrong. {mistake}"),
    later("{label} taken for {answer}: {pictures}, mean confidence {confidence}"),
    later("{pictures} pictures ({distinct} distinct) of {patients} patients"),
    later("{pictures} pictures ({distinct} distinct) of 1 patient"),
    later("{pictures} pictures of {patients} patients"),
    later("{pictures} pictures of 1 patient"),
    later("1 picture of 1 patient"),
    later("On damaged pictures"),
    later(
        "Accuracy on the test part of `clean` after each kind of damage, from barely visible (1) to severe (5); see "
        "`physnet_core/learning/corruptions.py` for what they are."
    ),
    later("damage"),
    later("noise"),
    later("blur"),
    later("rotation"),
    later("intensity"),
    later("ghosting"),
    later("resolution"),
    later("Scans from elsewhere"),
    later(
        "'Unsure' is uncertain (too little confidence) or out of range (unlike the training pictures): no class "
        "is presented as an answer. Slice by slice: `g` glioma, `m` meningioma, `p` pituitary tumor, `.` no "
        "tumor, `?` uncertain, `x` out of range. Slices of `growth` have at least 300 pixels of enhancing tumor; "
        "their patients were kept out of training."
    ),
    later("source"),
    later("skull"),
    later("true class"),
    later("patients"),
    later("called tumor"),
    later("no tumor or unsure"),
    later("unsure"),
    later("stripped"),
    later("present"),
    later("scan"),
    later("slices"),
    later("slice by slice"),
    later("Pictures that are no brain MRI:"),
    later("pictures of"),
    later("number"),
    later("rejected where 95 % of validation pass"),
    later("rejected"),
    later("rejected or uncertain"),
    later("noise"),
    later("smooth noise"),
    later("text"),
    later("phantom"),
    later("gradient"),
    later("black"),
    later("photograph"),
    later("drawing"),
    later("other DICOM"),
    later("all"),
    later("D and rho"),
    later(
        "They are dimensionless inside (D^ = D dt/h^2, rho^ = rho dt). Numbers in mm^2/day and 1/day use the "
        "pixel spacing of the scan and the **assumption** that one step is {days} days; a single scan cannot tell"
        " the time. Fisher-KPP is a model of glioma: for meningioma and pituitary tumors D and rho only describe "
        "the latent density. Nothing in the training data determines D and rho by itself; in training they are "
        "drawn to the literature (a log-normal prior, weight {weight}), and what the pictures add to that is not "
        "shown yet to mean anything."
    ),
    later("Limits"),
    later("Not validated on patients of any hospital; no reader study. Do not use it for care."),
    later("Slices are judged one by one; a series has no memory between slices."),
    later(
        "Other sequences (T2, FLAIR, diffusion), CT, children, post-operative heads and other diseases are "
        "outside the training data. The in-range check notices some of this, not all: it is made to turn away "
        "what is no brain MRI, and upside-down heads and other sequences can pass. Which features it reads was "
        "chosen after several were tried on the pictures of the table above."
    ),
    later(
        "The network also learns the source: 'no tumor' pictures come from other scanners than tumors. In heads "
        "without tumor, some slices at the top, at the side of the head and beneath the brain are called tumor or"
        " left uncertain; the healthy scans of the table show which."
    ),
    later(
        "The density is a latent quantity trained on outlines of the enhancing tumor; it is not a measured cell "
        "density."
    ),
)
