package fetcher

import (
	"crypto/tls"
	"errors"
	"net/netip"

	"mailflow/sim/dns"
	"mailflow/sim/mail"
	"mailflow/sim/pop3"
	"mailflow/sim/trace"
)

// The ports of POP3 (RFC 8314 §3.1).
const (
	plainPort     = 110
	encryptedPort = 995
)

// collect looks into the mailbox and brings home what is there.
func (r *round) collect(m trace.Mark) *failure {
	c, f := r.open(m)
	if f != nil {
		return f
	}
	err := r.empty(c)
	var no *pop3.Refused
	if err == nil || errors.As(err, &no) {
		if e := c.Quit(); err == nil {
			err = e
		}
	} else {
		c.Close()
	}
	if err != nil {
		return r.why(trace.Mark{Cause: c.Heard().Cause}, err)
	}
	return nil
}

// open connects and logs in.
func (r *round) open(m trace.Mark) (*pop3.Client, *failure) {
	found := r.Names.Addresses(dns.Question{Name: r.Server, Role: trace.Fetcher, Mark: m})
	m.Cause = found.Mark.Cause
	if found.Err != nil {
		return nil, because(m, "The DNS does not tell the address of "+r.Server+".", "fetch.from", "")
	}
	port, cfg := uint16(plainPort), (*tls.Config)(nil)
	if r.Encrypted {
		port, cfg = encryptedPort, r.TLS(r.Server)
	}
	c, err := pop3.Dial(r.host, netip.AddrPortFrom(found.Addrs[0], port), pop3.Options{Role: trace.Fetcher, TLS: cfg, Mark: m})
	if err != nil {
		return nil, r.why(m, err)
	}
	if err := c.Login(r.User, r.Password); err != nil {
		f := r.why(trace.Mark{Cause: c.Heard().Cause}, err)
		if f.reply == "" {
			c.Close()
		} else {
			c.Quit()
		}
		return nil, f
	}
	return c, nil
}

// empty carries one letter after the other. What the server at home takes is
// marked for removal, and goes at QUIT.
func (r *round) empty(c *pop3.Client) error {
	list, err := c.List()
	if err != nil {
		return err
	}
	for _, l := range list {
		if r.refused[l.ID] {
			continue
		}
		octets, err := c.Retr(l.Number)
		if err != nil {
			return err
		}
		heard := c.Heard()
		m := trace.Mark{Message: heard.Message, Cause: r.tell(
			trace.About{Peer: c.Peer(), Conn: c.Conn(), Message: heard.Message, Cause: heard.Cause}, trace.MessageFetched{
				User: r.User, Device: r.host.Name(), Protocol: trace.POP3, UID: l.ID, Octets: len(octets),
			})}
		f, never := r.bring(mail.Parse(octets), c, m)
		if f != nil {
			r.refused[l.ID] = never && l.ID != ""
			r.fail(f)
			continue
		}
		if err := c.Dele(l.Number); err != nil {
			return err
		}
	}
	return nil
}

// why puts an error into words.
func (r *round) why(m trace.Mark, err error) *failure {
	var no *pop3.Refused
	switch {
	case !errors.As(err, &no):
		return because(m, "The program does not get through to "+r.Server+".", "fetch.from", "")
	case no.Command == "USER" || no.Command == "PASS":
		f := because(m, "The server does not know this user with this password.", "fetch.password", "RFC 1939 §7")
		f.reply = "-ERR " + no.Text
		return f
	}
	f := because(m, "The server says no to "+no.Command+".", "", "RFC 1939 §3")
	f.reply = "-ERR " + no.Text
	return f
}
