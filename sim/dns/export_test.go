package dns

import (
	"math"
	"testing"

	codec "github.com/miekg/dns"

	"mailflow/sim/trace"
)

// Found is a finding in the words of the tests.
type Found struct {
	Code   string
	Answer []string
}

// Find lets tests ask a zone.
func Find(z *Zone, name, typ string) Found {
	t, _ := typeOf(typ)
	f := z.find(complete(name), t)
	return Found{codeName(f.code), lines(f.answer)}
}

// Sent is the set of records in the zone, packed and unpacked again; nil for
// the records that every zone has.
func Sent(t testing.TB, z *Zone, name, typ string) []trace.Record {
	num, _ := typeOf(typ)
	n := z.nodes[fold(complete(name))]
	if n == nil || fold(complete(name)) == z.origin && (num == codec.TypeNS || num == codec.TypeSOA) {
		return nil
	}
	r := reply{finding: finding{answer: n.set(num)}}
	b, _ := new(packer).pack(&request{size: math.MaxUint16}, &r, false)
	var back codec.Msg
	if err := back.Unpack(b); err != nil {
		t.Fatal(err)
	}
	return present(back.Answer...).texts
}
