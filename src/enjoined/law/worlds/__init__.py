"""Questions over many recipients, days or worlds: changes, classes, what-if, two registries compared."""
