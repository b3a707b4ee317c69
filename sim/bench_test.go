package sim_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"mailflow/sim"
	"mailflow/sim/record"
	"mailflow/sim/scenario"
	"mailflow/sim/trace"
)

// batch is how many letters one measured world carries.
const batch = 200

// letters is a world of two sites without TLS in which so many letters are sent
// and fetched, one after the other, each on connections of its own.
func letters(tb testing.TB, n int, idle int) *scenario.Scenario {
	tb.Helper()
	var b strings.Builder
	b.WriteString("title: Letters\nsites:\n")
	for _, s := range []struct{ domain, user, prefix string }{{"alpha.example", "alice", "192.0.2.0/24"}, {"beta.example", "bob", "198.51.100.0/24"}} {
		fmt.Fprintf(&b, "  - domain: %s\n    prefix: %s\n    users: [%s]\n    hosts: [{name: mail, roles: [msa, mta, mda], tls: false}]\n", s.domain, s.prefix, s.user)
	}
	for i := range idle {
		fmt.Fprintf(&b, "%s      - {name: h%d, roles: [msa, mta, dns, resolver%s]}\n", idleSite(i), i, idleStore(i))
	}
	b.WriteString("script:\n")
	for i := range n {
		at := time.Duration(i+1) * 2 * time.Second
		fmt.Fprintf(&b, "  - {at: %v, send: {from: alice, to: bob, subject: Lunch, text: Shall we?}}\n", at)
		fmt.Fprintf(&b, "  - {at: %v, fetch: {user: bob}}\n", at+1500*time.Millisecond)
	}
	sc, err := scenario.Parse("letters.yaml", []byte(b.String()))
	if err != nil {
		tb.Fatal(err)
	}
	return sc
}

// perSite is how many idle hosts stand at one site.
const perSite = 10

func idleSite(i int) string {
	if i%perSite != 0 {
		return ""
	}
	return fmt.Sprintf("  - domain: idle%d.example\n    users: [nobody]\n    hosts:\n", i/perSite)
}

func idleStore(i int) string {
	if i%perSite != 0 {
		return "" // a site has one store
	}
	return ", mda"
}

func play(tb testing.TB, sc *scenario.Scenario, level trace.Level) *record.Log {
	tb.Helper()
	log := record.New(record.Options{Level: level})
	if err := sim.Run(context.Background(), sc, log, sim.Options{}); err != nil {
		tb.Fatal(err)
	}
	return log
}

// BenchmarkLetter compares a letter through the world with the same exchanges
// done by the bare libraries. The figure that counts is ns/letter, on one core:
//
//	go test -run '^$' -bench Letter -cpu 1 ./sim
func BenchmarkLetter(b *testing.B) {
	perLetter := func(b *testing.B) {
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*batch), "ns/letter")
	}
	b.Run("bare", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			w := newBare()
			for range batch {
				w.letter(b, bareLetter)
			}
			w.close()
		}
		perLetter(b)
	})
	for _, level := range trace.Levels {
		b.Run(string(level), func(b *testing.B) {
			sc := letters(b, batch, 0)
			b.ReportAllocs()
			for b.Loop() {
				play(b, sc, level)
			}
			perLetter(b)
		})
	}
}
