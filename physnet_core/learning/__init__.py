"""Data, training and evaluation: from a folder of labelled pictures to a bundle with honest figures."""
