package sim_test

import (
	"context"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"mailflow/scenarios"
	"mailflow/sim"
	"mailflow/sim/record"
	"mailflow/sim/scenario"
)

// busy has everything in which chance or a race could show: TLS, loss, jitter,
// letters of the same instant, mail hosts of equal preference, failures.
const busy = `
title: Busy
network: {loss: 0.02, jitter: 5ms}
sites:
  - domain: alpha.example
    users: [alice, adam, {name: ann, devices: [{name: phone, access: pop3}]}]
    hosts:
      - {name: mail, roles: [msa, mda, mta], mta: {retry: {schedule: [1m], expire: 10m, warn: 3m}}}
      - {name: mx2, roles: [mta], mta: {retry: {schedule: [1m], expire: 10m}}}
  - domain: beta.example
    users: [bob, bea]
    hosts: [{name: mail, mta: {retry: {schedule: [30s, 2m], expire: 5m}}}]
script:
  - {at: 1s, send: {from: alice, to: [bob, bea, nobody@beta.example], subject: One}}
  - {at: 1s, send: {from: adam, to: [bob, ann, x@missing.example], subject: Two}}
  - {at: 1s, send: {from: bob, to: [alice, adam, ann], subject: Three}}
  - {at: 1s, send: {from: bea, to: [alice, bib@alpha.example], subject: Four}}
  - {at: 2s, down: {host: mail.beta.example}}
  - {at: 2s, send: {from: ann, to: bob, subject: Five}}
  - {at: 4m, up: {host: mail.beta.example}}
  - {at: 4m30s, cut: {site: alpha.example, way: in}}
  - {at: 4m31s, send: {from: bob, to: alice, subject: Six}}
  - {at: 6m, mend: {site: alpha.example}}
  - {at: 20m, fetch: {user: bob}}
  - {at: 20m, fetch: {user: ann}}
  - {at: 20m, fetch: {user: alice}}
`

// recorded runs a scenario with a seed and gives the whole trace.
func recorded(t testing.TB, sc *scenario.Scenario, seed uint64) string {
	t.Helper()
	log := record.New(record.Options{})
	if err := sim.Run(context.Background(), sc, log, sim.Options{Seed: &seed}); err != nil {
		t.Error(err)
	}
	return jsonl(t, slices.Collect(log.All()))
}

// same fails where two traces differ, and shows where.
func same(t testing.TB, what, a, b string) {
	t.Helper()
	if a == b {
		return
	}
	la, lb := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(la), len(lb)) {
		if la[i] != lb[i] {
			t.Errorf("%s: line %d is\n%s\nand then\n%s", what, i+1, la[i], lb[i])
			return
		}
	}
	t.Errorf("%s: %d lines, and then %d", what, len(la), len(lb))
}

func TestTheSameSeedGivesTheSameTrace(t *testing.T) {
	worlds := map[string]*scenario.Scenario{"busy": parse(t, busy)}
	for _, name := range scenarios.Names() {
		src, err := scenarios.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		worlds[name] = parse(t, string(src))
	}
	for name, sc := range worlds {
		first := recorded(t, sc, 1)
		for _, threads := range []int{1, 2, 4} {
			before := runtime.GOMAXPROCS(threads)
			same(t, name, first, recorded(t, sc, 1))
			runtime.GOMAXPROCS(before)
		}
		if recorded(t, sc, 2) == first {
			t.Errorf("%s: the seed makes no difference", name)
		}
	}
}

// Worlds that run side by side know nothing of each other.
func TestWorldsSideBySide(t *testing.T) {
	sc := parse(t, busy)
	alone := []string{recorded(t, sc, 1), recorded(t, sc, 2), recorded(t, sc, 3)}
	var wg sync.WaitGroup
	together := make([]string, 6)
	for i := range together {
		wg.Go(func() { together[i] = recorded(t, sc, uint64(i%3)+1) })
	}
	wg.Wait()
	for i := range together {
		same(t, "side by side", alone[i%3], together[i])
	}
}

// A scenario that was completed and written out is the same world.
func TestAWrittenScenarioIsTheSameWorld(t *testing.T) {
	sc := parse(t, busy)
	same(t, "written", recorded(t, sc, 1), recorded(t, parse(t, string(sc.Write())), 1))
}

func TestTheBusyWorldIsSound(t *testing.T) { run(t, busy) }
