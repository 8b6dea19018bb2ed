"""OpenFisca web API bodies, read, checked and given back."""
