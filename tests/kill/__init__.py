"""Runs that are killed with SIGKILL, repaired by running again, and compared with a run that was left alone."""
