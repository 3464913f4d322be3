# Two commands do everything: `make demo` and `make test`. `make check` holds the rules.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000

.PHONY: demo test check clean-demo

# Installs by pip alone, from the locked list with hashes; again only when a list changes.
define install
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@cmp -s requirements/$(1).txt $(VENV)/installed-$(1).txt || { \
	  echo "Cài đặt các thư viện ($(1)), chỉ cần một lần..." && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: \
	    --require-hashes -r requirements/$(1).txt && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
	    --no-build-isolation --editable . && \
	  cp requirements/$(1).txt $(VENV)/installed-$(1).txt; }
endef

demo:
	$(call install,demo)
	@exec $(BIN)/lantoa demo --port $(PORT)

test:
	$(call install,dev)
	@exec $(BIN)/python tools/run_tests.py $(ARGS)

check:
	$(call install,dev)
	@exec $(BIN)/python tools/run_checks.py

clean-demo:
	rm -rf .demo
