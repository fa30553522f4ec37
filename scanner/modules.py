"""The program's own modules from one file: opening two hundred takes a start longer than what is in them.

Python keeps the code of each module in a file of its own. The command keeps the code of those that it needed in one more
(`scanner/__pycache__/modules.….book`), each with the size and time of its source; a module whose source was touched, or that
is not there, is loaded as usual. Two scans in which nothing was missing show what every scan needs: that is kept once more
in one piece, and put in place at once, in the order in which it was loaded. The library and the tests, which do not call
`use`, know nothing of it.
"""

from __future__ import annotations

import os
import sys
from marshal import dumps, loads

from scanner.kept import BROKEN, Kept, keep_file, places_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any

    from scanner.kept import Place

    # module -> its place, its source, where Python keeps its code, whether it is a package, the state of the source
    Index = dict[str, tuple[Place, str, str, bool, tuple[int, int]]]
    # modules in the order in which they were loaded, and where their code lies in one piece; no place after one scan
    Usual = tuple[list[str], Place | None]

_HERE = os.path.dirname(os.path.abspath(__file__))
_PACKAGES = ("scanner.", "reports.")
_A_SCAN = "scanner.road"  # loaded by whatever scans
_FILE = os.path.join(
    _HERE,
    "__pycache__",
    f"modules.{sys.implementation.cache_tag}-{sys.hexversion:x}-{sys.flags.optimize}.book",
)


class Modules:
    """Finds and loads the modules that were kept; `index` is empty where there are none."""

    def __init__(self) -> None:
        self.index: Index = {}
        self._usual: Usual = [], None
        self._loaded: list[str] = []
        try:
            self._kept = Kept(_FILE)
            folder, index, usual = self._kept.head
        except BROKEN:
            return
        except (TypeError, ValueError):  # of another version of this module
            return
        if folder == _HERE:  # not those of the folder that this one was copied from
            self.index = index
            self._usual = usual

    def find_spec(self, name: str, path: object = None, target: object = None) -> Any:
        """The spec of a kept module whose source is as it was; else None, and Python looks for it."""
        entry = self.index.get(name)
        if entry is None:
            return None
        return self._spec(name) if _state_of(entry[1]) == entry[4] else None

    def _spec(self, name: str) -> Any:
        place, source, cached, is_package, _ = self.index[name]
        of_kind: Any = type(__spec__)
        spec = of_kind(name, self, origin=source, loader_state=place, is_package=is_package)
        spec.has_location = True
        spec.cached = cached
        if spec.submodule_search_locations is not None:
            spec.submodule_search_locations.append(os.path.dirname(source))
        return spec

    def create_module(self, spec: object) -> None:
        """As usual."""

    def exec_module(self, module: ModuleType) -> None:
        """Run the code of a module."""
        exec(self.get_code(module.__name__), module.__dict__)
        self._loaded.append(module.__name__)

    def load_usual(self) -> None:
        """Put in place at once what every scan needs; nothing where a source was touched."""
        names, place = self._usual
        if place is None or _A_SCAN in sys.modules or not all(map(self._is_kept, names)):
            return
        try:
            codes = loads(self._kept.raw(place))
        except BROKEN:
            return
        of_kind: Any = type(sys)
        for name, code in zip(names, codes, strict=False):
            if name in sys.modules:
                continue
            spec = self._spec(name)
            module = sys.modules[name] = of_kind(name)
            module.__spec__, module.__loader__, module.__file__ = spec, self, spec.origin
            module.__package__, module.__cached__ = spec.parent, spec.cached
            if spec.submodule_search_locations is not None:
                module.__path__ = spec.submodule_search_locations
            is_loaded = False
            try:
                exec(code, module.__dict__)
                is_loaded = True
            finally:
                if not is_loaded:
                    del sys.modules[name]
            above, _, tail = name.rpartition(".")
            if above in sys.modules:
                setattr(sys.modules[above], tail, module)

    def get_code(self, name: str) -> Any:
        """The code of a kept module. Raises ImportError where the file does not hold it any more."""
        try:
            return loads(self._kept.raw(self.index[name][0]))
        except BROKEN as error:
            raise ImportError(f"{name}: {_FILE} is cut off", name=name) from error

    def keep(self) -> None:
        """Write down the modules that had to be loaded from their own files, for the next start. Never fails."""
        entries: dict[str, bytes] = {}
        index: Index = {}
        for name, module in list(sys.modules.items()):
            is_own = name.startswith(_PACKAGES) and getattr(module.__spec__, "loader", self) is not self
            if is_own and not self._is_kept(name):
                self._add(name, module, index, entries)
        usual = self._usual
        if entries and not all(map(self._is_kept, usual[0])):
            usual = [], None
        elif not entries and usual[1] is None and _A_SCAN in self._loaded:
            known = set(usual[0] or self._loaded)
            usual = [name for name in self._loaded if name in known], (0, 0) if usual[0] else None
        elif not entries:
            return
        try:
            for name, entry in self.index.items():
                if name not in index and self._is_kept(name):
                    index[name] = entry
                    entries[name] = bytes(self._kept.raw(entry[0]))
            if usual[1] is not None:
                entries[""] = dumps([loads(entries[name]) for name in usual[0]])
        except (*BROKEN, KeyError):
            return
        places = dict(zip(entries, places_of(entries.values()), strict=True))
        kept = {name: (places[name], *index[name][1:]) for name in entries if name}
        keep_file(_FILE, (_HERE, kept, (usual[0], places.get(""))), entries.values())

    def _is_kept(self, name: str) -> bool:
        """Whether the code of a module is kept as its source is now."""
        entry = self.index.get(name)
        return entry is not None and _state_of(entry[1]) == entry[4]

    def _add(self, name: str, module: Any, index: Index, entries: dict[str, bytes]) -> None:
        source, cached = module.__spec__.origin, module.__spec__.cached
        state = _state_of(source) if source and cached else None
        if state is None:
            return  # no file of its own
        code = dumps(module.__spec__.loader.get_code(name))
        is_package = module.__spec__.submodule_search_locations is not None
        index[name] = (0, len(code)), source, cached, is_package, state
        entries[name] = code


def _state_of(source: str) -> tuple[int, int] | None:
    try:
        stat = os.stat(source)
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns


_in_use: list[Modules] = []


def use() -> Modules:
    """Look for the program's modules among those that were kept from now on."""
    found = Modules()
    sys.meta_path.insert(0, found)
    _in_use[:] = [found]
    return found


def load_usual() -> None:
    """Load what every scan needs; nothing where `use` was not called."""
    for modules in _in_use:
        modules.load_usual()
