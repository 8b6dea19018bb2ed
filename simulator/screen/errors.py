"""What is wrong with a file of households, in the operator's words."""


class BadFile(ValueError):  # noqa: N818 (what is wrong is with the file)
    """A file that cannot be screened at all."""


class BadLine(ValueError):  # noqa: N818 (what is wrong is with the line)
    """A household that cannot be computed: the others are."""
