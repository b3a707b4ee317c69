package dns

import (
	"slices"
	"time"

	codec "github.com/miekg/dns"

	"mailflow/sim/trace"
)

// A search ends at one of these limits at the latest, whatever the name
// servers out there say (RFC 1034 §5.3.3: "bound the amount of work").
const (
	// searchTime is less than what a stub waits: it should hear that it failed.
	searchTime = 9 * time.Second
	// maxQuestions is how many questions are sent to name servers.
	maxQuestions = 40
	// maxReferrals is how many referrals are followed for one name.
	maxReferrals = 16
	// maxDepth is how deep searches for name servers' own addresses nest.
	maxDepth = 4
)

// search is the work for one question of a client.
type search struct {
	*Server
	mark     trace.Mark // the last event on the way
	deadline time.Time
	asked    int
	names    []key // those whose search waits for the one under way
	over     bool  // the world is
}

// search finds the answer to a request, which must not be one that the server
// knows. Over reports that the world has ended.
func (s *Server) search(rq *request) (r reply, over bool) {
	w := &search{Server: s, mark: rq.mark, deadline: s.host.Now().Add(searchTime)}
	k := rq.key()
	f := w.resolve(rq.question.Name, k.typ)
	if f.failed() && !w.over {
		s.cache.put(entry{key: k, code: f.code}, failureTTL, s.host.Now())
	}
	return reply{finding: f, role: trace.Resolver, cause: w.mark.Cause}, w.over
}

// resolve finds out about a name, following aliases.
func (w *search) resolve(name string, typ uint16) finding {
	k := key{fold(name), typ}
	if slices.Contains(w.names, k) {
		return w.giveUp("loop", "Whoever wants to find "+plain(name)+" must know it already.", "RFC 1034 §5.3.3")
	}
	if len(w.names) > maxDepth {
		return w.giveUp("loop", "One name server after the other can only be found by way of another.", "RFC 1034 §5.3.3")
	}
	w.names = append(w.names, k)
	defer func() { w.names = w.names[:len(w.names)-1] }()

	var aliases records
	for {
		f := w.lookUp(name, typ)
		f.prepend(aliases)
		if f.failed() || f.alias == "" {
			return f
		}
		if aliases = f.answer; aliases.len() > maxAliases || f.circles() {
			return w.giveUp("loop", "The aliases that begin with "+plain(k.name)+" lead to no end.", "RFC 1034 §5.2.2")
		}
		name = f.alias
	}
}

// lookUp finds out about a name from the server's own zones, from the cache, or
// from those who know. The finding is final or ends with an alias.
func (w *search) lookUp(name string, typ uint16) finding {
	zone, servers := ".", w.roots
	why := trace.Why("The search for "+plain(name)+" starts at the top, with the root name servers.", "", "RFC 1034 §5.3.3")
	if z := w.zoneOf(fold(name)); z != nil {
		f := z.find(name, typ)
		if f.cut == "" {
			return f
		}
		if f.answer.len() > 0 { // an alias came first; its target is below the cut
			return finding{answer: f.answer, alias: targetOf(f.answer)}
		}
		zone, servers, why = f.cut, serversOf(&f, z.origin), f.reason
	}
	about := w.about(nil)
	f, found := w.recall(name, typ, &about)
	if w.mark.Cause = about.Cause; found {
		w.mark.Cause = w.hit(name, typ, &f, about)
		return f
	}
	if known := w.knownZone(fold(name)); known != nil && len(known.key.name) > len(zone) {
		zone, servers = known.key.name, known.servers
		why = trace.Why("The resolver remembers who answers for "+plain(zone)+".", "", "RFC 1034 §5.3.3")
	}
	return w.descend(name, typ, zone, servers, why)
}

// descend asks the servers of a zone, and those to whom they refer.
func (w *search) descend(name string, typ uint16, zone string, servers []nameServer, why *trace.Reason) finding {
	for range maxReferrals {
		f := w.askZone(name, typ, zone, servers, why)
		if f.failed() || f.cut == "" {
			return f
		}
		servers = w.learnZone(&f, zone)
		zone = f.cut
		why = nil // the referral before it says why
	}
	return w.giveUp("loop", "Too many referrals lie on the way to "+plain(name)+".", "RFC 1034 §5.3.3")
}

// giveUp ends the search for the name under way, and tells the trace.
func (w *search) giveUp(problem, text, rfc string) finding {
	k := w.names[len(w.names)-1]
	f := failure(text, "", rfc)
	w.mark.Cause = w.host.Emit(w.about(f.reason), trace.DNSFailed{Name: plain(k.name), Type: typeName(k.typ), Error: problem})
	return f
}

// about is what the trace says of an event of this search.
func (w *search) about(why *trace.Reason) trace.About {
	return trace.About{Role: trace.Resolver, Message: w.mark.Message, Cause: w.mark.Cause, Reason: why}
}

// targetOf is where a chain of aliases leads.
func targetOf(aliases records) string {
	return aliases.rrs[aliases.len()-1].(*codec.CNAME).Target
}
