"""What holds within a pair of braces of RTF: looks, destination, where the text goes."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.run_story import RunStory

USUAL_SIZE = 24  # half-points
NO_STYLE = (False, 0, USUAL_SIZE, False)


class Group:
    """What holds within a pair of braces."""

    __slots__ = (
        "color",
        "deleted",
        "destination",
        "font",
        "ground",
        "hidden",
        "inserted",
        "is_marked",
        "is_photo",
        "owner",
        "pieces",
        "scale",
        "setting",
        "shaded",
        "size",
        "skip",
        "spacing",
        "story",
        "style",
        "table",
        "uc",
    )

    def __init__(self, outer: Group | None, story: RunStory) -> None:
        self.owner = False  # whether the destination began here
        self.is_photo = False  # whether the picture of the group is one without holes
        self.skip = 0  # characters that only replace a Unicode one
        self.story: RunStory = outer.story if outer else story
        self.destination: str = outer.destination if outer else ""
        self.pieces: list[str] | None = (
            outer.pieces if outer else None
        )  # where text goes, if not to the story
        self.font: int = outer.font if outer else -1
        self.uc: int = outer.uc if outer else 1
        self.hidden: bool = outer.hidden if outer else False
        self.deleted: bool = outer.deleted if outer else False
        self.inserted: bool = outer.inserted if outer else False
        self.shaded: bool = outer.shaded if outer else False
        self.is_marked: bool = outer.is_marked if outer else False  # by a highlighter
        self.ground: int = outer.ground if outer else 0  # number of the colour behind the letters; 0 for none
        self.spacing: float = outer.spacing if outer else 0.0  # points added to each letter
        self.scale: int = outer.scale if outer else 100  # per cent of a letter's width
        self.color: int = outer.color if outer else 0
        self.size: int = outer.size if outer else USUAL_SIZE
        self.table: bool = outer.table if outer else False
        self.setting: dict[str, int] = outer.setting if outer else {}  # of the paragraph's lines, in twips
        # what the style of the paragraph says and the text itself may not repeat: hidden, colour, size
        self.style: tuple[bool, int, int, bool] = outer.style if outer else NO_STYLE

    def plain(self) -> None:
        """Take back the looks of characters."""
        self.hidden = self.deleted = self.inserted = self.shaded = False
        self.color, self.size = 0, USUAL_SIZE
        self.ground, self.spacing, self.scale, self.is_marked = 0, 0.0, 100, False

    @property
    def look(self) -> str:
        if self.deleted:
            return "deletion"
        return "hidden-text" if self.hidden or self.style[0] else "insertion" if self.inserted else ""
