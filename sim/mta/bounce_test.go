package mta_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"mailflow/sim/mail"
	"mailflow/sim/mail/dsn"
)

// reports are the letters that the store got, read as reports.
func (s *stage) reports() (list []dsn.Report) {
	for _, g := range s.store.got {
		r, err := dsn.Parse(g.text)
		if err != nil {
			s.t.Errorf("%v:\n%s", err, g.text)
		}
		list = append(list, r)
	}
	return list
}

func TestAReportSaysWhatBecameOfWhom(t *testing.T) {
	s := play(t, func(s *stage) {
		s.office("mx.beta.example", true, "bib 550 5.1.1 No such person")
		s.record("beta.example", "MX", "10 mx.beta.example.")
		s.post(time.Minute, address("alice@alpha.example"), addressesOf(strings.Fields(
			"bob@beta.example bib@beta.example x@missing.example"))...)
	})
	got := s.store.got
	if len(got) != 1 || got[0].from != "" || !slices.Equal(got[0].to, []string{"alice@alpha.example"}) {
		t.Fatalf("the store got %+v", got)
	}
	h := got[0].text.Header()
	for name, want := range map[string]string{
		"Auto-Submitted": "auto-replied", "To": "<alice@alpha.example>",
		"From": "Mail Delivery System <MAILER-DAEMON@mail.alpha.example>", "Subject": "Undelivered Mail Returned to Sender",
	} {
		if h.Get(name) != want {
			t.Errorf("%s: %q, want %q", name, h.Get(name), want)
		}
	}
	if h.Count("Received") != 1 || h.Count("Message-ID") != 1 || h.Count("Date") != 1 {
		t.Errorf("header\n%s", h)
	}
	r := s.reports()[0]
	if r.ReportingMTA != home || !r.Arrival.Equal(start.Add(time.Minute)) || r.Sender != address("alice@alpha.example") {
		t.Errorf("report %+v", r)
	}
	if !r.Whole || r.Returned.String() != letter.String() {
		t.Errorf("returned %q", r.Returned)
	}
	want := []dsn.Recipient{
		{Address: address("bib@beta.example"), Action: dsn.Failed, Status: "5.1.1", RemoteMTA: "mx.beta.example", Diagnostic: "550 5.1.1 No such person"},
		{Address: address("x@missing.example"), Action: dsn.Failed, Status: "5.4.4",
			Diagnostic: mail.Postfix.Failures.NoDomain.With(mail.Words{Domain: "missing.example"}).Text},
	}
	if !slices.Equal(r.Recipients, want) {
		t.Errorf("recipients\n%+v, want\n%+v", r.Recipients, want)
	}
	if human := "<bib@beta.example>: host mx.beta.example[192.0.2.4] said: 550 5.1.1 No such person (in reply to RCPT TO command)"; !strings.Contains(got[0].text.Body(), human) {
		t.Errorf("the explanation lacks %q:\n%s", human, got[0].text.Body())
	}
}

// A server that turns everybody away may only be busy: what it says at the
// greeting is never final, and so the warning must not call it that.
func TestAWarningSaysHowLongThereIsHope(t *testing.T) {
	s := play(t, func(s *stage) {
		s.office("mx.beta.example", true, "connect 554 5.7.1 Go away")
		s.record("beta.example", "MX", "10 mx.beta.example.")
		s.cfg.Retry.Warn = 10 * time.Minute
		s.post(0, address("alice@alpha.example"), address("bob@beta.example"))
	})
	reports := s.reports()
	if len(reports) != 2 {
		t.Fatalf("%d reports", len(reports))
	}
	warning, failure := reports[0].Recipients[0], reports[1].Recipients[0]
	if reports[0].Whole || warning.Action != dsn.Delayed || warning.Status != "4.7.1" || !warning.RetryUntil.Equal(start.Add(time.Hour)) {
		t.Errorf("warning %+v", warning)
	}
	if failure.Action != dsn.Failed || failure.Status != "5.4.7" || failure.RemoteMTA != "mx.beta.example" || failure.Diagnostic != "554 5.7.1 Go away" {
		t.Errorf("failure %+v", failure)
	}
	if at := s.store.got[0].at.Truncate(time.Second); at != 15*time.Minute {
		t.Errorf("warned after %v", at)
	}
	if subject := s.store.got[0].text.Header().Get("Subject"); subject != "Delayed Mail (still being retried)" {
		t.Errorf("subject %q", subject)
	}
}

// Nobody spoke, so nobody is quoted.
func TestAReportQuotesOnlyWhoSpoke(t *testing.T) {
	s := play(t, func(s *stage) {
		s.office("mx.beta.example", true, "closed")
		s.record("beta.example", "MX", "10 mx.beta.example.")
		s.post(0, address("alice@alpha.example"), address("bob@beta.example"))
	})
	r := s.reports()[0].Recipients[0]
	if want := "delivery time expired: connect to mx.beta.example[192.0.2.4]:25: Connection refused"; r.RemoteMTA != "" || r.Diagnostic != want {
		t.Errorf("recipient %+v", r)
	}
}
