"""The words of a picture, read by the extra `notice-scan[ocr]` (rapidocr with its models in the wheel; offline).

Pages are read by one thread each: two threads cost a third more CPU, and files are read side by side anyway. The
turning of upside-down lines is left off: it turns short numbers of upright pages (6000 becomes 0009).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import md5
from importlib.util import find_spec

from scanner.noun import noun

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PACKAGES = ("rapidocr", "onnxruntime")
LEAST_SCORE = 0.5  # what is read with less trust is noise of seals and rules
MOST_PIXELS = 60_000_000  # of a picture; more is not read
DPI = 150  # enough for type of 9 points, and the cheapest that is


class Word(metaclass=noun):
    """What stands in one box of the picture: pixels from its upper left corner, and how sure the reading is (0 to 1)."""

    text: str
    score: float
    left: float
    top: float
    right: float
    bottom: float


class OcrFailed(Exception):
    """The picture could not be read; the argument is the reason of a gap."""


def is_here() -> bool:
    """Whether the extra is installed."""
    return all(find_spec(name) is not None for name in PACKAGES)


def words_of(picture: Any) -> list[Word]:
    """The words of a picture: its file's bytes (PNG, JPEG, BMP, TIFF, WebP) or an array of rows of BGR pixels.

    Raises `OcrFailed` with "no-ocr" (the extra is missing), "too-many-pixels", "damaged" or "ocr-failed".
    """
    if not is_here():
        raise OcrFailed("no-ocr")
    pixels = next(frames_of(picture, 1)) if isinstance(picture, bytes) else picture
    if pixels.shape[0] * pixels.shape[1] > MOST_PIXELS:
        raise OcrFailed("too-many-pixels")
    try:
        found = _engine()(pixels)
    except _failures() as error:
        raise OcrFailed("ocr-failed") from error
    if found.txts is None:
        return []
    return [
        _word(text, score, box)
        for text, score, box in zip(found.txts, found.scores, found.boxes, strict=True)
        if score >= LEAST_SCORE and text.strip()
    ]


def size_of(picture: bytes) -> tuple[int, int]:
    """Width and height in pixels, told by the head of the file without unpacking it. Raises `OcrFailed`("damaged")."""
    from io import BytesIO

    from PIL import Image

    try:
        with Image.open(BytesIO(picture)) as image:
            return image.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise OcrFailed("damaged") from error


def frames_of(data: bytes, most: int) -> Iterator[Any]:
    """The pages of a picture file, or its frames, as rows of BGR pixels, opaque on white; one like another is left out.

    The size is judged before a pixel is unpacked. Raises `OcrFailed` ("too-many-pixels", "damaged").
    """
    from io import BytesIO

    import numpy
    from PIL import Image, ImageOps

    seen: set[bytes] = set()
    try:
        with Image.open(BytesIO(data)) as image:
            for frame in range(min(getattr(image, "n_frames", 1), most)):
                image.seek(frame)
                if image.size[0] * image.size[1] > MOST_PIXELS:
                    raise OcrFailed("too-many-pixels")
                pixels = numpy.asarray(_opaque(ImageOps.exif_transpose(image)).convert("RGB"))[:, :, ::-1]
                known = md5(pixels.tobytes(), usedforsecurity=False).digest()
                if known not in seen:
                    seen.add(known)
                    yield numpy.ascontiguousarray(pixels)
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise OcrFailed("damaged") from error


def _opaque(image: Any) -> Any:
    """A picture on white where it can be seen through."""
    from PIL import Image

    if image.mode not in ("RGBA", "LA", "PA", "P"):
        return image
    upright = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright)


def _word(text: str, score: float, box: Any) -> Word:
    across = [float(point[0]) for point in box]
    down = [float(point[1]) for point in box]
    return Word(text, float(score), min(across), min(down), max(across), max(down))


@cache
def _engine() -> Any:
    """The reader, made once a process."""
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


@cache
def _failures() -> tuple[type[BaseException], ...]:
    """What the libraries raise where a picture is too much for them: memory, mostly."""
    import cv2
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    return (
        MemoryError,
        RuntimeError,
        ValueError,
        cv2.error,
        state.Fail,
        state.RuntimeException,
        state.InvalidArgument,
    )
