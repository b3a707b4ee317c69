package dns

import (
	"math"
	"net"
	"time"

	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// idle is how long a client may leave a connection unused (RFC 7766 §6.2.3).
const idle = 10 * time.Second

// serveTCP answers the questions of one connection, one after the other.
func (s *Server) serveTCP(c *vnet.Conn) {
	defer c.Close()
	client := addrOf(c.RemoteAddr().(*net.TCPAddr).IP)
	for {
		c.SetDeadline(s.host.Now().Add(idle))
		b, err := readFramed(c)
		if err != nil {
			return
		}
		rq := &request{client: client, peer: c.PeerName(), conn: c.ID(), mark: c.Heard(), transport: trace.TCP, size: math.MaxUint16}
		r, search, ignored := s.receive(rq, b)
		if ignored {
			return
		}
		if search {
			var over bool
			if r, over = s.search(rq); over {
				return
			}
		}
		if s.sendTCP(c, rq, r) != nil {
			return
		}
	}
}

// sendTCP answers a question over its connection.
func (s *Server) sendTCP(c *vnet.Conn, rq *request, r reply) error {
	p := packers.Get().(*packer)
	packed, mark := s.send(p, rq, r)
	octets := framed(packed)
	packers.Put(p)
	c.Say(mark)
	c.SetDeadline(s.host.Now().Add(idle))
	_, err := c.Write(octets)
	return err
}
