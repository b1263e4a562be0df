// Compiles the package for the Python of the browser, by that very Python: « node tools/atelier.mjs PYODIDE PROJECT LIBRARIES TARGET ».

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [pyodide, projet, bibliotheques, cible] = process.argv.slice(2).map((chemin) => resolve(chemin));
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: `${pyodide}/` });
python.mountNodeFS("/projet", projet);
python.mountNodeFS("/bibliotheques", bibliotheques);
python.mountNodeFS("/cible", cible);
python.runPython(`
import ast, importlib.util, marshal, re, sys, zipfile
from pathlib import Path

HEAD = importlib.util.MAGIC_NUMBER + bytes(12)  # nothing to compare it with: the source is not there
ROOMS = ["__init__.py", "atelier", "check", "compose", "model", "render", "source"]
NATIONAL = ["trame", "reference", "communes", "aide.yml", "carte.yml", "contacts.csv", "glossaire-public.yml", "rgaa.yml", "synonymes.yml"]
CALLED = {"_strptime", "encodings.cp437", "html.parser", "importlib.readers", "importlib.resources._adapters", "zipfile"}  # named by a text, or by code that is not Python

IMPORT = re.compile(r"^ *(?:from [\\w.]+ import (?:\\([^)]*\\)|[\\w ,]+)|import [\\w., ]+)", re.MULTILINE)  # in a function too

def files(root, names):
    for name in names:
        yield from sorted(path for path in ([root / name] if (root / name).is_file() else (root / name).rglob("*")) if path.is_file())

def packed(archive, inside, source, optimize):
    code = compile(source, inside, "exec", dont_inherit=True, optimize=optimize)
    archive.writestr(zipfile.ZipInfo(f"{inside}c"), HEAD + marshal.dumps(code), zipfile.ZIP_DEFLATED)
    return code

def statements(lines, loading=False):
    """All of them, the inner ones too; loading leaves out functions, and what only types or a command line need."""
    for node in lines:
        yield node
        left = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) or isinstance(node, ast.If) and ast.unparse(node.test).startswith(("TYPE_CHECKING", "__name__"))
        if not (loading and left):
            for name in ("body", "orelse", "finalbody", "handlers", "cases"):
                yield from statements(getattr(node, name, []), loading)

def imported(nodes, above):
    """What these lines import; above is the package that they stand in."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join([*above[: len(above) - node.level + 1 if node.level else 0], *filter(None, [node.module])])
            yield from (base, *(f"{base}.{one.name}" for one in node.names))

def codecs(value):
    """The modules of the encodings that this code may name."""
    if isinstance(value, str) and len(value) < 20:
        yield f"encodings.{value.lower().replace('-', '_')}"
    for inner in getattr(value, "co_consts", value if isinstance(value, (tuple, frozenset)) else ()):
        yield from codecs(inner)

def pack(path, *groups):
    """These files in one archive; what they import."""
    asked = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for root, names, place, kept in groups:
            for path in files(Path(root), names):
                inside = f"{place}/{path.relative_to(root)}"
                if path.name in {"__main__.py", "test_tools.py"}:
                    continue
                if path.suffix == ".py":
                    source = path.read_text(encoding="utf-8")
                    lines = ast.parse("\\n".join(found.group().strip() for found in IMPORT.finditer(source))).body
                    asked += imported(lines, inside.removeprefix("hooks/").split("/")[:-1])
                    asked += codecs(packed(archive, inside, source, 2))
                elif path.suffix in kept:
                    archive.writestr(zipfile.ZipInfo(inside), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return asked

whole = zipfile.ZipFile("/lib/python314.zip")
known = {path.removesuffix(".py").replace("/", ".").removesuffix(".__init__"): path for path in whole.namelist() if path.endswith(".py")}
asked = [*sys.modules, *CALLED]
asked += pack(
    "/cible/conventions.zip",
    ("/projet/hooks/conventions", ROOMS, "hooks/conventions", {".json", ".md", ".html", ".svg", ".txt", ".csv"}),
    ("/projet/national", NATIONAL, "national", {".yml", ".csv", ".json"}),
    ("/bibliotheques", ["jinja2", "markdown", "markupsafe", "yaml"], "hooks", set()),
)
# What reads documents, apart: it is loaded when one is opened.
asked += pack("/cible/documents.zip", ("/projet/hooks/conventions", ["importing"], "hooks/conventions", set()), ("/bibliotheques", ["pypdf"], "hooks", set()))

# Of Python's own library: what this one has loaded to start, what ours and the libraries name anywhere, and what these load.
kept = {}
while asked:
    name = asked.pop()
    asked += [above] if (above := name.rpartition(".")[0]) else []
    if name in known and name not in kept:
        tree = kept[name] = ast.parse(whole.read(known[name]))
        asked += imported(statements(tree.body, loading=True), known[name].split("/")[:-1])
with zipfile.ZipFile("/cible/python_stdlib.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    for name, tree in sorted(kept.items()):
        packed(archive, known[name], tree, 1 if "pyodide" in name else 2)  # which reads its own docstrings
`);
