package mua

import (
	"crypto/tls"
	"errors"
	"net/netip"

	"mailflow/sim/dns"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// server is one of the two that the device was told of, and where.
type server struct {
	Server
	setting string
}

func (d *Device) outgoing() server { return server{d.cfg.Outgoing, "devices.outgoing"} }
func (d *Device) incoming() server { return server{d.cfg.Incoming, "devices.incoming"} }

// encrypted is for a connection that is encrypted at once or soon; nil for
// others.
func (d *Device) encrypted(s server) *tls.Config {
	if s.TLS == NoTLS {
		return nil
	}
	return d.cfg.TLS(s.Host)
}

// implicit is for a connection that is encrypted from the first octet; nil for
// others.
func (d *Device) implicit(s server) *tls.Config {
	if s.TLS != ImplicitTLS {
		return nil
	}
	return d.cfg.TLS(s.Host)
}

// reach looks up where a server is and dials one address after the other until
// one answers. Dial gets the address and what led to it.
func (d *Device) reach(s server, m trace.Mark, dial func(netip.AddrPort, trace.Mark) error) *failure {
	if d.offline {
		return because(m, "The device is offline.", "", "")
	}
	if s.Host == "" {
		return because(m, "The program was not told of a server.", s.setting, "")
	}
	found := d.cfg.Names.Addresses(dns.Question{Name: s.Host, Role: trace.MUA, Mark: m})
	m.Cause = found.Mark.Cause
	if found.Err != nil {
		return nameless(m, s, found.Err)
	}
	var err error
	for _, addr := range found.Addrs {
		if err = dial(netip.AddrPortFrom(addr, uint16(s.Port)), m); err == nil {
			return nil
		}
		if !silent(err) {
			break
		}
	}
	return broken(m, s, err)
}

// silent reports whether nobody answered at an address: then there may be
// somebody at the next one.
func silent(err error) bool {
	return errors.Is(err, vnet.ErrRefused) || errors.Is(err, vnet.ErrUnreachable) || errors.Is(err, vnet.ErrTimeout)
}
