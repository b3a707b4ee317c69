package dns

import (
	"reflect"
	"strings"
	"testing"

	"mailflow/sim/trace"
)

// longName is a complete name of so many characters.
func longName(n int) string { return strings.Repeat("abcdefg.", 32)[256-n:] }

// FuzzPlainRecord compares the short way to make a record with the long one. In
// the seeds it is taken where that is expected.
func FuzzPlainRecord(f *testing.F) {
	for _, tc := range []struct {
		name, typ, data string
		short           bool
	}{
		{"mail.beta.example.", "A", "192.0.2.2", true},
		{"MAIL.beta.example.", "A", "192.0.2.2", true},
		{"mail.beta.example.", "A", "192.0.2.02", false},
		{"mail.beta.example.", "A", "2001:db8::1", false},
		{"mail.beta.example.", "AAAA", "2001:db8::1", true},
		{"mail.beta.example.", "AAAA", "2001:DB8::1", false},
		{"mail.beta.example.", "AAAA", "::ffff:192.0.2.2", false},
		{"mail.beta.example.", "AAAA", "fe80::1%eth0", false},
		{"2.2.0.192.in-addr.arpa.", "PTR", "mail.beta.example", true},
		{".", "NS", "a.root.example.", true},
		{".", "NS", ".", true},
		{"beta.example.", "NS", "", false},
		{"beta.example.", "NS", "ns..example", false},
		{"beta.example.", "NS", "ns.example ; mine", false},
		{`a\.b.example.`, "A", "192.0.2.2", false},
		{longName(254), "A", "192.0.2.2", true},
		{longName(255), "A", "192.0.2.2", false},
		{"beta.example.", "NS", longName(254), true},
		{"beta.example.", "NS", longName(255), false},
		{"beta.example.", "NS", plain(longName(255)), false},
		{"_x.beta.example.", "TXT", "text", false},
	} {
		typ, _ := typeOf(tc.typ)
		if _, ok := plainRecord(tc.name, typ, trace.Record{Data: tc.data}); ok != tc.short {
			f.Errorf("%s %s %s is read the short way: %v", tc.name, tc.typ, tc.data, ok)
		}
		f.Add(tc.name, tc.typ, tc.data)
	}
	f.Fuzz(func(t *testing.T, name, typ, data string) {
		num, _ := typeOf(typ)
		name = complete(name)
		r := trace.Record{Name: name, Type: typ, TTL: 60, Data: data}
		got, ok := plainRecord(name, num, r)
		if !ok || checkName(name) != nil {
			return
		}
		want, err := written(name, num, r)
		if err != nil {
			t.Fatalf("%+v is read the short way, and else %v", r, err)
		}
		got.rrs[0].Header().Rdlength = want.rrs[0].Header().Rdlength
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%+v\n got %+v\nwant %+v", r, got, want)
		}
	})
}
