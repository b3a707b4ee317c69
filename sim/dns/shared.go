package dns

import (
	"time"

	codec "github.com/miekg/dns"

	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

const (
	// thinking is how long a resolver takes until it starts a search.
	thinking = 100 * time.Microsecond
	// maxSearches is how many searches for clients may be under way together.
	maxSearches = 1000
)

// shared is a search under way, and who waits for it. To search once for all
// who ask the same spares others questions, and gives a forger fewer chances
// (RFC 5452 §5).
type shared struct {
	waiting []*request
}

// searchFor starts a search for a datagram's question, or joins the one that
// is under way.
func (s *Server) searchFor(rq *request, c *vnet.PacketConn) {
	k := rq.key()
	s.mu.Lock()
	job, full := s.searches[k], len(s.searches) >= maxSearches
	switch {
	case job != nil:
		job.join(rq)
	case !full:
		job = &shared{waiting: []*request{rq}}
		s.searches[k] = job
		s.host.Go(thinking, func() { s.searchShared(k, job, rq, c) })
	}
	s.mu.Unlock()
	if job == nil {
		s.sendUDP(c, rq, refuse(codec.RcodeServerFailure, trace.Resolver, "The resolver is looking up too many names at once.", "RFC 1035 §4.1.1"))
	}
}

// join adds a client, unless it only repeats itself.
func (j *shared) join(rq *request) {
	for _, w := range j.waiting {
		if w.id == rq.id && w.client == rq.client && w.from.Port == rq.from.Port {
			return
		}
	}
	j.waiting = append(j.waiting, rq)
}

// searchShared searches, and answers all who have asked by then.
func (s *Server) searchShared(k key, job *shared, first *request, c *vnet.PacketConn) {
	r, over := s.search(first)
	s.mu.Lock()
	delete(s.searches, k)
	waiting := job.waiting
	s.mu.Unlock()
	if over {
		return
	}
	for _, rq := range waiting {
		if rq != first {
			r.cause = 0 // what led here was about the letter of another
			if !r.failed() {
				r.reason = trace.Why("Another client had just asked the same.", "", "RFC 5452 §5")
			}
		}
		s.sendUDP(c, rq, r)
	}
}
