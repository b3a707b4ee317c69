package sim

import (
	"net/netip"
	"slices"
	"strconv"

	"mailflow/sim/dns"
	"mailflow/sim/scenario"
	"mailflow/sim/trace"
)

// rootTTL is that of the delegations, in seconds: two days, as in the real root
// zone.
const rootTTL = 172800

// buildNames makes the zones, the name servers, and the stub of every host.
func (w *world) buildNames() error {
	w.zones, w.lists, w.servers = map[string]*dns.Zone{}, map[string]*dns.Zone{}, map[string]*dns.Server{}
	for _, s := range w.sc.Sites {
		z, err := dns.NewZone(siteZone(s))
		if err != nil {
			return err
		}
		w.zones[s.Domain] = z
		w.failZone(s.Domain, s.DNS.Fault)
		if err := w.buildLists(s); err != nil {
			return err
		}
	}
	root, err := w.rootZones()
	if err != nil {
		return err
	}
	for _, s := range w.sc.Sites {
		for _, h := range s.Hosts {
			if err := w.serveNames(s, h, root); err != nil {
				return err
			}
		}
	}
	w.stubs = map[string]*dns.Stub{}
	for _, s := range w.sc.Sites {
		for _, h := range s.Hosts {
			var servers []netip.Addr
			if r := w.net.Host(s.Resolver); r != nil {
				servers = r.Addrs()[:1]
			}
			w.stubs[h.Name] = dns.NewStub(w.net.Host(h.Name), servers)
		}
	}
	return nil
}

// serveNames starts the name server of a host that has one of its roles.
func (w *world) serveNames(s *scenario.Site, h *scenario.Host, root []*dns.Zone) error {
	var cfg dns.Config
	if h.Has(trace.DNS) && s.Kind == scenario.Internet {
		cfg.Zones = append(cfg.Zones, root...)
	}
	for _, other := range w.sc.Sites {
		if slices.Contains(other.DNS.Servers, h.Name) {
			cfg.Zones = append(cfg.Zones, w.zones[other.Domain])
			cfg.Zones = append(cfg.Zones, w.listsOf(other)...)
		}
		if other.Resolver == h.Name && h.Has(trace.Resolver) {
			cfg.Clients = append(cfg.Clients, networks(other)...)
		}
	}
	if h.Has(trace.Resolver) {
		cfg.Roots = w.rootServers()
	}
	if len(cfg.Zones) == 0 && len(cfg.Roots) == 0 {
		return nil
	}
	server, err := dns.Serve(w.net.Host(h.Name), cfg)
	w.servers[h.Name] = server
	return err
}

// siteZone is a site's domain in the DNS: what its author wrote, and for every
// name and type that they left out what follows from the hosts.
func siteZone(s *scenario.Site) dns.ZoneConfig {
	ttl := uint32(s.DNS.TTL.Seconds())
	cfg := dns.ZoneConfig{Origin: s.Domain, TTL: ttl, Servers: s.DNS.Servers}
	for _, r := range s.DNS.Records {
		cfg.Records = append(cfg.Records, trace.Record{Name: r.Name, Type: string(r.Type), TTL: uint32(r.TTL.Seconds()), Data: r.Data})
	}
	written := slices.Clone(cfg.Records)
	add := func(name, typ, data string) {
		if !slices.ContainsFunc(written, func(r trace.Record) bool { return r.Name == name && (r.Type == typ || r.Type == "CNAME") }) {
			cfg.Records = append(cfg.Records, trace.Record{Name: name, Type: typ, TTL: ttl, Data: data})
		}
	}
	for _, h := range s.Hosts {
		for _, a := range public(s, h) {
			add(h.Name, addressType(a), a.String())
		}
	}
	for _, mx := range s.MX {
		add(s.Domain, "MX", mxData(mx))
	}
	return cfg
}

// rootZones are the zones of the root name servers: the root itself, which
// names the servers of every site, and the reverse zones, which here belong to
// no site because the sites' networks are smaller than a zone can be.
func (w *world) rootZones() ([]*dns.Zone, error) {
	servers := w.rootNames()
	root := dns.ZoneConfig{Origin: ".", TTL: rootTTL, Servers: servers}
	reverse4 := dns.ZoneConfig{Origin: "in-addr.arpa", TTL: rootTTL, Servers: servers}
	reverse6 := dns.ZoneConfig{Origin: "ip6.arpa", TTL: rootTTL, Servers: servers}
	for _, s := range w.sc.Sites {
		if s.DNS.Fault != scenario.NXDomain {
			root.Records = append(root.Records, delegation(s)...)
		}
		for _, h := range s.Hosts {
			for _, a := range public(s, h) {
				if h.Reverse == scenario.NoReverse {
					continue
				}
				reverse := &reverse4
				if a.Is6() {
					reverse = &reverse6
				}
				if s.NAT == nil || h.Name == hidden(s) {
					reverse.Records = append(reverse.Records, trace.Record{Name: dns.ReverseName(a), Type: "PTR", TTL: uint32(s.DNS.TTL.Seconds()), Data: h.Reverse})
				}
			}
		}
	}
	var zones []*dns.Zone
	for _, cfg := range []dns.ZoneConfig{root, reverse4, reverse6} {
		z, err := dns.NewZone(cfg)
		if err != nil {
			return nil, err
		}
		zones = append(zones, z)
	}
	w.root = zones[0]
	return zones, nil
}

// hidden is the host that gives the outside address of a site's router its name:
// the one that takes mail there, or the first to which anything is passed on.
func hidden(s *scenario.Site) string {
	for _, f := range s.NAT.Forward {
		if f.Port == 25 {
			return f.Host
		}
	}
	if len(s.NAT.Forward) == 0 {
		return ""
	}
	return s.NAT.Forward[0].Host
}

// delegation is what the root zone says about a site's domain: who answers for
// it, and where the site's own name servers are. Without all of it the domain
// does not exist: a name with others below it does.
func delegation(s *scenario.Site) (records []trace.Record) {
	for _, name := range s.DNS.Servers {
		records = append(records, trace.Record{Name: s.Domain, Type: "NS", TTL: rootTTL, Data: name})
	}
	for _, h := range s.Hosts {
		if !h.Has(trace.DNS) {
			continue
		}
		for _, a := range public(s, h) {
			records = append(records, trace.Record{Name: h.Name, Type: addressType(a), TTL: rootTTL, Data: a.String()})
		}
	}
	return records
}

// rootNames and rootServers are the names and addresses of the root name
// servers.
func (w *world) rootNames() (names []string) {
	for _, h := range w.rootHosts() {
		names = append(names, h.Name)
	}
	return names
}

func (w *world) rootServers() (addrs []netip.Addr) {
	for _, h := range w.rootHosts() {
		addrs = append(addrs, h.Address)
	}
	return addrs
}

func (w *world) rootHosts() (hosts []*scenario.Host) {
	for _, s := range w.sc.Sites {
		for _, h := range s.Hosts {
			if s.Kind == scenario.Internet && h.Has(trace.DNS) {
				hosts = append(hosts, h)
			}
		}
	}
	return hosts
}

func networks(s *scenario.Site) []netip.Prefix {
	list := []netip.Prefix{s.Prefix}
	if s.Prefix6.IsValid() {
		list = append(list, s.Prefix6)
	}
	return list
}

func addressType(a netip.Addr) string {
	if a.Is6() {
		return "AAAA"
	}
	return "A"
}

func mxData(mx *scenario.MX) string {
	if mx.Host == "." {
		return "0 ."
	}
	return strconv.Itoa(mx.Preference) + " " + mx.Host + "."
}
