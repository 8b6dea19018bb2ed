"""Many households in one simulation, each as if alone."""
