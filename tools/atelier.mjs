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
import importlib.util, marshal, zipfile
from pathlib import Path

HEAD = importlib.util.MAGIC_NUMBER + bytes(12)  # nothing to compare it with: the source is not there
ROOMS = ["__init__.py", "atelier", "check", "compose", "model", "render", "source"]

def files(root, names):
    for name in names:
        yield from sorted(path for path in ([root / name] if (root / name).is_file() else (root / name).rglob("*")) if path.is_file())

with zipfile.ZipFile("/cible/conventions.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    def add(root, names, place, kept):
        for path in files(root, names):
            inside = f"{place}/{path.relative_to(root)}"
            if path.suffix == ".py":
                code = marshal.dumps(compile(path.read_bytes(), inside, "exec", dont_inherit=True, optimize=1))
                archive.writestr(zipfile.ZipInfo(f"{inside}c"), HEAD + code, zipfile.ZIP_DEFLATED)
            elif path.suffix in kept:
                archive.writestr(zipfile.ZipInfo(inside), path.read_bytes(), zipfile.ZIP_DEFLATED)
    add(Path("/projet/hooks/conventions"), ROOMS, "hooks/conventions", {".json", ".md", ".html", ".svg", ".txt", ".csv"})
    add(Path("/projet/national"), ["trame", "reference", "communes", "aide.yml", "carte.yml", "contacts.csv", "glossaire-public.yml", "rgaa.yml", "synonymes.yml"], "national", {".yml", ".csv", ".json"})
    add(Path("/bibliotheques"), ["jinja2", "markdown", "markupsafe", "yaml"], "hooks", set())
`);
