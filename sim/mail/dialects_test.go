package mail

import (
	"math/rand/v2"
	netmail "net/mail"
	"net/netip"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"
)

// fullHop is a hop of which there is everything to tell.
func fullHop(d *Dialect) Hop {
	return Hop{
		HelloName: "laptop", ReverseName: "alice.alpha.example", Client: netip.MustParseAddr("192.0.2.10"),
		By: "mail.alpha.example", Server: netip.MustParseAddr("192.0.2.2"), ID: d.NewID(morning, rand.New(rand.NewPCG(1, 2))), Protocol: ESMTPSA,
		TLSVersion: "TLS 1.3", TLSCipher: "TLS_AES_128_GCM_SHA256", User: "alice",
		Sender: Address{"alice", "alpha.example"}, Recipient: Address{"bob", "beta.example"}, At: morning,
	}
}

// told is what of a hop stands in the fields of a dialect.
func told(d *Dialect, h Hop) Hop {
	switch d {
	case Postfix:
		h.Server, h.Sender = netip.Addr{}, Address{}
	case Exim:
		h.Server, h.User = netip.Addr{}, ""
	case Sendmail:
		h.Server, h.User = netip.Addr{}, ""
	case Qmail:
		h = Hop{HelloName: h.HelloName, ReverseName: h.ReverseName, Client: h.Client, By: h.By, ID: h.ID, Protocol: SMTP, At: h.At}
	case Exchange:
		h = Hop{HelloName: h.HelloName, Client: h.Client, By: h.By, Server: h.Server, TLSVersion: h.TLSVersion, TLSCipher: h.TLSCipher, At: h.At}
	}
	return h
}

func TestEachDialectWritesItsOwnForm(t *testing.T) {
	for d, want := range map[*Dialect]string{
		Exim: `Received: from alice.alpha.example ([192.0.2.10] helo=laptop)
	by mail.alpha.example with esmtpsa  (TLS1.3) tls TLS_AES_128_GCM_SHA256
	(Exim 4.98)
	(envelope-from <alice@alpha.example>)
	id 1vwz8D-0000000DXXs-0000
	for bob@beta.example; Mon, 02 Mar 2026 09:00:01 +0000
`,
		Sendmail: `Received: from laptop (alice.alpha.example [192.0.2.10])
	(authenticated bits=0)
	by mail.alpha.example (8.18.1/8.18.1) with ESMTPSA id 622901ka784643
	(version=TLSv1.3 cipher=TLS_AES_128_GCM_SHA256 bits=128 verify=NO)
	for <bob@beta.example>; Mon, 2 Mar 2026 09:00:01 GMT
	(envelope-from alice@alpha.example)
`,
		Qmail: `Received: (qmail 3227216 invoked from network); 2 Mar 2026 09:00:01 -0000
Received: from alice.alpha.example (HELO laptop) (192.0.2.10)
  by mail.alpha.example with SMTP; 2 Mar 2026 09:00:01 -0000
`,
		Exchange: `Received: from mail.alpha.example (192.0.2.2)
	by mail.alpha.example (192.0.2.2)
	with Microsoft SMTP Server (version=TLS1_3, cipher=TLS_AES_128_GCM_SHA256)
	id 15.2.1544.14; Mon, 2 Mar 2026 09:00:01 +0000
Received: from laptop (192.0.2.10)
	by mail.alpha.example (192.0.2.2)
	with Microsoft SMTP Server (version=TLS1_3, cipher=TLS_AES_128_GCM_SHA256)
	id 15.2.1544.14 via Frontend Transport; Mon, 2 Mar 2026 09:00:01 +0000
`,
	} {
		if got := strings.ReplaceAll(Header(d.Received(fullHop(d))).String(), "\r\n", "\n"); got != want {
			t.Errorf("%s:\n%s\nwant:\n%s", d.Name, got, want)
		}
	}
}

