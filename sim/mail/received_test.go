package mail

import (
	netmail "net/mail"
	"net/netip"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"
)

var morning = time.Date(2026, 3, 2, 9, 0, 1, 0, time.UTC)

func plainHop() Hop {
	return Hop{
		HelloName: "alice.alpha.example", ReverseName: "alice.alpha.example", Client: netip.MustParseAddr("192.0.2.10"),
		By: "mail.alpha.example", ID: "1E24098765", Protocol: ESMTP, At: morning,
	}
}

// hops is each kind of hop with the field that Postfix writes for it.
func hops() map[string]struct {
	hop  Hop
	want string
} {
	login := plainHop()
	login.Protocol, login.TLSVersion, login.TLSCipher, login.User = ESMTPSA, "TLS 1.3", "TLS_AES_128_GCM_SHA256", "alice@alpha.example"
	one := plainHop()
	one.ReverseName, one.Recipient = "", Address{"bob", "beta.example"}
	one.At = morning.In(time.FixedZone("CET", 3600)).Add(20 * 24 * time.Hour)
	six := plainHop()
	six.Client, six.Protocol = netip.MustParseAddr("2001:db8::10"), SMTP
	odd := plainHop()
	odd.Recipient = Address{`a;(b "c`, "beta.example"}
	keyword := plainHop()
	keyword.HelloName = "by"
	return map[string]struct {
		hop  Hop
		want string
	}{
		"several recipients": {plainHop(), "Received: from alice.alpha.example (alice.alpha.example [192.0.2.10])\r\n" +
			"\tby mail.alpha.example (Postfix) with ESMTP id 1E24098765; Mon,  2 Mar 2026 09:00:01 +0000 (UTC)\r\n"},
		"login over TLS": {login, "Received: from alice.alpha.example (alice.alpha.example [192.0.2.10])\r\n" +
			"\t(using TLSv1.3 with cipher TLS_AES_128_GCM_SHA256 (128/128 bits))\r\n" +
			"\t(Authenticated sender: alice@alpha.example)\r\n" +
			"\tby mail.alpha.example (Postfix) with ESMTPSA id 1E24098765; Mon,  2 Mar 2026 09:00:01 +0000 (UTC)\r\n"},
		"one recipient, no reverse name": {one, "Received: from alice.alpha.example (unknown [192.0.2.10])\r\n" +
			"\tby mail.alpha.example (Postfix) with ESMTP id 1E24098765\r\n" +
			"\tfor <bob@beta.example>; Sun, 22 Mar 2026 10:00:01 +0100 (CET)\r\n"},
		"IPv6, HELO": {six, "Received: from alice.alpha.example (alice.alpha.example [IPv6:2001:db8::10])\r\n" +
			"\tby mail.alpha.example (Postfix) with SMTP id 1E24098765; Mon,  2 Mar 2026 09:00:01 +0000 (UTC)\r\n"},
		"an odd recipient": {odd, "Received: from alice.alpha.example (alice.alpha.example [192.0.2.10])\r\n" +
			"\tby mail.alpha.example (Postfix) with ESMTP id 1E24098765\r\n" +
			"\tfor <\"a;(b \\\"c\"@beta.example>; Mon,  2 Mar 2026 09:00:01 +0000 (UTC)\r\n"},
		"a client called by": {keyword, "Received: from by (alice.alpha.example [192.0.2.10])\r\n" +
			"\tby mail.alpha.example (Postfix) with ESMTP id 1E24098765; Mon,  2 Mar 2026 09:00:01 +0000 (UTC)\r\n"},
		"written by the host itself": {Hop{By: "mail.alpha.example", ID: "1E24098765", At: morning}, "Received: by mail.alpha.example (Postfix)\r\n" +
			"\tid 1E24098765; Mon,  2 Mar 2026 09:00:01 +0000 (UTC)\r\n"},
	}
}

func TestPostfixWritesAndReadsReceived(t *testing.T) {
	for name, c := range hops() {
		field := Postfix.Received(c.hop)[0]
		if field.Raw() != c.want {
			t.Errorf("%s:\n got %q\nwant %q", name, field.Raw(), c.want)
		}
		stamp, err := ParseStamp(field.Value())
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got, err := Postfix.Facts(stamp)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !got.At.Equal(c.hop.At) {
			t.Errorf("%s: at %v", name, got.At)
		}
		got.At = c.hop.At
		if got != c.hop {
			t.Errorf("%s:\n got %+v\nwant %+v", name, got, c.hop)
		}
	}
}

