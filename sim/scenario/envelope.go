package scenario

// Envelope is whom the servers are told that a letter is from and for, where
// that is something else than its header says.
//
//	from: adam@alpha.example
//	to: dan
type Envelope struct {
	// The sender: who hears of a failure. Left out, it is who writes.
	From string `yaml:"from"`

	// Who gets the letter. Left out, it is everybody in to, cc and bcc.
	To []string `yaml:"to" form:"max=500"`
}

// resolveEnvelope completes the addresses of an envelope. A person's name may
// stand for the address, as everywhere.
func (d *draft) resolveEnvelope(e *Envelope) {
	if e == nil {
		return
	}
	if e.From != "" {
		d.recipient(&e.From)
	}
	for i := range e.To {
		d.recipient(&e.To[i])
	}
}
