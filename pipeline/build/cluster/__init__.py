"""A build's work on other machines, by Dask: jobs go to the workers of a scheduler, finished files come back."""
