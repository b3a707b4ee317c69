package guard

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"time"

	"mailflow/sim/trace"
)

// Limits say how much one client may send in how long a time.
type Limits struct {
	Effect     Effect
	Letters    int // 0 is without limit
	Recipients int // 0 is without limit
	Per        time.Duration
}

// account is when a client sent what, within the last interval.
type account struct{ letters, recipients []time.Time }

// rate is what rate limits remember.
type rate struct {
	clients map[netip.Prefix]*account
	purge   int
}

// letter counts a letter, and judges how many there are.
func (r *rate) letter(c Limits, at time.Time, client netip.Addr) finding {
	a := r.account(c, at, client)
	return judgeRate(c, &a.letters, at, client, "letters", c.Letters)
}

// recipient counts a recipient, and judges how many there are.
func (r *rate) recipient(c Limits, at time.Time, client netip.Addr) finding {
	a := r.account(c, at, client)
	return judgeRate(c, &a.recipients, at, client, "recipients", c.Recipients)
}

// judgeRate forgets what is older than the interval and, if there is room,
// writes down what comes now. What is over the limit is not counted: a client
// that only tries too often is not shut out for longer.
func judgeRate(c Limits, times *[]time.Time, at time.Time, client netip.Addr, what string, most int) finding {
	*times = slices.DeleteFunc(*times, func(t time.Time) bool { return at.Sub(t) >= c.Per })
	n := len(*times) + 1
	f := finding{check: trace.Rate, result: "within", inputs: []trace.Input{
		input("client", client.String()), input(what, fmt.Sprintf("%d, at most %d", n, most)), input("per", span(c.Per)),
	}}
	if most == 0 || n <= most {
		*times = append(*times, at)
		f.why = trace.Why(fmt.Sprintf("The client has not sent more than %d %s in %s.", most, what, span(c.Per)), "rate."+what, "")
		return f
	}
	f.result, f.weight = "over", bad
	f.why = trace.Why(fmt.Sprintf("The client has sent %d %s within %s; more is put off.", most, what, span(c.Per)), "rate."+what, "RFC 5321 §7.8")
	f.note = "too many " + what
	f.reply = comeBack("4.7.1", "Error: too many "+what+" from "+client.String()+", try again later")
	return f
}

// account finds the client's account. Now and then those that have been quiet
// are forgotten.
func (r *rate) account(c Limits, at time.Time, client netip.Addr) *account {
	if r.clients == nil {
		r.clients, r.purge = map[netip.Prefix]*account{}, 1000
	}
	key := network(client, client.BitLen())
	a := r.clients[key]
	if a != nil {
		return a
	}
	if len(r.clients) >= r.purge {
		quiet := func(t []time.Time) bool { return len(t) == 0 || at.Sub(t[len(t)-1]) >= c.Per }
		maps.DeleteFunc(r.clients, func(_ netip.Prefix, a *account) bool { return quiet(a.letters) && quiet(a.recipients) })
		r.purge = 2*len(r.clients) + 1000
	}
	a = &account{}
	r.clients[key] = a
	return a
}
