package sim

import (
	"fmt"
	"time"

	"mailflow/sim/accounts"
	"mailflow/sim/dns"
	"mailflow/sim/grade"
	"mailflow/sim/mda"
	"mailflow/sim/mta"
	"mailflow/sim/mua"
	"mailflow/sim/pki"
	"mailflow/sim/record"
	"mailflow/sim/scenario"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
	"mailflow/sim/vtime"
)

// world is a scenario that runs.
type world struct {
	sc        *scenario.Scenario
	log       *record.Log
	seed      uint64
	maxEvents int

	clock    *vtime.Clock
	net      *vnet.Network
	ca       *pki.Authority
	narrator *grade.Narrator
	sites    map[string]*vnet.Site
	stubs    map[string]*dns.Stub       // by host
	zones    map[string]*dns.Zone       // by domain
	root     *dns.Zone                  // delegates the sites' domains
	servers  map[string]*dns.Server     // by host
	queues   []*mta.Agent               // in the order of the file
	stores   []*mda.Agent               // in the order of the file
	devices  map[string]*mua.Device     // by address and name of the device
	settings map[string]scenario.Device // likewise, as they are now
	several  map[string]bool            // people with more than one device
	logins   map[string]string          // by address
	names    map[string]string          // what people are called, by address
	hosts    map[string]*scenario.Host
	accounts map[string]*accounts.Book // by host
	abuse
	running

	events  int
	tooMany bool
	endedAt time.Duration
	fault   error
}

// build makes the world inside its bubble and returns what ends it.
func (w *world) build(c *vtime.Clock) func(vtime.Outcome) {
	w.clock = c
	w.net = vnet.New(c, w.emit)
	w.net.Record(w.log.Level())
	w.ca = pki.New(w.seed, w.sc.Start)
	w.narrator = grade.NewNarrator(w.sc)
	start := w.emit(0, "", trace.About{}, trace.RunStarted{
		Scenario: w.sc.Name, Title: w.sc.Title, Seed: w.seed, Start: w.sc.Start.UTC().Format(time.RFC3339),
	})
	for _, step := range []func() error{w.buildNetwork, w.buildNames, w.buildMail, w.buildPeople, w.buildFetchers, w.buildAttackers, w.buildWatchers} {
		if err := step(); err != nil {
			w.fault = fmt.Errorf("sim: %s: %w", w.sc.Name, err)
			return w.end
		}
	}
	for _, h := range w.net.Hosts() {
		h.Start(start)
	}
	w.schedule()
	return w.end
}

// end is the world's last act: what still waits is told, the lesson's promises
// and questions are judged if the run came to its end, and everything is closed.
func (w *world) end(o vtime.Outcome) {
	w.endedAt = w.clock.Elapsed()
	for _, q := range w.queues {
		q.Hold()
	}
	if o == vtime.Rest || o == vtime.Until {
		for _, f := range grade.Findings(w.sc, w.log.All()) {
			w.emit(w.clock.Elapsed(), "", trace.About{Cause: f.Cause}, f.Body)
		}
	}
	w.net.Close()
}

// emit records an event, and what the lesson has to say about it. One event too
// many ends the world, yet only when all stands still: what is under way in that
// instant is still told, and so is what the end brings, or mail would seem lost.
func (w *world) emit(at time.Duration, node string, about trace.About, body trace.Body) trace.Seq {
	if w.events++; w.events > w.maxEvents && !w.tooMany {
		w.tooMany = true
		w.clock.Stop()
	}
	seq := w.log.Emit(at, node, about, body)
	if seq == about.Cause || seq == 0 || len(w.sc.Say) == 0 {
		return seq // finer than what is recorded, or nothing to be said
	}
	for _, note := range w.narrator.Hear(trace.Event{Seq: seq, At: at, Node: node, About: about, Body: body}) {
		w.log.Emit(at, node, trace.About{Cause: seq, Message: about.Message, Conn: about.Conn}, note)
	}
	return seq
}
