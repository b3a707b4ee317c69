package sim_test

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"mailflow/sim"
	"mailflow/sim/record"
	"mailflow/sim/scenario"
	"mailflow/sim/trace"
)

// campaign is a world in which a spammer writes so many letters, one after the
// other to a person at each of twenty sites.
func campaign(tb testing.TB, letters int) *scenario.Scenario {
	tb.Helper()
	const sites = 20
	var b, to strings.Builder
	b.WriteString("title: A campaign\nsites:\n")
	b.WriteString("  - {domain: spam.example, hosts: [{name: bot, roles: attacker}]}\n")
	for i := range sites {
		fmt.Fprintf(&b, "  - {domain: s%d.example, users: [bob]}\n", i)
		fmt.Fprintf(&to, "bob@s%d.example, ", i)
	}
	fmt.Fprintf(&b, "script:\n  - {at: 1s, campaign: {host: bot, to: [%s], letters: %d, every: 100ms, subject: Offer, text: Buy now.}}\n",
		strings.TrimSuffix(to.String(), ", "), letters)
	sc, err := scenario.Parse("campaign.yaml", []byte(b.String()))
	if err != nil {
		tb.Fatal(err)
	}
	return sc
}

// BenchmarkCampaign is what large campaigns cost: processor time and memory in
// use at the end, for each letter. If they grow as their letters do, the figures
// are the same in all rows.
//
//	go test -run '^$' -bench Campaign -benchtime 1x ./sim
func BenchmarkCampaign(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(800))
	for _, level := range []trace.Level{trace.Story, trace.Wire} {
		for _, letters := range []int{1000, 5000, 20_000} {
			b.Run(fmt.Sprintf("%s/%d", level, letters), func(b *testing.B) {
				sc := campaign(b, letters)
				var took time.Duration
				var kept uint64
				for b.Loop() {
					runtime.GC()
					var before, after runtime.MemStats
					runtime.ReadMemStats(&before)
					began := cpuTime()
					log := record.New(record.Options{Level: level})
					if err := sim.Run(b.Context(), sc, log, sim.Options{Wall: 10 * time.Minute}); err != nil {
						b.Fatal(err)
					}
					took += cpuTime() - began
					runtime.GC()
					runtime.ReadMemStats(&after)
					kept += after.HeapAlloc - before.HeapAlloc
					runtime.KeepAlive(log)
				}
				n := float64(b.N * letters)
				b.ReportMetric(float64(took.Microseconds())/n, "cpu-µs/letter")
				b.ReportMetric(float64(kept)/n, "kept-B/letter")
				b.ReportMetric(0, "ns/op")
			})
		}
	}
}

// What a letter of a campaign costs does not depend on how many there are. What
// is compared is what does not depend on the machine: events, allocations and
// memory that is kept, for each letter.
func TestCampaignsGrowLinearly(t *testing.T) {
	few, many := costOf(t, 200), costOf(t, 2000)
	for i, of := range []string{"events", "allocations", "octets allocated", "octets kept"} {
		if more := many[i]/few[i] - 1; more > 0.2 {
			t.Errorf("%s for each letter: %.0f for a few, %.0f for many, which is %.0f%% more", of, few[i], many[i], 100*more)
		}
	}
}

// costOf is what each letter of a campaign costs beyond the first hundred, which
// make the world and fill the caches.
func costOf(t *testing.T, letters int) (each [4]float64) {
	t.Helper()
	const first = 100
	less, all := measure(t, first), measure(t, first+letters)
	for i := range each {
		each[i] = (all[i] - less[i]) / float64(letters)
	}
	return each
}

func measure(t *testing.T, letters int) [4]float64 {
	t.Helper()
	sc := campaign(t, letters)
	var before, during, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	log := play(t, sc, trace.Story)
	runtime.ReadMemStats(&during)
	runtime.GC()
	runtime.ReadMemStats(&after)
	events := 0
	for range log.All() {
		events++
	}
	return [4]float64{
		float64(events), float64(during.Mallocs - before.Mallocs), float64(during.TotalAlloc - before.TotalAlloc),
		float64(after.HeapAlloc) - float64(before.HeapAlloc),
	}
}
