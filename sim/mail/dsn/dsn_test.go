package dsn

import (
	"errors"
	"io"
	"math/rand/v2"
	"mime"
	"mime/multipart"
	netmail "net/mail"
	"reflect"
	"strings"
	"testing"
	"time"

	"mailflow/sim/mail"
)

var (
	start    = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	original = mail.Parse("From: Alice <alice@alpha.example>\r\nTo: bib@beta.example\r\nSubject: Lunch?\r\n\r\nShall we?\r\n")
)

func chance() *rand.Rand { return rand.New(rand.NewPCG(1, 2)) }

func addr(s string) mail.Address {
	a, err := mail.ParseAddress(s)
	if err != nil {
		panic(err)
	}
	return a
}

func failure() Report {
	return Report{
		ReportingMTA: "mail.alpha.example", EnvelopeID: "e-1", QueueID: "0000012345",
		Arrival: start, Sender: addr("alice@alpha.example"), Returned: original, Whole: true,
		Recipients: []Recipient{
			{
				Address: addr("bib@beta.example"), Action: Failed, Status: "5.1.1", RemoteMTA: "mail.beta.example",
				Diagnostic: "550 5.1.1 <bib@beta.example>: Recipient address rejected: User unknown in local recipient table",
			},
			{Address: addr("x@gamma.example"), Action: Failed, Status: "5.4.4", Diagnostic: "Host not found"},
		},
	}
}

func TestReportsAreReadBack(t *testing.T) {
	check := func(name string, want Report) {
		got, err := Parse(want.Message(mail.Postfix, start.Add(time.Minute), chance()))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got.Returned.String() != want.Returned.String() {
			t.Errorf("%s: returned %q", name, got.Returned)
		}
		got.Returned = want.Returned
		if !got.Arrival.Equal(want.Arrival) {
			t.Errorf("%s: arrival %v", name, got.Arrival)
		}
		got.Arrival = want.Arrival
		for i, to := range got.Recipients {
			if !to.RetryUntil.Equal(want.Recipients[i].RetryUntil) {
				t.Errorf("%s: retry until %v", name, to.RetryUntil)
			}
			got.Recipients[i].RetryUntil = want.Recipients[i].RetryUntil
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\n got %+v\nwant %+v", name, got, want)
		}
	}
	check("failure", failure())

	headersOnly := failure()
	headersOnly.Whole = false
	headersOnly.Returned = mail.Parse(original.Header().String())
	check("headers only", headersOnly)

	delay := failure()
	delay.Recipients = []Recipient{{
		Address: addr("bob@beta.example"), Action: Delayed, Status: "4.4.1",
		Diagnostic: "connect to mail.beta.example[198.51.100.2]:25: Connection refused", RetryUntil: start.Add(5 * 24 * time.Hour),
	}}
	check("delay", delay)
}

func TestAReportHasThePartsOfRFC3464(t *testing.T) {
	m := failure().Message(mail.Postfix, start, chance())
	std, err := netmail.ReadMessage(strings.NewReader(m.String()))
	if err != nil {
		t.Fatal(err)
	}
	kind, params, err := mime.ParseMediaType(std.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/report" || params["report-type"] != "delivery-status" {
		t.Fatalf("content type %q %v %v", kind, params, err)
	}
	var kinds []string
	var text string
	parts := multipart.NewReader(std.Body, params["boundary"])
	for {
		part, err := parts.NextPart()
		if err != nil {
			break
		}
		var b strings.Builder
		if _, err := io.Copy(&b, part); err != nil {
			t.Fatal(err)
		}
		kind, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type"))
		kinds = append(kinds, kind)
		text += b.String()
	}
	if want := []string{"text/plain", "message/delivery-status", "message/rfc822"}; !reflect.DeepEqual(kinds, want) {
		t.Errorf("parts %v, want %v", kinds, want)
	}
	for _, line := range []string{
		"Reporting-MTA: dns; mail.alpha.example\r\n",
		"Arrival-Date: Mon, 2 Mar 2026 09:00:00 +0000\r\n",
		"Final-Recipient: rfc822; bib@beta.example\r\nAction: failed\r\nStatus: 5.1.1\r\nRemote-MTA: dns; mail.beta.example\r\nDiagnostic-Code: smtp; 550 5.1.1",
		"Diagnostic-Code: X-Postfix; Host not found\r\n",
		"This is the mail system at host mail.alpha.example.\r\n",
	} {
		if !strings.Contains(text, line) {
			t.Errorf("the report lacks %q:\n%s", line, text)
		}
	}
	for name, want := range map[string]string{
		"Auto-Submitted": "auto-replied", "To": "<alice@alpha.example>", "Subject": "Undelivered Mail Returned to Sender",
		"From": "Mail Delivery System <MAILER-DAEMON@mail.alpha.example>",
	} {
		if got := std.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestEightBitMailIsDeclared(t *testing.T) {
	r := failure()
	r.Returned = mail.Parse("Subject: x\r\n\r\nGr\xfc\xdfe\r\n")
	m := r.Message(mail.Postfix, start, chance())
	if got := m.Header().Get("Content-Transfer-Encoding"); got != "8bit" {
		t.Errorf("encoding %q", got)
	}
	if got, err := Parse(m); err != nil || got.Returned.String() != r.Returned.String() {
		t.Errorf("got back %q, %v", got.Returned, err)
	}
}

func TestTheSameChanceWritesTheSameReport(t *testing.T) {
	a := failure().Message(mail.Postfix, start, chance())
	b := failure().Message(mail.Postfix, start, chance())
	if a.String() != b.String() {
		t.Error("two reports differ")
	}
}

func TestAPeerCannotAddFieldsThroughItsReply(t *testing.T) {
	r := failure()
	r.Recipients[0].Diagnostic = "550 no\r\nAction: delivered\r\n\r\n"
	got, err := Parse(r.Message(mail.Postfix, start, chance()))
	if err != nil || len(got.Recipients) != 2 || got.Recipients[0].Action != Failed {
		t.Errorf("got %+v, %v", got.Recipients, err)
	}
}

func TestOrdinaryMailIsNoReport(t *testing.T) {
	for _, m := range []mail.Message{
		original,
		mail.Parse("Content-Type: multipart/report; report-type=disposition-notification; boundary=x\r\n\r\n--x--\r\n"),
		mail.Parse("Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n--x\r\n\r\nhello\r\n--x--\r\n"),
		mail.Parse("Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n--x\r\n"),
	} {
		if _, err := Parse(m); !errors.Is(err, ErrNotReport) {
			t.Errorf("%q: %v", m, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(failure().Message(mail.Postfix, start, chance()).String())
	f.Add("Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\n\n\nno field\n--x--")
	f.Fuzz(func(t *testing.T, s string) {
		r, err := Parse(mail.Parse(s))
		if err != nil && !errors.Is(err, ErrNotReport) {
			t.Fatalf("strange error %v", err)
		}
		for _, to := range r.Recipients {
			if a := to.Address; !a.IsNull() {
				if back, err := mail.ParseForwardPath(a.Path()); err != nil || back != a {
					t.Fatalf("address %#v comes back as %#v, %v", a, back, err)
				}
			}
		}
	})
}
