# Two commands do it all: make run, and make test. The rest is for those who work on it.
APP    := ui/app
PAGE   := ui/dist/index.html
SHEETS := $(shell find $(APP)/src $(APP)/build $(APP)/index.html $(APP)/vite.config.ts assets -type f 2>/dev/null)
NODE   := $(shell command -v npm)
LINT   := go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
WASM   := $(shell go env GOROOT)/lib/wasm/go_js_wasm_exec
FUZZ   ?= 20s

.PHONY: run build test test-page test-browser test-go check race lint wasm clean-tree golden bench fuzz gen fmt dev shots help

run: build ## build what is missing, start the server, open the page
	./bin/mailflow serve --open

build: $(if $(NODE),$(PAGE)) ## the page, if there is npm, and the program
	go build -o bin/mailflow ./cmd/mailflow

test: test-page test-browser test-go ## every test

test-page: $(if $(NODE),$(APP)/node_modules)
	@if [ -n "$(NODE)" ]; then cd $(APP) && npm run --silent test; else echo "There is no npm: the page's own tests were left out."; fi

test-browser: build
	@.ci/browser-test

test-go:
	go test -shuffle=on ./...

check: lint wasm clean-tree test race ## everything that must hold before a change lands

race: ## the Go tests again, with an eye on goroutines that share what they should not
	go test -race -shuffle=on ./...

lint: $(APP)/node_modules ## what can be seen without running anything
	$(LINT) run
	cd $(APP) && npm run --silent check && npm run --silent lint

wasm: ## the engine as it runs inside a browser tab: the same lessons, the same traces
	GOOS=js GOARCH=wasm go build ./sim/...
	GOOS=js GOARCH=wasm go test -exec=$(WASM) -run 'TestGolden$$' ./sim

clean-tree: gen fmt ## generated files and formatting are as committed, and nothing lies about
	go mod tidy
	git diff --exit-code
	@! git ls-files --others --exclude-standard | grep . || { echo "These files are neither committed nor ignored."; exit 1; }

golden: ## rewrite the transcripts beside the lessons; read the diff before you commit it
	go test ./sim -run 'TestGolden$$' -update

bench: ## time and memory of the engine and its parts
	go test -run '^$$' -bench . -benchmem ./...

fuzz: ## every fuzz target for a while: make fuzz FUZZ=5m
	@.ci/fuzz $(FUZZ)

gen: ## everything that is made from Go types
	go generate ./...

fmt: $(APP)/node_modules ## one way to set code
	gofmt -s -w $$(git ls-files '*.go')
	cd $(APP) && npm run --silent format -- --log-level warn

dev: $(APP)/node_modules ## the server, and the page as it is being edited
	trap 'kill 0' EXIT; go run ./cmd/mailflow serve & cd $(APP) && npm run dev

shots: build ## pictures of the page in out/shots, and those of the manual
	cd $(APP) && npm run --silent shots -- ../../bin/mailflow

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

$(PAGE): $(APP)/node_modules $(SHEETS)
	cd $(APP) && npm run --silent build

$(APP)/node_modules: $(APP)/package-lock.json
	cd $(APP) && npm ci --no-audit --no-fund --loglevel=error
	@touch $@
