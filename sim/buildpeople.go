package sim

import (
	"fmt"

	"mailflow/sim/mail"
	"mailflow/sim/mua"
	"mailflow/sim/scenario"
	"mailflow/sim/trace"
)

// buildPeople sets up every person's mail programs.
func (w *world) buildPeople() error {
	w.devices, w.several, w.names = map[string]*mua.Device{}, map[string]bool{}, map[string]string{}
	for _, s := range w.sc.Sites {
		for _, u := range s.Users {
			address, err := mail.ParseAddress(u.Address)
			if err != nil {
				return fmt.Errorf("user %s: %w", u.Name, err)
			}
			person := mail.NamedAddress{Name: u.FullName, Address: address}
			w.several[u.Address], w.names[u.Address] = len(u.Devices) > 1, u.FullName
			for _, d := range u.Devices {
				w.devices[deviceKey(u.Address, d.Name)] = mua.New(w.net.Host(d.Host), w.deviceConfig(person, u, d))
			}
		}
	}
	return nil
}

// deviceKey names a device in the whole world.
func deviceKey(person, device string) string { return person + " " + device }

// deviceConfig is how a person's program is set up.
func (w *world) deviceConfig(person mail.NamedAddress, u *scenario.User, d *scenario.Device) mua.Config {
	cfg := mua.Config{
		Name: d.Name, Person: person, User: u.Name, Password: d.Password,
		Outgoing: w.outgoing(d.Outgoing), Incoming: w.incoming(d),
		Access: trace.IMAP, Keep: d.Keep, Names: w.stubs[d.Host], TLS: w.ca.Client,
	}
	if d.Access == scenario.POP3 {
		cfg.Access = trace.POP3
	}
	return cfg
}

// outgoing is the submission service of a host; on one that has none, the old
// way: everything to port 25.
func (w *world) outgoing(name string) mua.Server {
	h := w.hosts[name]
	s := mua.Server{Host: name, Port: 587, TLS: mua.StartTLS}
	if h == nil || !h.TLS {
		s.TLS = mua.NoTLS
	}
	if h != nil && !h.Has(trace.MSA) {
		s.Port = 25
		if h.MTA == nil || !h.MTA.Auth { // there is nothing to hide
			s.TLS = mua.NoTLS
		}
	}
	return s
}

// incoming is where the mailbox is read.
func (w *world) incoming(d *scenario.Device) mua.Server {
	h := w.hosts[d.Incoming]
	plain, encrypted := 143, 993
	if d.Access == scenario.POP3 {
		plain, encrypted = 110, 995
	}
	if h == nil || !h.TLS {
		return mua.Server{Host: d.Incoming, Port: plain}
	}
	return mua.Server{Host: d.Incoming, Port: encrypted, TLS: mua.ImplicitTLS}
}
