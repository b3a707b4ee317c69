package dns

import (
	"slices"
	"strings"

	codec "github.com/miekg/dns"

	"mailflow/sim/trace"
)

// records are resource records as the library packs them and, each at the same
// place, in the form in which the trace tells them, so that telling them again
// costs nothing. Zones, the cache, answers and events share the slices: nobody
// writes into them. The time to live that counts is that of the text.
type records struct {
	rrs   []codec.RR
	texts []trace.Record
}

// present makes records of what was unpacked.
func present(rrs ...codec.RR) records {
	if len(rrs) == 0 {
		return records{}
	}
	texts := make([]trace.Record, len(rrs))
	for i, rr := range rrs {
		h := rr.Header()
		texts[i] = trace.Record{
			Name: plain(h.Name),
			Type: typeName(h.Rrtype),
			TTL:  h.Ttl,
			Data: strings.TrimPrefix(rr.String(), h.String()),
		}
	}
	return records{rrs, texts}
}

func (r records) len() int { return len(r.rrs) }

// part is some of the records.
func (r records) part(from, to int) records {
	return records{r.rrs[from:to:to], r.texts[from:to:to]}
}

// and is these records and more.
func (r records) and(more records) records {
	if r.len() == 0 {
		return more
	}
	return records{append(slices.Clip(r.rrs), more.rrs...), append(slices.Clip(r.texts), more.texts...)}
}

// ttl is the shortest time to live of some records, in seconds.
func (r records) ttl() uint32 {
	ttl := r.texts[0].TTL
	for _, t := range r.texts[1:] {
		ttl = min(ttl, t.TTL)
	}
	return ttl
}

// atMost is the records with no time to live longer than ttl.
func (r records) atMost(ttl uint32) records {
	if !slices.ContainsFunc(r.texts, func(t trace.Record) bool { return t.TTL > ttl }) {
		return r
	}
	r.texts = slices.Clone(r.texts)
	for i := range r.texts {
		r.texts[i].TTL = min(r.texts[i].TTL, ttl)
	}
	return r
}

// named is the records at another name: made from a wildcard.
func (r records) named(name string) records {
	out := records{make([]codec.RR, r.len()), slices.Clone(r.texts)}
	for i, rr := range r.rrs {
		out.rrs[i] = codec.Copy(rr)
		out.rrs[i].Header().Name, out.texts[i].Name = name, plain(name)
	}
	return out
}
