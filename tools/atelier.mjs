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
import ast, importlib.util, marshal, sys, zipfile
from pathlib import Path

HEAD = importlib.util.MAGIC_NUMBER + bytes(12)  # nothing to compare it with: the source is not there
ROOMS = ["__init__.py", "atelier", "check", "compose", "model", "render", "source"]
CALLED = {"_strptime", "encodings.cp437", "html.parser", "importlib.readers", "importlib.resources._adapters", "zipfile"}  # named by a text, or by code that is not Python

def files(root, names):
    for name in names:
        yield from sorted(path for path in ([root / name] if (root / name).is_file() else (root / name).rglob("*")) if path.is_file())

def packed(archive, inside, tree, optimize):
    code = marshal.dumps(compile(tree, inside, "exec", dont_inherit=True, optimize=optimize))
    archive.writestr(zipfile.ZipInfo(f"{inside}c"), HEAD + code, zipfile.ZIP_DEFLATED)

def imported(nodes, above):
    """What these lines import; above is the package that they stand in."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join([*above[: len(above) - node.level + 1 if node.level else 0], *filter(None, [node.module])])
            yield from (base, *(f"{base}.{one.name}" for one in node.names))

def codecs(nodes):
    """The modules of the encodings that these lines may name."""
    texts = (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return (f"encodings.{text.lower().replace('-', '_')}" for text in texts if len(text) < 20)

def loaded(node):
    """The lines that run when a module is loaded: neither its functions, nor what only types or a command line need."""
    yield node
    left = isinstance(node, ast.If) and ast.unparse(node.test).startswith(("TYPE_CHECKING", "__name__"))
    if not left and not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
        for child in ast.iter_child_nodes(node):
            yield from loaded(child)

asked = [*sys.modules, *CALLED]
with zipfile.ZipFile("/cible/conventions.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    def add(root, names, place, kept):
        for path in files(root, names):
            inside = f"{place}/{path.relative_to(root)}"
            if path.name in {"__main__.py", "test_tools.py"}:
                continue
            if path.suffix == ".py":
                tree = ast.parse(path.read_bytes())
                asked.extend((*imported(ast.walk(tree), []), *codecs(ast.walk(tree))))
                packed(archive, inside, tree, 2)
            elif path.suffix in kept:
                archive.writestr(zipfile.ZipInfo(inside), path.read_bytes(), zipfile.ZIP_DEFLATED)
    add(Path("/projet/hooks/conventions"), ROOMS, "hooks/conventions", {".json", ".md", ".html", ".svg", ".txt", ".csv"})
    add(Path("/projet/national"), ["trame", "reference", "communes", "aide.yml", "carte.yml", "contacts.csv", "glossaire-public.yml", "rgaa.yml", "synonymes.yml"], "national", {".yml", ".csv", ".json"})
    add(Path("/bibliotheques"), ["jinja2", "markdown", "markupsafe", "yaml"], "hooks", set())

# Of Python's own library: what this one has loaded to start, what ours and the libraries name anywhere, and what these load.
with zipfile.ZipFile("/lib/python314.zip") as whole, zipfile.ZipFile("/cible/python_stdlib.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    known = {path.removesuffix(".py").replace("/", ".").removesuffix(".__init__"): path for path in whole.namelist() if path.endswith(".py")}
    kept = {}
    while asked:
        name = asked.pop()
        asked += [above] if (above := name.rpartition(".")[0]) else []
        if name in known and name not in kept:
            tree = kept[name] = ast.parse(whole.read(known[name]))
            asked += imported(loaded(tree), known[name].split("/")[:-1])
    for name, tree in sorted(kept.items()):
        packed(archive, known[name], tree, 1 if "pyodide" in name else 2)  # which reads its own docstrings
`);
