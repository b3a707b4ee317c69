package dns

import (
	"fmt"
	"net/netip"
	"slices"
	"sync"

	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// port is where name servers listen (RFC 1035 §4.2).
const port = 53

// Config is what a server is asked to be.
type Config struct {
	// Zones are those for which the server answers with authority.
	Zones []*Zone

	// Roots are the addresses of the root name servers. With at least one, the
	// server is a resolver too.
	Roots []netip.Addr

	// Clients may ask the resolver. The host itself always may.
	Clients []netip.Prefix
}

// Server is a name server on a host.
type Server struct {
	host    *vnet.Host
	zones   map[string]*Zone // by origin; never ranged over
	roots   []nameServer
	clients []netip.Prefix
	cache   cache

	mu       sync.Mutex // guards searches, as cache.mu guards the cache
	searches map[key]*shared
}

// Serve starts a server on port 53 of the host, UDP and TCP.
func Serve(host *vnet.Host, cfg Config) (*Server, error) {
	s := &Server{host: host, clients: cfg.Clients, zones: map[string]*Zone{}, searches: map[key]*shared{}}
	for _, z := range cfg.Zones {
		if s.zones[z.origin] != nil {
			return nil, fmt.Errorf("dns: %s serves the zone %s twice", host.Name(), z.Origin())
		}
		s.zones[z.origin] = z
	}
	if len(cfg.Roots) > 0 {
		s.roots = []nameServer{{name: ".", addrs: cfg.Roots}}
	}
	udp, err := host.ListenPacket(port, s.role())
	if err != nil {
		return nil, fmt.Errorf("dns: %w", err)
	}
	if _, err := host.Serve(port, s.role(), s.serveTCP); err != nil {
		udp.Close()
		return nil, fmt.Errorf("dns: %w", err)
	}
	host.Go(0, func() { s.serveUDP(udp) })
	return s, nil
}

// Zone finds a zone of the server by its origin; nil if there is none.
func (s *Server) Zone(origin string) *Zone { return s.zones[fold(complete(origin))] }

// Forget empties the resolver's cache, as a restart does.
func (s *Server) Forget() { s.cache.forget() }

// role is what the server is to those who ask about no zone of its own.
func (s *Server) role() trace.Role {
	if s.resolves() {
		return trace.Resolver
	}
	return trace.DNS
}

func (s *Server) resolves() bool { return len(s.roots) > 0 }

// recursesFor reports whether the server looks things up for a client.
func (s *Server) recursesFor(client netip.Addr) bool {
	return s.resolves() && (slices.Contains(s.host.Addrs(), client) ||
		slices.ContainsFunc(s.clients, func(p netip.Prefix) bool { return p.Contains(client) }))
}

// zoneOf finds the zone of the server that is closest to a folded name.
func (s *Server) zoneOf(name string) *Zone {
	if len(s.zones) == 0 {
		return nil
	}
	for {
		if z := s.zones[name]; z != nil || name == "." {
			return z
		}
		name = parent(name)
	}
}
