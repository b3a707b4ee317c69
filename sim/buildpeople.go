package sim

import (
	"fmt"
	"slices"

	"mailflow/sim/mail"
	"mailflow/sim/mua"
	"mailflow/sim/scenario"
	"mailflow/sim/trace"
)

// buildPeople sets up every person's mail programs.
func (w *world) buildPeople() error {
	w.devices, w.settings = map[string]*mua.Device{}, map[string]scenario.Device{}
	w.several, w.names, w.logins = map[string]bool{}, map[string]string{}, map[string]string{}
	for _, s := range w.sc.Sites {
		for _, u := range s.Users {
			address, err := mail.ParseAddress(u.Address)
			if err != nil {
				return fmt.Errorf("user %s: %w", u.Name, err)
			}
			person := mail.NamedAddress{Name: u.FullName, Address: address}
			w.several[u.Address], w.names[u.Address] = len(u.Devices) > 1, u.FullName
			w.logins[u.Address] = u.Name
			for _, d := range u.Devices {
				w.settings[deviceKey(u.Address, d.Name)] = *d
				cfg, err := w.deviceConfig(person, u, d)
				if err != nil {
					return err
				}
				w.devices[deviceKey(u.Address, d.Name)] = mua.New(w.net.Host(d.Host), cfg)
			}
		}
	}
	return nil
}

// deviceKey names a device in the whole world.
func deviceKey(person, device string) string { return person + " " + device }

// deviceConfig is how a person's program is set up.
func (w *world) deviceConfig(person mail.NamedAddress, u *scenario.User, d *scenario.Device) (mua.Config, error) {
	cfg := mua.Config{
		Name: d.Name, Person: person, User: u.Name, Password: d.Password,
		Outgoing: w.outgoing(d.Outgoing, d.OutgoingPort, d.Login), NoLogin: !d.Login,
		Incoming: w.incoming(d.Incoming, d.Access),
		Access:   trace.IMAP, Keep: d.Keep, Sent: d.Sent, Names: w.stubs[d.Host], TLS: w.ca.Client,
	}
	if d.Webmail {
		cfg.Program = "Webmail"
	}
	if d.Access == scenario.POP3 {
		cfg.Access = trace.POP3
	}
	address, err := mail.ParseAddress(d.Address)
	if err != nil {
		return cfg, fmt.Errorf("device %s of %s: %w", d.Name, u.Name, err)
	}
	if address != person.Address { // who poses as somebody else does not write their own name beside it
		cfg.Person = mail.NamedAddress{Address: address}
	}
	cfg.Careless = d.Careless
	return cfg, nil
}

// outgoing is how a program hands letters to a host at a port.
func (w *world) outgoing(name string, port int, login bool) mua.Server {
	h := w.hosts[name]
	s := mua.Server{Host: name, Port: port}
	switch {
	case port == 465:
		s.TLS = mua.ImplicitTLS // RFC 8314 §7.3
	case port == 25 && (h == nil || h.MTA == nil || !h.MTA.Auth || !login): // there is nothing to hide
	case h != nil && h.TLS:
		s.TLS = mua.StartTLS
	}
	return s
}

// incoming is where the mailbox is read: at the door that is encrypted from the
// first octet if it is open, and otherwise at the one of old.
func (w *world) incoming(name string, access scenario.Access) mua.Server {
	h := w.hosts[name]
	s := mua.Server{Host: name, Port: 143}
	encrypted, door := 993, scenario.DoorIMAPS
	if access == scenario.POP3 {
		s.Port, encrypted, door = 110, 995, scenario.DoorPOP3S
	}
	switch {
	case h == nil || !h.TLS:
	case h.MDA != nil && !slices.Contains(h.MDA.Access, door):
		s.TLS = mua.StartTLS
	default:
		s.Port, s.TLS = encrypted, mua.ImplicitTLS
	}
	return s
}
