# « make » seul affiche la liste des commandes ; le texte après « ## » en est la description.
.DEFAULT_GOAL := aide
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
# The end of Material in 2027 is known and planned for (CONTRIBUTING.md): no need to announce it at each build.
export NO_MKDOCS_2_WARNING := 1

PY      := .venv/bin/python
MKDOCS  := .venv/bin/mkdocs
PYTEST  := .venv/bin/pytest
UV      ?= uv
N       ?= 101
# The shell: mkdocs.dsfr.yml for the State's own (docs/projet/systeme-de-design.md).
CONFIG  ?= mkdocs.yml
TESTS   ?= tests
LOCK    := --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
           --no-emit-index-url --custom-compile-command "make lock"
# One fixed day for everything built from fictitious data, shared with the tests.
LE_JOUR := SOURCE_DATE_EPOCH=$(shell cat tests/SOURCE_DATE_EPOCH)
# The port that is asked for, else the first that is free from 8000 on.
SERVE   = $(MKDOCS) serve --dirty --livereload --dev-addr 127.0.0.1:$$port --config-file $(CONFIG)
FREE    = port=$$($(PY) tools/port.py $(PORT)) &&
EXEMPLE := CONVENTIONS_DEPARTMENTS=tests/exemple/departments $(LE_JOUR)

.PHONY: aide help documents site serve exemple projet dsfr national quick test epreuve lint licences inventaire bench captures accepter lock clean

aide: ## affiche cette liste
	@awk -F ': .*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

help: aide

site: .venv/site.stamp .cache/atelier.stamp ## construit le site dans site/ (CONFIG=mkdocs.dsfr.yml pour un site de l’État)
	$(MKDOCS) build --strict --config-file $(CONFIG)

documents: .venv/documents.stamp ## fait les documents Word, PDF et OpenDocument que le site propose ensuite ; seul ce qui a changé est refait
	.venv/bin/conventions export documents

serve: .venv/site.stamp ## montre le site pendant qu’on le modifie, sur http://127.0.0.1:8000/ (PORT=8080 pour un autre port)
	@$(FREE) $(SERVE)

exemple: .venv/site.stamp ## montre de même les conventions fictives de tests/exemple
	@$(FREE) $(EXEMPLE) $(SERVE)

projet: CONFIG = mkdocs.projet.yml
projet: .venv/site.stamp ## montre le site avec la documentation des mainteneurs, sur http://127.0.0.1:8000/projet/
	@$(FREE) $(SERVE)

dsfr: .venv/site.stamp ## va chercher le système de design de l’État, réservé à ses sites en .gouv.fr
	@$(PY) tools/dsfr.py

national: .venv/site.stamp ## construit N=101 conventions fictives complètes dans .cache/site-national
	rm -rf .cache/national .cache/national-national
	$(PY) -m tests.exemple.national --nombre $(N) --graine 1 .cache/national
	CONVENTIONS_DEPARTMENTS=.cache/national CONVENTIONS_NATIONAL=$$(ls -d .cache/national-national 2>/dev/null) $(LE_JOUR) $(MKDOCS) build --strict --site-dir .cache/site-national

quick: .venv/quick.stamp ## lance en moins d’une minute les tests qui ne demandent ni navigateur, ni Java, ni Node
	$(PYTEST) --rapide -n auto --maxprocesses 4 --dist worksteal $(TESTS)

test: .cache/test.stamp .cache/dsfr.stamp .cache/atelier.stamp ## lance les tests, les plus longs sur un échantillon (TESTS=tests/check pour une partie)
	CHROMIUM=$$(sh tools/navigateur.sh) && export CHROMIUM && $(PYTEST) -n auto --maxprocesses 4 --dist worksteal $(TESTS)

epreuve: .cache/test.stamp .cache/dsfr.stamp .cache/atelier.stamp ## lance tous les tests, au compte complet
	CHROMIUM=$$(sh tools/navigateur.sh) && export CHROMIUM && $(PYTEST) --epreuve -n auto --maxprocesses 4 --dist worksteal $(TESTS)

lint: .venv/dev.stamp ## relit le code, les scripts et les chaînes des forges
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo --no-cache
	.venv/bin/shellcheck .ci/run tools/*.sh
	.venv/bin/zizmor --offline --quiet .github
	@$(PY) tools/audit.py

licences: .venv/site.stamp ## récrit les licences des composants tiers, que le site publie
	$(PY) tools/composants.py licences > docs/licences-tierces.txt

inventaire: .venv/site.stamp ## écrit dans site.cdx.json de quoi le site construit est fait
	$(PY) tools/composants.py inventaire site > site.cdx.json

bench: .venv/dev.stamp ## mesure la construction face à d’autres générateurs
	$(PY) -m benchmarks

captures: .cache/test.stamp .cache/dsfr.stamp ## refait les images de docs/assets/, et photographie chaque sorte de page dans captures/
	CHROMIUM=$$(sh tools/navigateur.sh) && export CHROMIUM && $(PY) -m tests.navigateur.captures

accepter: .venv/dev.stamp ## accepte les pages produites comme nouvelles pages attendues
	$(PYTEST) --accepter $(TESTS)
	git diff --stat -- tests

lock: ## refait les fichiers de verrouillage des dépendances (outil « uv »)
	@command -v $(UV) >/dev/null || { echo "« uv » est introuvable : pip install uv" >&2; exit 1; }
	$(UV) pip compile $(LOCK) --group build pyproject.toml -o requirements/site.txt
	$(UV) pip compile $(LOCK) --group build --extra documents -c requirements/site.txt pyproject.toml -o requirements/documents.txt
	$(UV) pip compile $(LOCK) --group build --group quick -c requirements/site.txt pyproject.toml -o requirements/quick.txt
	$(UV) pip compile $(LOCK) --group build --group dev -c requirements/quick.txt pyproject.toml -o requirements/dev.txt

clean: ## efface tout ce que make a produit
	rm -rf .venv .cache site site.cdx.json captures .mypy_cache .pytest_cache .ruff_cache .hypothesis hooks/*.egg-info

# A stamp is newer than the lock file it installed: nothing is installed twice.
.venv/%.stamp: requirements/%.txt pyproject.toml tools/venv.sh tools/apt.sh
	@sh tools/venv.sh $<
	@touch $@

# The tests try both shells: what « make dsfr » fetches stays in .cache/, out of the repository and of any site that is published.
.cache/dsfr.stamp: .venv/dev.stamp tools/dsfr.py requirements/dsfr/package-lock.json $(shell find overrides/dsfr -type f)
	@$(PY) tools/dsfr.py
	@touch $@

# Python for the browser, and the package compiled for it: made again when either changes. Without npm or a network the site has no workshop.
.cache/atelier.stamp: .venv/site.stamp tools/atelier.py tools/atelier.mjs requirements/atelier/package-lock.json $(shell find hooks/conventions national -type f -not -name '*.pyc')
	@$(PY) tools/atelier.py && touch $@ || true

.cache/test.stamp: .venv/dev.stamp requirements/npm/package-lock.json
	@mkdir -p .cache/npm
	@cp requirements/npm/package.json requirements/npm/package-lock.json .cache/npm/
	@NODE_OPTIONS=--use-system-ca .venv/bin/npm ci --prefix .cache/npm --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel error
	@touch $@
