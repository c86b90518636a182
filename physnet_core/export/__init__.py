"""Pictures, animations, tables and fields for the world outside, with provenance and without the patient."""
