package dns

import (
	"net"
	"net/netip"

	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// serveUDP answers datagrams until the socket is closed. It is the one
// goroutine of an idle server.
func (s *Server) serveUDP(c *vnet.PacketConn) {
	buf := make([]byte, datagramSize) // a question that is longer is damaged
	for {
		n, addr, err := c.ReadFrom(buf)
		if err != nil {
			return
		}
		from := addr.(*vnet.PacketAddr)
		rq := &request{client: addrOf(from.IP), peer: from.Peer, mark: from.Heard, transport: trace.UDP, from: from, size: minSize}
		r, search, ignored := s.receive(rq, buf[:n])
		switch {
		case ignored:
		case search:
			s.searchFor(rq, c)
		default:
			s.sendUDP(c, rq, r)
		}
	}
}

// sendUDP answers a datagram. That it cannot be sent is nobody's business: the
// client will ask again.
func (s *Server) sendUDP(c *vnet.PacketConn, rq *request, r reply) {
	p := packers.Get().(*packer)
	defer packers.Put(p)
	packed, mark := s.send(p, rq, r)
	rq.from.Say = mark
	c.WriteTo(packed, rq.from)
}

func addrOf(ip net.IP) netip.Addr {
	a, _ := netip.AddrFromSlice(ip)
	return a.Unmap()
}
