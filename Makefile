# Deux commandes suffisent : `make run` et `make test`. Chacune prépare tout ce qu'il lui faut.
PORT ?= 8000
BIN := .venv/bin
.DEFAULT_GOAL := aide
.PHONY: aide run test check format lock benchmarks clean

aide: ## Cette liste
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1|/' | column -t -s '|'

run: ## Prépare, produit les documents de l'exemple dans sortie/, sert l'application (PORT=8000)
	@sh outils/preparer app
	@sh outils/demonstration $(PORT)

test: ## Prépare, vérifie la maison, passe tous les tests (SQLite, PostgreSQL s'il y en a, navigateur)
	@sh outils/preparer dev
	@sh outils/verifier
	@sh outils/essayer

check: ## Format, style, types, ordre des imports, migrations
	@sh outils/preparer dev
	@sh outils/verifier

format: ## Met le code et les gabarits en forme
	@sh outils/preparer dev
	@$(BIN)/ruff check --fix-only --quiet . ; $(BIN)/ruff format --quiet .
	@$(BIN)/djlint --reformat --quiet maillage || true

lock: ## Refait les fichiers de verrouillage après un changement de requirements/*.in
	@sh outils/preparer dev
	@for f in app dev; do $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-strip-extras \
	  --python-version 3.11 requirements/$$f.in -o requirements/$$f.txt; done

benchmarks: ## Mesure la vitesse et écrit les chiffres
	@sh outils/preparer dev
	@for f in benchmarks/*.py; do echo "== $$f"; $(BIN)/python $$f || exit 1; done

clean: ## Retire ce que les commandes ont fabriqué (pas vos données)
	@rm -rf .venv sortie statiques .mypy_cache .ruff_cache .hypothesis .coverage*
