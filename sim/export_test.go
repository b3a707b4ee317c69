package sim

import (
	"context"

	"mailflow/sim/record"
	"mailflow/sim/scenario"
	"mailflow/sim/store"
	"mailflow/sim/trace"
)

// RunAndLook is Run, and what each message store holds in the end, by host.
func RunAndLook(ctx context.Context, sc *scenario.Scenario, log *record.Log, o Options) (map[string][]store.Contents, error) {
	w := newWorld(sc, log, o)
	err := w.run(ctx, o)
	contents := map[string][]store.Contents{}
	n := 0
	for _, s := range sc.Sites {
		for _, h := range s.Hosts {
			if h.Has(trace.MDA) && n < len(w.stores) {
				contents[h.Name] = w.stores[n].Store().Snapshot()
				n++
			}
		}
	}
	return contents, err
}
