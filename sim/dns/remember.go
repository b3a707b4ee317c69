package dns

import (
	codec "github.com/miekg/dns"

	"mailflow/sim/trace"
)

// recall is what the cache says to a question, and whether it says anything.
// The finding may end with an alias. The cause moves on to the end of what was
// remembered, if that is noticed now.
func (s *Server) recall(name string, typ uint16, about *trace.About) (f finding, found bool) {
	f, found, expired := s.cache.find(name, typ, s.host.Now())
	about.Cause = s.forgotten(expired, typ, *about)
	if f.failed() {
		f.reason = trace.Why("The resolver tried a moment ago, in vain, and does not try again so soon.", "", "RFC 9520 §3.2")
	}
	return f, found
}

// hit tells the trace what was recalled.
func (s *Server) hit(name string, typ uint16, f *finding, about trace.About) trace.Seq {
	about.Reason = f.reason
	return s.host.Emit(about, trace.DNSCacheHit{
		Name: plain(name), Type: typeName(typ), Code: codeName(f.code), Answer: f.answer.texts,
	})
}

// forgotten tells the trace of what the cache found to be too old, when it
// looked for records of a type.
func (s *Server) forgotten(expired []key, typ uint16, about trace.About) trace.Seq {
	for _, k := range expired {
		if k.typ != wholeName && k.typ != delegation {
			typ = k.typ
		}
		about.Cause = s.host.Emit(about, trace.DNSCacheExpired{Name: plain(k.name), Type: typeName(typ)})
	}
	return about.Cause
}

// knownZone is the closest zone above a folded name whose servers are still
// remembered; nil if only the root is known.
func (w *search) knownZone(name string) *entry {
	var expired []key
	e := w.cache.closest(name, w.host.Now(), &expired)
	w.mark.Cause = w.forgotten(expired, codec.TypeNS, w.about(nil))
	return e
}

// learnZone remembers a referral and returns its servers.
func (w *search) learnZone(f *finding, from string) []nameServer {
	servers := serversOf(f, from)
	ttl := f.authority.ttl()
	if f.additional.len() > 0 {
		ttl = min(ttl, f.additional.ttl())
	}
	w.cache.put(entry{key: key{f.cut, delegation}, records: f.authority, servers: servers}, ttl, w.host.Now())
	return servers
}

// learn remembers an answer: each set of records by itself.
func (w *search) learn(f *finding, name string, typ uint16) {
	now := w.host.Now()
	keyAt := func(i int) key {
		h := f.answer.rrs[i].Header()
		return key{fold(h.Name), h.Rrtype}
	}
	for from, to := 0, 0; from < f.answer.len(); from = to {
		k := keyAt(from)
		for to < f.answer.len() && keyAt(to) == k {
			to++
		}
		set := f.answer.part(from, to)
		w.cache.put(entry{key: k, records: set}, set.ttl(), now)
	}
	if f.authority.len() == 0 {
		return
	}
	if f.answer.len() > 0 {
		name = targetOf(f.answer)
	}
	k := key{fold(name), typ}
	if f.code == codec.RcodeNameError {
		k.typ = wholeName // RFC 2308 §5
	}
	w.cache.put(entry{key: k, code: f.code, denial: true, records: f.authority}, negativeTTL(f.authority), now)
}
