package dns

import (
	"errors"
	"slices"

	codec "github.com/miekg/dns"
)

// Why an answer of a name server is of no use.
var (
	errLame    = errors.New("lame: the server does not answer for that zone") // RFC 9499 §7
	errForeign = errors.New("the answer has nothing to do with the question")
)

// classify is what the answer of one of a zone's name servers says to a
// question, or why it says nothing usable. Records about names outside the zone
// do not count: the server has no authority over them.
func classify(r *response, zone, name string, typ uint16) (finding, error) {
	f := finding{code: r.code}
	switch {
	case r.code != codec.RcodeSuccess && r.code != codec.RcodeNameError:
		return f, errors.New(codeName(r.code))
	case !r.authoritative && len(r.answer) == 0:
		err := f.referral(r, zone, name)
		return f, err
	case !r.authoritative:
		return f, errLame
	}
	found, last, done := follow(r.answer, zone, name, typ)
	f.answer = present(found...)
	switch {
	case done:
		f.code = codec.RcodeSuccess
		return f, nil
	case len(r.answer) > 0 && len(found) == 0:
		return f, errForeign
	case !inside(fold(last), zone):
		f.code, f.alias = codec.RcodeSuccess, last
		return f, nil
	}
	for _, rr := range r.authority {
		if _, ok := rr.(*codec.SOA); ok && inside(fold(last), fold(rr.Header().Name)) {
			f.authority = present(rr)
			return f, nil // there is nothing, and how long that may be remembered
		}
	}
	if len(found) > 0 && r.code == codec.RcodeSuccess {
		f.alias = last // the server did not follow its own alias
	}
	return f, nil
}

// follow picks out of an answer the aliases from name onwards, and then what
// stands at their end. It returns them, the last name, and whether there was
// more than aliases.
func follow(answer []codec.RR, zone, name string, typ uint16) (found []codec.RR, last string, done bool) {
	found = make([]codec.RR, 0, len(answer))
	for range maxAliases {
		if !inside(fold(name), zone) {
			return found, name, false
		}
		alias := ""
		for _, rr := range answer {
			h := rr.Header()
			if fold(h.Name) != fold(name) {
				continue
			}
			if h.Rrtype == typ || typ == codec.TypeANY {
				found = append(found, rr)
				done = true
			} else if c, ok := rr.(*codec.CNAME); ok && alias == "" {
				found = append(found, rr)
				alias = c.Target
			}
		}
		if done || alias == "" {
			return found, name, done
		}
		name = alias
		if slices.ContainsFunc(found, func(rr codec.RR) bool { return fold(rr.Header().Name) == fold(alias) }) {
			break
		}
	}
	return found, name, false
}

// referral reads who is to be asked next. It must lead downwards, on the way to
// the name: anything else leads round in circles.
func (f *finding) referral(r *response, zone, name string) error {
	var servers, glue []codec.RR
	for _, rr := range r.authority {
		if rr.Header().Rrtype != codec.TypeNS {
			continue
		}
		cut := fold(rr.Header().Name)
		if cut == zone || !inside(cut, zone) || !inside(fold(name), cut) || f.cut != "" && f.cut != cut {
			return errLame
		}
		f.cut = cut
		servers = append(servers, rr)
	}
	if f.cut == "" {
		return errLame
	}
	for _, rr := range r.additional {
		if t := rr.Header().Rrtype; t == codec.TypeA || t == codec.TypeAAAA {
			glue = append(glue, rr)
		}
	}
	f.authority, f.additional = present(servers...), present(glue...)
	return nil
}
