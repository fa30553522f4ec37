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
        "is_backed",
        "is_marked",
        "is_photo",
        "is_sized",
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

    story: RunStory
    destination: str
    owner: bool  # whether the destination began here
    pieces: list[str] | None  # where text goes, if not to the story
    is_photo: bool  # whether the picture of the group is one without holes
    skip: int  # characters that only replace a Unicode one
    uc: int  # how many of them come
    font: int
    table: bool
    hidden: bool | None  # None where the text does not say
    deleted: bool
    inserted: bool
    shaded: bool
    is_backed: bool  # by a shape of a colour
    is_marked: bool  # by a highlighter
    ground: int  # number of the colour behind the letters; 0 for none
    spacing: float  # points added to each letter
    scale: int  # per cent of a letter's width
    color: int | None  # of the table of colours, 0 for the automatic one; None where the text does not say
    size: int
    is_sized: bool  # whether the text says how large it is
    setting: dict[str, int]  # of the paragraph's lines, in twips
    # what the style of the paragraph says and the text itself may not repeat: hidden, colour, size
    style: tuple[bool, int, int, bool]

    def __init__(self, outer: Group | None, story: RunStory) -> None:
        self.owner = self.is_photo = False
        self.is_backed = outer.is_backed if outer is not None else False
        self.skip = 0
        if outer is None:
            self.story, self.destination, self.pieces = story, "", None
            self.font, self.uc, self.table, self.setting, self.style = -1, 1, False, {}, NO_STYLE
            self.plain()
            return
        self.story, self.destination, self.pieces = outer.story, outer.destination, outer.pieces
        self.font, self.uc, self.table = outer.font, outer.uc, outer.table
        self.setting, self.style = outer.setting, outer.style
        self.hidden, self.deleted, self.inserted = outer.hidden, outer.deleted, outer.inserted
        self.shaded, self.is_marked, self.ground = outer.shaded, outer.is_marked, outer.ground
        self.spacing, self.scale = outer.spacing, outer.scale
        self.color, self.size, self.is_sized = outer.color, outer.size, outer.is_sized

    def plain(self) -> None:
        """Take back the looks of characters."""
        self.deleted = self.inserted = self.shaded = self.is_sized = False
        self.ground, self.spacing, self.scale, self.is_marked = 0, 0.0, 100, False
        self.hidden = self.color = None
        self.size = USUAL_SIZE

    @property
    def look(self) -> str:
        if self.deleted:
            return "deletion"
        is_hidden = self.style[0] if self.hidden is None else self.hidden
        return "hidden-text" if is_hidden else "insertion" if self.inserted else ""
