"""About how much: what is asked of an amount that the person does not know."""

from orientation.words.french import euros
from questionnaire.building.fields import Choice


class Bracket(Choice):
    """About how much, of what is not known; cleans to the bracket's key.

    `spans`: each key -> the least and the most euros; NO_IDEA keeps the whole of `unsure`.
    """

    NO_IDEA = "aucune_idee"

    def __init__(self, label: str, unsure: tuple[float, ...]) -> None:
        least, most = unsure[0], unsure[-1]
        floor = least if least >= most / 5 else 0  # round figures, unless they are below the least
        between = [floor + (most - floor) * share for share in (0.2, 0.4, 0.6, 0.8)]
        cuts = [least, *between, most]
        cuts = [float(round(cut, -1)) for cut in cuts]
        self.spans = {str(rank): (cuts[rank], cuts[rank + 1]) for rank in range(5)}
        first, *middle, last = self.spans
        choices = [
            (first, f"Moins de {euros(self.spans[first][1])}"),
            *((k, f"De {euros(self.spans[k][0])} à {euros(self.spans[k][1])}") for k in middle),
            (last, f"Plus de {euros(self.spans[last][0])}"),
            (self.NO_IDEA, "Aucune idée"),
        ]
        super().__init__(label, choices)

    def points(self, key: str) -> tuple[float, ...]:
        """The ends of a bracket and a middle; nothing when it says nothing."""
        if key not in self.spans:
            return ()
        least, most = self.spans[key]
        return (least, (least + most) / 2, most)
