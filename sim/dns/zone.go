package dns

import (
	"errors"
	"fmt"
	"slices"

	codec "github.com/miekg/dns"

	"mailflow/sim/trace"
)

// The timers of an SOA record that was not asked for, in seconds. Nothing here
// is transferred between servers, so they are only looked at.
const (
	soaRefresh = 7200
	soaRetry   = 3600
	soaExpire  = 1209600
)

// ZoneConfig is what a zone is asked to be.
type ZoneConfig struct {
	// Origin is the zone's name: "beta.example", or "." for the root.
	Origin string

	// TTL is that of the records that are made here, and for how long others may
	// remember that there is no such name or record; in seconds.
	TTL uint32

	// Servers are the names of the zone's name servers, for its NS records.
	Servers []string

	// Records are all others. Where an SOA record, or NS records at the origin,
	// are among them, none are made.
	Records []trace.Record

	// Fault is what is wrong with the zone.
	Fault Fault
}

// Fault is a way in which a zone's servers let those down who ask.
type Fault int

const (
	Sound  Fault = iota // nothing is wrong
	Broken              // they could not load the zone's data, and answer SERVFAIL
	Silent              // they do not answer questions about it at all
)

// Zone is a part of the name space under one authority (RFC 9499 §7). It may
// be changed between two events, but not by two goroutines at once.
type Zone struct {
	origin string // complete and folded
	fault  Fault
	nodes  map[string]*node
}

// node is a name in a zone. A node without sets only has others below it
// (RFC 4592 §2.2.2).
type node struct {
	sets  []set // in the order in which their first records were added
	below int   // how many nodes are directly below
}

// set is all records of one type at one name.
type set struct {
	typ     uint16
	records records
}

func (n *node) set(typ uint16) records {
	for i := range n.sets {
		if n.sets[i].typ == typ {
			return n.sets[i].records
		}
	}
	return records{}
}

func (n *node) has(typ uint16) bool { return n.set(typ).len() > 0 }

