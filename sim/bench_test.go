package sim_test

import (
	"context"
	"fmt"
	"runtime/debug"
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

// letters is a world of two sites without TLS in which so many letters, at most
// a batch, are sent and fetched, one after the other, each on connections of its
// own.
func letters(tb testing.TB, n int) *scenario.Scenario {
	tb.Helper()
	var b strings.Builder
	b.WriteString("title: Letters\nsites:\n")
	site := func(domain, users string) {
		fmt.Fprintf(&b, "  - domain: %s\n    hosts: [{name: mail, roles: [msa, mta, mda], tls: false}, {name: pc}]\n    users: [%s]\n", domain, users)
	}
	site("alpha.example", "alice")
	site("beta.example", "{name: "+strings.Join(readers(batch), ", devices: [{name: pc, host: pc}]}, {name: ")+", devices: [{name: pc, host: pc}]}")
	b.WriteString("script:\n")
	for i := range n {
		at := time.Duration(i+1) * 2 * time.Second
		fmt.Fprintf(&b, "  - {at: %v, send: {from: alice, to: bob%d, subject: Lunch, text: Shall we?}}\n", at, i)
		fmt.Fprintf(&b, "  - {at: %v, fetch: {user: bob%d}}\n", at+1500*time.Millisecond, i)
	}
	sc, err := scenario.Parse("letters.yaml", []byte(b.String()))
	if err != nil {
		tb.Fatal(err)
	}
	return sc
}

// readers are people who get one letter each, so that a mailbox does not grow
// while it is measured. They share a machine.
func readers(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("bob%d", i)
	}
	return names
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
// done by the bare libraries. The figure that counts is cpu-ns/letter, on one
// core:
//
//	go test -run '^$' -bench Letter -cpu 1 ./sim
//
// The making of the world, or of the bare servers, does not count: it is the
// difference between many letters and one. The garbage collector is set as the
// program sets it, for the bare libraries too.
func BenchmarkLetter(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(800))
	measured := func(b *testing.B, run func(letters int)) {
		var sum time.Duration
		for b.Loop() {
			began := cpuTime()
			run(1)
			one := cpuTime()
			run(batch)
			sum += cpuTime() - one - (one - began)
		}
		b.ReportMetric(float64(sum.Nanoseconds())/float64(b.N*(batch-1)), "cpu-ns/letter")
		b.ReportMetric(testing.AllocsPerRun(1, func() { run(batch) })/batch, "allocs/letter")
		b.ReportMetric(0, "ns/op")
	}
	b.Run("bare", func(b *testing.B) {
		measured(b, func(letters int) {
			w := newBare()
			for i := range letters {
				w.letter(b, i, bareLetter)
			}
			w.close()
		})
	})
	for _, level := range trace.Levels {
		b.Run(string(level), func(b *testing.B) {
			one, many := letters(b, 1), letters(b, batch)
			measured(b, func(n int) {
				if n == 1 {
					play(b, one, level)
				} else {
					play(b, many, level)
				}
			})
		})
	}
}

// BenchmarkIdle shows what a letter costs when a thousand other hosts stand idle
// beside the two that it concerns. The making of the world does not count.
func BenchmarkIdle(b *testing.B) {
	const many = 400
	for _, idle := range []int{0, 1000} {
		b.Run(fmt.Sprint(idle), func(b *testing.B) {
			cost := func(letters int) time.Duration {
				sc := sim.Busy(b, letters)
				sim.AddIdle(sc, idle)
				began := cpuTime()
				play(b, sc, trace.Hop)
				return cpuTime() - began
			}
			var sum time.Duration
			for b.Loop() {
				sum += cost(many+1) - cost(1)
			}
			b.ReportMetric(float64(sum.Nanoseconds())/float64(b.N*many), "cpu-ns/letter")
			b.ReportMetric(0, "ns/op")
		})
	}
}
