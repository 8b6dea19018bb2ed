"""What newer OpenFisca packages would change: `make upgrade-rules` (docs/upgrades.md).

`python -m benchmarks.upgrade` installs the newest packages in a virtual environment of its own, has
`answers` written before and after, and `table` makes one page of the differences. Nothing of what
serves the site is touched.
"""