// variants are the ways in which a hop can differ from the full one.
func variants(d *Dialect) map[string]Hop {
	change := func(f func(*Hop)) Hop {
		h := fullHop(d)
		f(&h)
		return h
	}
	return map[string]Hop{
		"full":              fullHop(d),
		"no TLS, no login":  change(func(h *Hop) { h.Protocol, h.TLSVersion, h.TLSCipher, h.User = ESMTP, "", "", "" }),
		"TLS 1.2":           change(func(h *Hop) { h.TLSVersion, h.TLSCipher = "TLS 1.2", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384" }),
		"HELO":              change(func(h *Hop) { h.Protocol, h.TLSVersion, h.TLSCipher, h.User = SMTP, "", "", "" }),
		"honest name":       change(func(h *Hop) { h.HelloName = h.ReverseName }),
		"no reverse name":   change(func(h *Hop) { h.ReverseName = "" }),
		"several mailboxes": change(func(h *Hop) { h.Recipient = Address{} }),
		"a report":          change(func(h *Hop) { h.Sender = Address{} }),
		"IPv6": change(func(h *Hop) {
			h.Client, h.Server = netip.MustParseAddr("2001:db8::10"), netip.MustParseAddr("2001:db8::2")
		}),
		"odd addresses": change(func(h *Hop) {
			h.Sender, h.Recipient = Address{`a;(b "c\`, "x.example"}, Address{`b) by (c;"`, "beta.example"}
		}),
		"a keyword":    change(func(h *Hop) { h.HelloName = "by" }),
		"another zone": change(func(h *Hop) { h.At = h.At.In(time.FixedZone("CET", 3600)) }),
	}
}

func TestEachDialectReadsBackWhatItWrote(t *testing.T) {
	for _, d := range Dialects {
		for name, h := range variants(d) {
			got, err := d.Hop(stampsOf(t, d, h)...)
			if err != nil {
				t.Errorf("%s, %s: %v", d.Name, name, err)
				continue
			}
			if !got.At.Equal(h.At) {
				t.Errorf("%s, %s: at %v", d.Name, name, got.At)
			}
			got.At = h.At
			if want := told(d, h); got != want {
				t.Errorf("%s, %s:\n got %+v\nwant %+v\n%s", d.Name, name, got, want, Header(d.Received(h)))
			}
		}
	}
}

// stampsOf writes the fields of a hop on top of a message, reads them again,
// and checks that everybody knows whose they are.
func stampsOf(t testing.TB, d *Dialect, h Hop) []Stamp {
	t.Helper()
	fields := Header(d.Received(h))
	m := Parse(fields.String() + "Subject: x\r\n\r\nbody")
	if len(m.Header()) != len(fields)+1 || m.Body() != "body" {
		t.Fatalf("%s: something breaks out of the fields: %q", d.Name, m)
	}
	var stamps []Stamp
	for _, value := range m.Header().Values("Received") {
		stamp, err := ParseStamp(value)
		if err != nil {
			t.Fatalf("%s: %v in %q", d.Name, err, value)
		}
		for _, other := range Dialects {
			if wrote := other.Wrote(stamp); wrote != (other == d) {
				t.Errorf("%s: a field of %s is taken for one of %s: %v: %q", d.Name, d.Name, other.Name, wrote, value)
			}
		}
		stamps = append(stamps, stamp)
	}
	return stamps
}

// What a server writes by itself, a report, came from nobody.
func TestEachDialectMarksItsOwnMail(t *testing.T) {
	for _, d := range Dialects {
		h := Hop{By: "mail.alpha.example", ID: fullHop(d).ID, At: morning}
		stamps := stampsOf(t, d, h)
		if d == Exchange && len(stamps) == 0 {
			continue // it leaves this to the next host
		}
		got, err := d.Hop(stamps...)
		if err != nil || got.Client.IsValid() || got.HelloName != "" || got.ID != h.ID {
			t.Errorf("%s: %+v, %v", d.Name, got, err)
		}
	}
}

// hostile is what somebody may try who can choose a name.
var hostile = []string{
	"x\r\nBcc: eve@evil.example", "x\r\n\r\nbody", "x\nSubject: y", "x\rSubject: y", "x\x00y", "x\x1b[31my", "\x7f\x80\xff",
	"x (y [198.51.100.9]) by mail.evil.example", "x) by evil.example (y", "x; Thu, 1 Jan 1970 00:00:00 +0000", "x;y", ";", `"`, `\`, `\)`,
	"(((", ")))", "(", ")", "[198.51.100.9]", "x] [198.51.100.9", "x helo=y", "helo=[198.51.100.9]", "é", "x by evil.example with SMTP id 1 for y",
	"<script>alert(1)</script>", "=cmd|'/C calc'!A1", "{host}", strings.Repeat("x", 600), "unknown", "qmail 1 invoked from network", "",
}

// Whatever a client calls itself, its reverse name, its user and the mailboxes:
// the fields remain as many as they were, and say the same of the rest. A
// domain that could do harm is no address at all.
func TestNoNameChangesTheRestOfTheFields(t *testing.T) {
	for _, evil := range hostile {
		if a, err := ParseAddress("bob@" + evil); err == nil && evil != "unknown" && evil != "[198.51.100.9]" {
			t.Errorf("%q is the domain of %+v", evil, a)
		}
	}
	for _, d := range Dialects {
		for _, evil := range hostile {
			for place, set := range map[string]func(*Hop){
				"HELO":         func(h *Hop) { h.HelloName = evil },
				"reverse name": func(h *Hop) { h.ReverseName = evil },
				"both names":   func(h *Hop) { h.HelloName, h.ReverseName = evil, evil },
				"user":         func(h *Hop) { h.User = evil },
				"sender":       func(h *Hop) { h.Sender = Address{evil, "alpha.example"} },
				"recipient":    func(h *Hop) { h.Recipient = Address{evil, "beta.example"} },
				"cipher":       func(h *Hop) { h.TLSCipher = evil },
			} {
				h := fullHop(d)
				set(&h)
				checkHostile(t, d, place+" "+evil, h)
			}
		}
	}
}

func checkHostile(t *testing.T, d *Dialect, what string, h Hop) {
	t.Helper()
	fields := Header(d.Received(h))
	for _, f := range fields {
		if strings.ContainsFunc(strings.ReplaceAll(f.Raw(), "\r\n", ""), func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }) {
			t.Errorf("%s, %.80q: a control character in %q", d.Name, what, f.Raw())
		}
	}
	m := Parse(fields.String() + "\r\nbody")
	if len(m.Header()) != len(fields) || m.Body() != "body" {
		t.Errorf("%s, %.80q breaks out: %q", d.Name, what, m)
		return
	}
	var stamps []Stamp
	for _, f := range m.Header() {
		s, err := ParseStamp(f.Value())
		if err != nil {
			t.Errorf("%s, %.80q: %v in %q", d.Name, what, err, f.Value())
			return
		}
		stamps = append(stamps, s)
	}
	got, err := d.Hop(stamps...)
	if want := told(d, h); err != nil || got.Client != want.Client || got.By != want.By || got.Server != want.Server || got.ID != want.ID || got.Protocol != want.Protocol || !got.At.Equal(want.At) {
		t.Errorf("%s, %.80q changes the facts: %+v, %v\n%s", d.Name, what, got, err, fields)
	}
}

func FuzzDialects(f *testing.F) {
	for _, evil := range hostile {
		f.Add(evil, "laptop", "alice", "bob")
		f.Add("laptop", evil, evil, evil)
	}
	f.Fuzz(func(t *testing.T, helo, reverse, sender, recipient string) {
		if len(helo)+len(reverse)+len(sender)+len(recipient) > maxStamp/4 {
			t.Skip() // servers do not take names of that length
		}
		for _, d := range Dialects {
			h := fullHop(d)
			h.HelloName, h.ReverseName = helo, reverse
			h.Sender.Local, h.Recipient.Local = sender, recipient
			checkHostile(t, d, helo, h)
		}
	})
}

func TestQueueIDs(t *testing.T) {
	at := morning.Add(123456 * time.Microsecond)
	for d, form := range map[*Dialect]string{
		Postfix:  `^1E240[0-9A-F]{5,6}$`,
		Exim:     `^1vwz8D-[0-9A-Za-z]{11}-[0-9A-Za-z]{4}$`,
		Sendmail: `^62290[0-9A-Za-x]{9,10}$`,
		Qmail:    `^1772442001 qp [0-9]{4,7}$`,
		Exchange: `^[1-9][0-9]{13}$`,
	} {
		a, b := rand.New(rand.NewPCG(1, 2)), rand.New(rand.NewPCG(1, 2))
		ids, want := map[string]bool{}, regexp.MustCompile(form)
		for range 1000 {
			id := d.NewID(at, a)
			if !want.MatchString(id) {
				t.Fatalf("%s: id %q", d.Name, id)
			}
			if again := d.NewID(at, b); again != id {
				t.Fatalf("%s: the same chance gives %s and %s", d.Name, id, again)
			}
			ids[id] = true
		}
		if len(ids) < 995 {
			t.Errorf("%s: %d ids in a thousand", d.Name, len(ids))
		}
	}
}

// The same situation has the same class of code in every dialect: they differ
// in sound, and a queue treats all alike.
func TestDialectsAgreeInClass(t *testing.T) {
	for _, d := range Dialects {
		for _, part := range [][2]any{{Postfix.Replies, d.Replies}, {Postfix.Failures, d.Failures}} {
			want, got := reflect.ValueOf(part[0]), reflect.ValueOf(part[1])
			for i := range want.NumField() {
				name := want.Type().Field(i).Name
				w, g := want.Field(i).Interface().(Reply), got.Field(i).Interface().(Reply)
				if w.Code/100 != g.Code/100 && name != "Help" {
					t.Errorf("%s: %s is %d, of another class than %d", d.Name, name, g.Code, w.Code)
				}
			}
		}
	}
}

func TestDatesOfReceived(t *testing.T) {
	want := time.Date(2021, 3, 1, 8, 4, 5, 0, time.UTC)
	for _, value := range []string{
		"by a with SMTP id b; Mon, 1 Mar 2021 08:04:05 +0000",
		"by a with SMTP id b; Mon, 01 Mar 2021 00:04:05 -0800 (PST)",
		"by a; Mon,  1 Mar 2021 08:04:05 GMT\t(envelope-from x@y.example)",
		"by a; (early) Mon, 1 Mar (the first) 2021 08:04:05 +0000 (UTC)",
		"by a; 1 Mar 2021 08:04:05 -0000",
		"by a; Mon, 1 Mar 2021 03:04:05 EST",
		"by a; 2021-03-01T08:04:05Z",
		"by a; 2021-03-01 08:04:05.000 +0000 UTC m=+1234.567",
		"by a with SMTP id b 2021-03-01 08:04:05 +0000 UTC m=+1234.567",
		"by a with SMTP id b Mon, 1 Mar 2021 08:04:05 +0000",
		"by a with SMTP (x; y) id b; Mon, 1 Mar 2021 08:04:05",
		"by a; Mon Mar  1 08:04:05 2021",
	} {
		s, err := ParseStamp(value)
		if err != nil || !s.At.Equal(want) || s.Clause("by").Value != "a" {
			t.Errorf("%s: %v, %+v", value, err, s)
		}
		if id := s.Clause("id").Value; id != "" && id != "b" {
			t.Errorf("%s: the id is %q", value, id)
		}
	}
	for _, value := range []string{"by a; yesterday", "by a", "by a;", "by a; 99 Mar 2021 08:04:05 +0000"} {
		if s, err := ParseStamp(value); err != nil || !s.At.IsZero() {
			t.Errorf("%s: %v, %+v", value, err, s)
		}
	}
	if s, _ := ParseStamp("by a; Mon, 1 Mar 2021 08:04:05 GMT (envelope-from x@y.example)"); !reflect.DeepEqual(s.Trailing, []string{"envelope-from x@y.example"}) {
		t.Errorf("behind the date: %q", s.Trailing)
	}
	if _, err := netmail.ParseDate(Sendmail.Received(fullHop(Sendmail))[0].Value()); err == nil {
		t.Error("a whole field passes for a date")
	}
}

// What a peer chose stands in replies, too, and ends no line of them.
func TestNoNameAddsALineToAReply(t *testing.T) {
	for _, d := range Dialects {
		for _, group := range []any{d.Replies, d.Failures} {
			v := reflect.ValueOf(group)
			for i := range v.NumField() {
				r := v.Field(i).Interface().(Reply)
				for _, evil := range hostile {
					w := Words{evil, evil, evil, evil, evil, evil, evil, evil, evil, evil, evil, evil, evil, evil}
					lines := r.With(w).Lines()
					if len(lines) != len(r.Lines()) || strings.ContainsFunc(strings.Join(lines, ""), func(c rune) bool { return c < ' ' && c != '\t' || c == 0x7f }) {
						t.Errorf("%s: %s becomes %q", d.Name, v.Type().Field(i).Name, lines)
					}
				}
			}
		}
	}
}
