package sim

import (
	"mailflow/sim/mail/compose"
	"mailflow/sim/scenario"
)

// readdress gives a letter an envelope that says something else than its header.
func (w *world) readdress(l *compose.Letter, e *scenario.Envelope) {
	if e == nil {
		return
	}
	for _, from := range w.named([]string{e.From}) {
		l.Sender = from.Address
	}
	for _, to := range w.named(e.To) {
		l.Recipients = append(l.Recipients, to.Address)
	}
}
