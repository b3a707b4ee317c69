package dns

import (
	"slices"

	codec "github.com/miekg/dns"

	"mailflow/sim/trace"
)

// maxAliases is how many CNAME records are followed for one question.
const maxAliases = 10

// finding is what a zone, the cache, another server or a whole search has to
// say to a question.
type finding struct {
	code       int     // the response code
	answer     records // the aliases that were followed, then what was asked for
	authority  records // the SOA where there is nothing, the NS of a referral
	additional records // the addresses that belong to a referral
	alias      string  // where the answer ends with an alias: the name that it leads to
	cut        string  // where it is a referral: the zone that was delegated, folded
	reason     *trace.Reason
}

// final reports whether nothing is left to be asked.
func (f *finding) final() bool { return f.alias == "" && f.cut == "" }

// circles reports whether the alias at the end of the answer leads to a name
// that is in it already.
func (f *finding) circles() bool {
	alias := fold(f.alias)
	return slices.ContainsFunc(f.answer.rrs, func(rr codec.RR) bool { return fold(rr.Header().Name) == alias })
}

// failure is a finding that nothing usable could be found.
func failure(text, setting, rfc string) finding {
	return finding{code: codec.RcodeServerFailure, reason: trace.Why(text, setting, rfc)}
}

// failed reports whether nothing usable could be found.
func (f *finding) failed() bool { return f.code == codec.RcodeServerFailure }

// prepend puts the aliases that led here before the answer.
func (f *finding) prepend(aliases records) { f.answer = aliases.and(f.answer) }
