"""lxml is loaded without `inspect`, and works as if it had been there."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
from scanner.extract.package.xml_library import etree

assert "inspect" not in sys.modules

class Tags:
    def __init__(self):
        self.seen = []
    def start(self, tag, attributes):
        self.seen.append(tag)
    def close(self):
        return self.seen

# A parser target is what lxml needs `inspect` for.
print(etree.fromstring(b"<a><b/></a>", etree.XMLParser(target=Tags())))
import inspect
print(inspect.isfunction(lambda: 0), inspect.__spec__.name)
"""


def test_inspect_is_loaded_when_it_is_used() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["['a', 'b']", "True inspect"]
