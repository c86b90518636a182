"""The window: one frozen state, views that draw it, a controller that changes it, and threads that compute."""
