package fetcher

import (
	"crypto/tls"
	"time"

	"mailflow/sim/dns"
	"mailflow/sim/mail"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
	"mailflow/sim/vtime"
)

// Config is what a program is told once.
type Config struct {
	Names *dns.Stub

	// TLS is how to talk to the server of that name and to no other.
	TLS func(name string) *tls.Config

	// Home is the server that takes what was found, on port 25.
	Home string

	Pickups []Pickup
}

// Pickup is a mailbox elsewhere.
type Pickup struct {
	Server         string // its name
	Encrypted      bool   // TLS from the first octet, on port 995, or else none, on port 110
	User, Password string
	Every          time.Duration
	To             mail.Address // who gets at home what is found
}

// Start lets a program look into its mailboxes, each as often as it says. Nobody
// waits for that: when nothing else happens in a world it is at rest.
func Start(host *vnet.Host, cfg Config) {
	for _, p := range cfg.Pickups {
		r := &round{Config: cfg, Pickup: p, host: host, refused: map[string]bool{}}
		r.wait()
	}
}

// round is one mailbox and all the times that the program looks into it.
type round struct {
	Config
	Pickup
	host    *vnet.Host
	refused map[string]bool // what the server at home does not want, by POP3's unique-id
}

func (r *round) wait() {
	r.host.After(r.Every, vtime.Guard, func() { r.host.Spawn(r.look) })
}

// look is one time.
func (r *round) look() {
	m := trace.Mark{Cause: r.tell(trace.About{}, trace.FetcherPolled{Server: r.Server, User: r.User})}
	if f := r.collect(m); f != nil {
		r.fail(f)
	}
	r.wait()
}

// fail tells that something was not done. It is tried again the next time.
func (r *round) fail(f *failure) {
	r.tell(f.about, trace.ActionFailed{Action: "poll", User: r.User, Device: r.host.Name(), Reply: f.reply})
}

func (r *round) tell(about trace.About, body trace.Body) trace.Seq {
	about.Role = trace.Fetcher
	return r.host.Emit(about, body)
}

// failure is why something was not done.
type failure struct {
	about trace.About
	reply string // the server's words, if it was the server that said no
}

func because(m trace.Mark, text, setting, rfc string) *failure {
	return &failure{about: trace.About{Message: m.Message, Cause: m.Cause, Reason: trace.Why(text, setting, rfc)}}
}