// received is written down from RFC 5321 §4.4 and knows nothing of our parser.
var received = regexp.MustCompile(`^Received:( from \S+ \(\S+ \[[0-9A-Za-z.:]+\]\))?` +
	`(\r\n\t\([^\r\n]+\))*(\r\n\t| )by \S+ \(Postfix\)( with [A-Z]+)?(\r\n\t| )id [0-9A-F]{10,11}` +
	`(\r\n\tfor <[^\r\n]+>)?; ([^;\r\n]+)\r\n$`)

func TestReceivedStandsUpToOthers(t *testing.T) {
	for name, c := range hops() {
		m := received.FindStringSubmatch(Postfix.Received(c.hop)[0].Raw())
		if m == nil {
			t.Errorf("%s: does not match", name)
			continue
		}
		at, err := netmail.ParseDate(m[len(m)-1])
		if err != nil || !at.Equal(c.hop.At) {
			t.Errorf("%s: date %q is %v, %v", name, m[len(m)-1], at, err)
		}
	}
}

func TestStampsOfOtherSoftware(t *testing.T) {
	check := func(value string, want ...Clause) {
		got, err := ParseStamp(value)
		if err != nil || !reflect.DeepEqual(got.Clauses, want) {
			t.Errorf("%s:\n got %+v, %v\nwant %+v", value, got.Clauses, err, want)
		}
	}
	check("from [192.0.2.1] (helo=a.example) by b.example with esmtps (TLS1.3) tls X (Exim 4.98) (envelope-from <a@b.example>) id 1-2-3 for c@d.example; Mon, 02 Mar 2026 09:00:01 +0000",
		Clause{"from", "[192.0.2.1]", []string{"helo=a.example"}}, Clause{Word: "by", Value: "b.example"},
		Clause{"with", "esmtps tls X", []string{"TLS1.3", "Exim 4.98", "envelope-from <a@b.example>"}},
		Clause{Word: "id", Value: "1-2-3"}, Clause{Word: "for", Value: "c@d.example"})
	check("from a.example (192.0.2.1) by b.example (192.0.2.2) with Microsoft SMTP Server (version=TLS1_2, cipher=X) id 15.2.1 via Frontend Transport; Mon, 2 Mar 2026 09:00:01 +0000",
		Clause{"from", "a.example", []string{"192.0.2.1"}}, Clause{"by", "b.example", []string{"192.0.2.2"}},
		Clause{"with", "Microsoft SMTP Server", []string{"version=TLS1_2, cipher=X"}}, Clause{Word: "id", Value: "15.2.1"},
		Clause{Word: "via", Value: "Frontend Transport"})
	check("(qmail 123 invoked from network); 2 Mar 2026 09:00:01 -0000")
	check("from a (with (nested; by) comment) by b", Clause{"from", "a", []string{"with (nested; by) comment"}}, Clause{Word: "by", Value: "b"})
	for _, bad := range []string{"hello", "from " + strings.Repeat("x", maxStamp)} {
		if got, err := ParseStamp(bad); err == nil {
			t.Errorf("%q: accepted as %+v", bad, got)
		}
	}
}

func FuzzStamp(f *testing.F) {
	for _, c := range hops() {
		f.Add(Postfix.Received(c.hop)[0].Value())
	}
	f.Add("from a (b;\\) by c; x; Mon, 2 Mar 2026 09:00:01 +0000")
	f.Fuzz(func(t *testing.T, value string) {
		stamp, err := ParseStamp(value)
		if err != nil {
			return
		}
		for _, c := range stamp.Clauses {
			for word := range strings.FieldsSeq(c.Value + " " + strings.Join(c.Comments, " ")) {
				if !strings.Contains(value, word) {
					t.Fatalf("%q does not stand in %q", word, value)
				}
			}
		}
		if hop, err := Postfix.Facts(stamp); err == nil && hop.Client.IsValid() {
			Postfix.Received(hop) // must not panic, whatever was claimed
		}
	})
}

func TestProtocolWords(t *testing.T) {
	for _, c := range []struct {
		base      Protocol
		tls, auth bool
		want      Protocol
	}{
		{SMTP, false, false, SMTP}, {ESMTP, false, false, ESMTP}, {ESMTP, true, false, ESMTPS},
		{ESMTP, false, true, ESMTPA}, {ESMTP, true, true, ESMTPSA}, {LMTP, true, true, LMTPSA},
	} {
		if got := ProtocolFor(c.base, c.tls, c.auth); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}