// NewZone makes a zone. The error lists every record that cannot be in it.
func NewZone(cfg ZoneConfig) (*Zone, error) {
	origin := complete(cfg.Origin)
	if err := checkName(origin); err != nil {
		return nil, fmt.Errorf("dns: zone: %w", err)
	}
	z := &Zone{origin: fold(origin), fault: cfg.Fault, nodes: map[string]*node{}}
	z.nodes[z.origin] = &node{}
	var faults []error
	for _, r := range cfg.Records {
		faults = append(faults, z.put(r))
	}
	apex := z.nodes[z.origin]
	if !apex.has(codec.TypeNS) {
		for _, s := range cfg.Servers {
			faults = append(faults, z.put(trace.Record{Name: plain(origin), Type: "NS", TTL: cfg.TTL, Data: complete(s)}))
		}
	}
	if !apex.has(codec.TypeSOA) {
		faults = append(faults, z.put(z.authority(cfg)))
	}
	if !apex.has(codec.TypeNS) {
		faults = append(faults, fmt.Errorf("dns: zone %s: it has no name server (RFC 1034 §4.2.1)", plain(z.origin)))
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	return z, nil
}

// authority makes the SOA record.
func (z *Zone) authority(cfg ZoneConfig) trace.Record {
	primary := z.origin
	if len(cfg.Servers) > 0 {
		primary = complete(cfg.Servers[0])
	}
	mailbox := "hostmaster."
	if z.origin != "." {
		mailbox += z.origin
	}
	return trace.Record{Name: plain(z.origin), Type: "SOA", TTL: cfg.TTL,
		Data: fmt.Sprintf("%s %s 1 %d %d %d %d", primary, mailbox, soaRefresh, soaRetry, soaExpire, cfg.TTL)}
}

// Origin is the zone's name.
func (z *Zone) Origin() string { return plain(z.origin) }

// Fail gives the zone a fault, or takes it away.
func (z *Zone) Fail(f Fault) { z.fault = f }

// Add puts a record into the zone. One that is there already stays as it is
// (RFC 2181 §5). The error names the record.
func (z *Zone) Add(t trace.Record) error {
	if err := z.put(t); err != nil {
		return err
	}
	z.changed()
	return nil
}

// put is Add while the zone is being made.
func (z *Zone) put(t trace.Record) error {
	r, err := parse(t)
	if err == nil {
		err = z.admit(r)
	}
	if err != nil {
		return fmt.Errorf("dns: zone %s: record %s %s: %w", plain(z.origin), t.Name, t.Type, err)
	}
	z.insert(r)
	return nil
}

// admit reports why a record cannot be in the zone.
func (z *Zone) admit(r records) error {
	h := r.rrs[0].Header()
	name := fold(h.Name)
	if !inside(name, z.origin) {
		return errors.New("the name is not in the zone")
	}
	n := z.nodes[name]
	apex := name == z.origin
	switch {
	case h.Rrtype == codec.TypeSOA && !apex:
		return errors.New("an SOA record stands at the zone's own name only (RFC 1035 §5.2)")
	case h.Rrtype == codec.TypeSOA && n.has(codec.TypeSOA):
		return errors.New("a zone has one SOA record only (RFC 1035 §5.2)")
	case h.Rrtype == codec.TypeCNAME && apex:
		return errors.New("the zone's own name cannot be an alias, for it has other records (RFC 1034 §3.6.2)")
	case n == nil || len(n.sets) == 0:
		return nil
	case h.Rrtype == codec.TypeCNAME && !n.holds(r):
		return errors.New("a name with other records cannot be an alias (RFC 1034 §3.6.2)")
	case h.Rrtype != codec.TypeCNAME && n.has(codec.TypeCNAME):
		return errors.New("the name is an alias and can have no other records (RFC 1034 §3.6.2)")
	}
	return nil
}

// holds reports whether a node has a record already.
func (n *node) holds(r records) bool {
	rr := r.rrs[0]
	return slices.ContainsFunc(n.set(rr.Header().Rrtype).rrs, func(have codec.RR) bool { return codec.IsDuplicate(have, rr) })
}

// insert puts a record at its node.
func (z *Zone) insert(r records) {
	h := r.rrs[0].Header()
	n := z.at(fold(h.Name))
	if n.holds(r) {
		return
	}
	i := slices.IndexFunc(n.sets, func(s set) bool { return s.typ == h.Rrtype })
	if i < 0 {
		n.sets = append(n.sets, set{h.Rrtype, r})
		return
	}
	// All records of a set live equally long (RFC 2181 §5.2).
	both := n.sets[i].records.and(r)
	n.sets[i].records = both.atMost(both.ttl())
}

// at finds the node of a name, or makes it and those above it.
func (z *Zone) at(name string) *node {
	if n := z.nodes[name]; n != nil {
		return n
	}
	n := &node{}
	z.nodes[name] = n
	z.at(parent(name)).below++
	return n
}

// Remove takes all records of a type at a name out of the zone and reports
// whether there were any. The SOA and NS records of the zone itself stay.
func (z *Zone) Remove(name, typ string) bool {
	key := fold(complete(name))
	t, _ := typeOf(typ)
	n := z.nodes[key]
	if n == nil || key == z.origin && (t == codec.TypeSOA || t == codec.TypeNS) {
		return false
	}
	i := slices.IndexFunc(n.sets, func(s set) bool { return s.typ == t })
	if i < 0 {
		return false
	}
	n.sets = slices.Delete(n.sets, i, i+1)
	for n != nil && key != z.origin && len(n.sets) == 0 && n.below == 0 {
		delete(z.nodes, key)
		key = parent(key)
		n = z.nodes[key]
		n.below--
	}
	z.changed()
	return true
}

// changed counts the zone's serial number up.
func (z *Zone) changed() {
	n := z.nodes[z.origin]
	for i := range n.sets {
		if n.sets[i].typ == codec.TypeSOA {
			soa := *n.sets[i].records.rrs[0].(*codec.SOA)
			soa.Serial++ // wraps round, as it may (RFC 1982 §3.1)
			n.sets[i].records = present(&soa)
		}
	}
}
