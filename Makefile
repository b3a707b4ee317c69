# Two commands do it all: make run, and make test. The rest is for those who work on it.
APP    := ui/app
PAGE   := ui/dist/index.html
SHEETS := $(shell find $(APP)/src $(APP)/build $(APP)/index.html $(APP)/vite.config.ts -type f 2>/dev/null)
NODE   := $(shell command -v npm)
LINT   := go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
FUZZ   ?= 20s

.PHONY: run build test test-go test-page test-browser check race lint clean-tree wasm golden bench fuzz gen fmt dev shots

run: build ## build what is missing, start the server, say where to look
	./bin/mailflow serve

build: $(if $(NODE),$(PAGE)) ## the page, if there is npm, and the program
	go build -o bin/mailflow ./cmd/mailflow

test: test-go test-page test-browser ## every test

test-go:
	go test -shuffle=on ./...

test-page: $(if $(NODE),$(APP)/node_modules)
	@if [ -z "$(NODE)" ]; then echo "There is no npm: the page's own tests were left out."; else cd $(APP) && npm run --silent test; fi

test-browser: build ## the page in a real browser
	@.ci/browser-test

check: test race lint wasm clean-tree ## everything that must hold before a change lands

race:
	go test -race -shuffle=on ./...

lint: $(APP)/node_modules
	go vet ./...
	$(LINT) run
	cd $(APP) && npm run --silent check && npm run --silent lint

wasm: ## the engine as it runs inside a browser tab: the same lessons, the same traces
	GOOS=js GOARCH=wasm go build ./sim/...
	GOOS=js GOARCH=wasm go test -exec="$$(go env GOROOT)/lib/wasm/go_js_wasm_exec" -run TestGolden ./sim

clean-tree: gen fmt ## generated files and formatting are as committed
	go mod tidy
	git diff --exit-code

golden: ## rewrite the transcripts beside the lessons; read the diff before you commit it
	go test ./sim -run TestGolden -update

bench:
	go test -run '^$$' -bench . -benchmem ./...

fuzz:
	@.ci/fuzz $(FUZZ)

gen: ## everything that is made from Go types
	go generate ./...

fmt: $(APP)/node_modules
	gofmt -s -w cmd scenarios sim ui/*.go ui/course ui/wire
	cd $(APP) && npm run --silent format -- --log-level warn

dev: $(APP)/node_modules ## the server, and the page as it is being edited
	go run ./cmd/mailflow serve & cd $(APP) && npm run dev

shots: build ## screenshots of every screen, into out/shots
	cd $(APP) && node e2e/shots.mjs

$(PAGE): $(APP)/node_modules $(SHEETS)
	cd $(APP) && npm run --silent build

$(APP)/node_modules: $(APP)/package-lock.json
	cd $(APP) && npm ci --no-audit --no-fund --loglevel=error
	@touch $@
