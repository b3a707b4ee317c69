package mua

import "mailflow/sim/trace"

// Settings are what a person changes in a program's settings. What is nil or
// empty stays as it is.
type Settings struct {
	Outgoing, Incoming *Server
	Password           string
	NoLogin            *bool
}

// SetUp changes the settings. Then the program tries again to send what is in
// the outbox.
func (d *Device) SetUp(s Settings, m trace.Mark) {
	d.perform("setup", func() *failure {
		d.box.hangUp(m)
		d.adopt(s)
		if d.offline {
			return nil
		}
		d.empty()
		return d.box.resume(m)
	})
}

func (d *Device) adopt(s Settings) {
	if s.Outgoing != nil {
		d.cfg.Outgoing = *s.Outgoing
	}
	if s.Incoming != nil {
		d.cfg.Incoming = *s.Incoming
	}
	if s.Password != "" {
		d.cfg.Password = s.Password
	}
	if s.NoLogin != nil {
		d.cfg.NoLogin = *s.NoLogin
	}
}
