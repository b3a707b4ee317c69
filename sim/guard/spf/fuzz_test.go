package spf_test

import (
	"slices"
	"testing"

	"mailflow/sim/guard/spf"
)

// Whatever stands in a record, the check ends with a result and a reason, and
// keeps to the limits.
func FuzzCheck(f *testing.F) {
	for _, s := range []string{
		"v=spf1 -all", "v=spf1 a/24//64 mx:%{d2} ptr exists:%{ir}.%{v}.x.test include:example.com redirect=example.com exp=why.%{l1r-}.test",
		"v=spf1 ip4:192.0.2.0/24 ip6:::/0 ~all", "v=spf1 a:%%%_%-%{S9r.-+,/_=}.example.com",
	} {
		f.Add(s, "192.0.2.1")
	}
	f.Fuzz(func(t *testing.T, record, local string) {
		for _, client := range []string{"203.0.113.9", "2001:db8::1"} {
			o := ask(appendix.with("example.com", record, "why.example.com", local), client, "example.com")
			if !slices.Contains(spf.Results, o.Result) || o.Text == "" || o.RFC == "" || o.Lookups > spf.MaxLookups || o.Voids > spf.MaxVoids {
				t.Errorf("%q: %+v", record, o)
			}
		}
	})
}
