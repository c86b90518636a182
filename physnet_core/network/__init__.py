"""PhysNet: preprocessing, network, bundle and predictor. Import the module you need; most of them load torch."""
