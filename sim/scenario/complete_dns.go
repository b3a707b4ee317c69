package scenario

import (
	"mailflow/sim/scenario/internal/form"
	"mailflow/sim/trace"
)

// setUpDNS completes the zones, and what they say about mail.
func (d *draft) setUpDNS() {
	for _, s := range d.Sites {
		d.setUpServers(s)
		d.setUpResolver(s)
		d.setUpMX(s)
		d.setUpRouter(s)
	}
}

func (d *draft) setUpServers(s *Site) {
	if s.DNS.Servers == nil {
		for _, h := range s.Hosts {
			if h.Has(trace.DNS) {
				s.DNS.Servers = append(s.DNS.Servers, h.Name)
			}
		}
	}
	if len(s.DNS.Servers) == 0 {
		d.worldFault(s, "no host answers for the zone %s; name one in `dns: {servers: [host]}`", s.Domain)
	}
	for i := range s.DNS.Servers {
		name := &s.DNS.Servers[i]
		if h := d.server(name, s, nil); h != nil && !h.Has(trace.DNS) {
			d.worldFault(name, "`%s` has not the role dns", h.Name)
		}
	}
}

func (d *draft) setUpResolver(s *Site) {
	h := d.server(&s.Resolver, s, s.first(trace.Resolver))
	switch {
	case h != nil && !h.Has(trace.Resolver):
		d.worldFault(&s.Resolver, "`%s` has not the role resolver", h.Name)
	case h == nil && s.Resolver == "" && s.Kind == Organisation:
		d.worldFault(s, "the hosts of %s have no resolver to ask; name one in `resolver`", s.Domain)
	}
}

// checkRecords judges and completes the records that are written out.
func (d *draft) checkRecords(s *Site) {
	for _, r := range s.DNS.Records {
		if r.Name == "" || r.Type == "" || r.Data == "" {
			continue // a fault already
		}
		full, problem := recordName(r.Name, s.Domain)
		if problem != "" {
			d.worldFault(&r.Name, "%s", problem)
			continue
		}
		r.Name = full
		if problem := dataProblem(r.Type, r.Data); problem != "" {
			d.worldFault(&r.Data, "%s", problem)
		}
		if !d.places.Given(&r.TTL) {
			r.TTL = s.DNS.TTL
		}
	}
}

// setUpMX completes the list of hosts that take mail. It is never nil after
// that, so that an empty one can be written out.
func (d *draft) setUpMX(s *Site) {
	if s.MX == nil {
		s.MX = []*MX{}
		for _, h := range s.Hosts {
			if h.Has(trace.MTA) || h.Has(trace.Watcher) && s.first(trace.MTA) == nil {
				mx := form.New[MX](language)
				mx.Host = h.Name
				s.MX = append(s.MX, mx)
			}
		}
		return
	}
	for _, mx := range s.MX {
		switch {
		case mx.Host != ".":
			d.mxHost(s, mx)
		case len(s.MX) > 1:
			d.worldFault(&mx.Host, "`.` means that the domain takes no mail, so no other host can stand beside it (RFC 7505 §3)")
		}
	}
}

// mxHost completes the name of a mail exchanger: a host, or a name that the
// zone's records make.
func (d *draft) mxHost(s *Site, mx *MX) {
	full := qualify(mx.Host, s.Domain)
	for _, r := range s.DNS.Records {
		if r.Name == full {
			mx.Host = full
			return
		}
	}
	d.server(&mx.Host, s, nil)
}
