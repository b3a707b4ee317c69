package attacker

import (
	"time"

	"mailflow/sim/dns"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
	"mailflow/sim/vtime"
)

// Campaign is what a program is told to do.
type Campaign struct {
	// Via is the host that is to pass everything on. Empty, the program looks up
	// who takes mail for each domain and goes there itself.
	Via string

	// To are the addresses that get a letter, in turn, round and round. In each,
	// {n} is the number of the round.
	To []string

	Letters        int           // how many are written
	PerTransaction int           // how many recipients each of them has
	Every          time.Duration // from the start of one to that of the next
	Connections    int           // how many may be open at once

	Hello  string // what the program calls itself
	Sender string // of the envelope, an address in which {n} is the number of the letter; empty is <>

	FromName, From string // of the header
	Received       []string
	Subject, Text  string
}

// Program is a spammer's program on a host.
type Program struct {
	host  *vnet.Host
	names *dns.Stub
}

// New puts the program on a host. It does nothing until it is told.
func New(host *vnet.Host, names *dns.Stub) *Program { return &Program{host: host, names: names} }

// Start begins a campaign. The mark is what led to it.
func (p *Program) Start(c Campaign, m trace.Mark) {
	r := &run{
		Campaign: c, host: p.host, names: p.names, mark: m,
		targets: targets{list: c.To}, known: map[string]aim{},
	}
	r.host.After(0, vtime.Story, r.tick)
}

// run is a campaign under way. However many letters it has, only one event
// waits for the next one, and only as many goroutines run as connections are
// open.
type run struct {
	Campaign
	host    *vnet.Host
	names   *dns.Stub
	mark    trace.Mark
	targets targets
	known   map[string]aim // by domain, or by the name of the relay

	due   int // letters whose time has come
	begun int // of these
	busy  int
	ended int
	told  trace.CampaignEnded
}

// tick is the time of one more letter.
func (r *run) tick() {
	r.due++
	if r.due < r.Letters {
		r.host.After(r.Every, vtime.Story, r.tick)
	}
	r.begin()
}

// begin starts the next letter that is due, if a connection is free.
func (r *run) begin() {
	if r.begun == r.due || r.busy == r.Connections {
		return
	}
	r.begun++
	r.busy++
	number, to := r.begun, r.targets.next(r.PerTransaction)
	r.host.Spawn(func() {
		r.post(number, to)
		r.host.After(0, vtime.Story, r.free)
	})
}

// free is the end of a letter, and of the campaign when it was the last.
func (r *run) free() {
	r.busy--
	if r.ended++; r.ended == r.Letters {
		r.host.Emit(trace.About{Role: trace.Attacker, Cause: r.mark.Cause}, r.told)
		return
	}
	r.begin()
}
