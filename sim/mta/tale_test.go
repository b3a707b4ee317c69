package mta_test

import (
	"fmt"
	"strings"
	"time"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
	"mailflow/sim/vtime"
)

// describe makes the stage as the lines of a story say.
func (s *stage) describe(world string) {
	for _, line := range lines(world) {
		f := strings.Fields(line)
		switch f[0] {
		case "retry":
			s.retry(f[1:])
		case "smarthost":
			s.cfg.Smarthost = f[1]
		case "encrypt":
			s.cfg.Encrypt = s.encrypt
		case "store":
			s.store.behave(f[1:])
		case "broken":
			s.broken = append(s.broken, f[1])
		case "host", "noname":
			s.office(f[1], f[0] == "host", strings.Join(f[2:], " "))
		default:
			s.record(f[0], f[1], strings.Join(f[2:], " "))
		}
	}
}

func (s *stage) retry(words []string) {
	r := &s.cfg.Retry
	r.Delays = nil
	for i := 0; i < len(words); i++ {
		switch words[i] {
		case "expire":
			i++
			r.Expire = s.duration(words[i])
		case "warn":
			i++
			r.Warn = s.duration(words[i])
		default:
			r.Delays = append(r.Delays, s.duration(words[i]))
		}
	}
}

// schedule lets the lines of a script happen.
func (s *stage) schedule(script string) {
	lane := s.clock.Lane()
	for _, line := range lines(script) {
		f := strings.Fields(line)
		at := s.duration(f[0])
		switch f[1] {
		case "post":
			for i, a := range f[3:] {
				f[3+i] = strings.TrimSuffix(a, ",")
			}
			s.post(at, address(f[2]), addressesOf(f[3:])...)
		case "down":
			lane.After(at, vtime.Story, func() { s.net.Host(f[2]).Down(0) })
		case "up":
			lane.After(at, vtime.Story, func() { s.net.Host(f[2]).Up(0) })
		case "now":
			lane.After(at, vtime.Story, func() { s.offices[f[2]].behave(f[3:]) })
		default:
			s.t.Fatalf("cannot %q", line)
		}
	}
}

// tale is what the agent did, and when its host or another was switched.
func (s *stage) tale() string {
	var b strings.Builder
	for e := range s.log.All() {
		if text := say(e); text != "" {
			fmt.Fprintf(&b, "%s %s\n", e.At.Truncate(time.Second), text)
		}
	}
	return b.String()
}

func say(e trace.Event) string {
	switch e.Body.(type) {
	case trace.NodeDown:
		return e.Node + " goes down"
	case trace.NodeUp:
		return e.Node + " is up"
	}
	if e.Node != home || e.Role != trace.MTA {
		return ""
	}
	return sayNetwork(e) + sayMessage(e)
}

func sayNetwork(e trace.Event) string {
	switch b := e.Body.(type) {
	case trace.DNSQuery:
		return "  asks " + b.Type + " " + b.Name
	case trace.ConnOpened:
		return "  connects to " + e.Peer
	case trace.ConnRefused:
		return "  is refused by " + e.Peer
	case trace.ConnUnreachable:
		return "  finds no way to " + e.Peer
	case trace.ConnTimeout:
		return fmt.Sprintf("  waits for %s %d s in vain (%s)", e.Peer, b.Seconds, b.Phase)
	case trace.ConnReset:
		return "  is cut off by " + e.Peer
	case trace.TLSEstablished:
		return fmt.Sprintf("  has %s, certificate good: %t", b.Version, b.Verified)
	case trace.TLSFailed:
		return "  has no TLS: " + b.Error
	}
	return ""
}

func sayMessage(e trace.Event) string {
	to := func(list []string) string { return e.Message + " for " + strings.Join(list, ", ") }
	switch b := e.Body.(type) {
	case trace.MessageAccepted:
		return "writes " + to(b.Recipients)
	case trace.MessageAttempted:
		return fmt.Sprintf("tries %s: %s, attempt %d", b.Destination, to(b.Recipients), b.Attempt)
	case trace.MessageRelayed:
		return "  relayed " + to(b.Recipients) + " to " + e.Peer
	case trace.MessageDelivered:
		return "  delivered " + to([]string{b.Recipient})
	case trace.MessageDeferred:
		return fmt.Sprintf("  deferred %s until %s: %s", to(b.Recipients), time.Duration(b.Next).Truncate(time.Second), b.Reply)
	case trace.MessageExpired:
		return fmt.Sprintf("  expired %s after %d s", to(b.Recipients), b.Seconds)
	case trace.MessageBounced:
		return fmt.Sprintf("  bounced %s by %s, %s: %s", to(b.Recipients), b.Notice, b.Status, b.Reply)
	case trace.MessageDiscarded:
		return "  discarded " + to(b.Recipients)
	case trace.MessageHeld:
		return "holds " + to(b.Recipients)
	}
	return ""
}

// lines are the lines of a part that say something.
func lines(part string) (list []string) {
	for _, line := range strings.Split(part, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}

func addressesOf(words []string) (list []mail.Address) {
	for _, w := range words {
		list = append(list, address(w))
	}
	return list
}

func (s *stage) duration(text string) time.Duration {
	d, err := time.ParseDuration(text)
	if err != nil {
		s.t.Fatal(err)
	}
	return d
}
