"""Parts of `make_demo_scan.py`: a template brain, a head around it, a tumor in it, and the scan of all that."""
