package transcript

import "mailflow/sim/trace"

// commands remembers, for each open connection, the commands that replies are
// still to come for, and what was decided about them: a Writer reads events only
// once.
type commands map[string][]trace.Event

// maxOpen is how many commands of one connection are remembered. Pipelining
// clients send many at once, but none is better told than by the last ones.
const maxOpen = 256

// note remembers a command and forgets a connection that is over.
func (c commands) note(e trace.Event) {
	switch e.Body.(type) {
	case trace.SMTPCommand, trace.POP3Command, trace.RelayDecided:
		open := append(c[e.Conn], e)
		c[e.Conn] = open[max(0, len(open)-maxOpen):]
	case trace.ConnClosed, trace.ConnReset:
		delete(c, e.Conn)
	}
}

// teller finds the commands of the event's connection.
func (c commands) teller(e trace.Event) Teller {
	open := c[e.Conn]
	return func(seq trace.Seq) (trace.Event, bool) {
		for i := len(open) - 1; i >= 0; i-- {
			if open[i].Seq == seq {
				return open[i], true
			}
		}
		return trace.Event{}, false
	}
}
