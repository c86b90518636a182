"""One widget a file; each draws a `ViewState` and says what the user wants."""
