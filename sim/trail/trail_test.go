package trail

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"mailflow/sim/mail"
)

var morning = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// carried is a message that went through hosts of these dialects, one minute
// after the other, as a.example, b.example and so on.
func carried(dialects ...*mail.Dialect) string {
	m := mail.Parse("From: alice@a.example\r\nSubject: Round the world\r\nDate: Mon, 2 Mar 2026 09:00:00 +0000\r\n\r\nHello\r\n")
	chance := rand.New(rand.NewPCG(1, 2))
	client := "laptop.a.example"
	for i, d := range dialects {
		at := morning.Add(time.Duration(i) * time.Minute)
		by := fmt.Sprintf("mail.%c.example", 'a'+i)
		m, _ = m.Apply(mail.Edit{Prepend: d.Received(mail.Hop{
			HelloName: client, ReverseName: client, Client: netip.AddrFrom4([4]byte{192, 0, 2, byte(10 + i)}),
			By: by, Server: netip.AddrFrom4([4]byte{192, 0, 2, byte(11 + i)}), ID: d.NewID(at, chance), Protocol: mail.ESMTP,
			Sender: mail.Address{Local: "alice", Domain: "a.example"}, Recipient: mail.Address{Local: "bob", Domain: "e.example"}, At: at,
		})})
		client = by
	}
	return m.String()
}

// own is what a reader says, who makes no mistakes.
func own(t testing.TB, borders, mine string) Own {
	t.Helper()
	o, err := NewOwn(strings.Fields(borders), strings.Fields(mine))
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestTheWayThroughFiveSoftwares(t *testing.T) {
	tr := Read(carried(mail.Postfix, mail.Exim, mail.Sendmail, mail.Qmail, mail.Exchange), own(t, "", "e.example"))
	var got []string
	for _, l := range tr.Lines {
		s := l.Software + " " + l.By
		if l.SameHost {
			s += " again"
		}
		if l.Wait != nil {
			s += fmt.Sprintf(" %v %s", l.Wait.Time, l.Wait.Keeper)
		}
		got = append(got, s+" "+string(l.Trust))
		if len(l.Doubts) > 0 && l.Software != "qmail" && l.Software != "Exchange" {
			t.Errorf("line %d: %q", l.Number, l.Doubts)
		}
	}
	want := []string{
		"Postfix mail.a.example 0s  claim",
		"Exim mail.b.example 1m0s mail.a.example claim",
		"Sendmail mail.c.example 1m0s mail.b.example claim",
		"qmail mail.d.example 1m0s mail.c.example claim",
		"qmail mail.d.example again 0s mail.d.example claim",
		"Exchange mail.e.example 1m0s mail.d.example border",
		"Exchange mail.e.example again 0s mail.e.example sound",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if tr.Hosts() != 5 || tr.Border != 5 || tr.Total() != 4*time.Minute {
		t.Errorf("%d hosts, border %d, %v", tr.Hosts(), tr.Border, tr.Total())
	}
}

// trusted runs down a header and tells what is sound of it, from the top.
func trusted(header string, o Own) string {
	tr := Read(header, o)
	var words []string
	for _, l := range slices.Backward(tr.Lines) {
		words = append(words, string(l.Trust))
	}
	return strings.Join(words, " ")
}

func TestHowFarAReaderCanTrust(t *testing.T) {
	const (
		store    = "Received: from mx.e.example (mx.e.example [198.51.100.2]) by store.e.example (Postfix) with ESMTP id A; Mon, 2 Mar 2026 09:03:00 +0000\n"
		noName   = "Received: from mx.e.example (unknown [198.51.100.2]) by store.e.example (Postfix) with ESMTP id A; Mon, 2 Mar 2026 09:03:00 +0000\n"
		border   = "Received: from mx.e.example (evil.example [203.0.113.66]) by mx.e.example (Postfix) with SMTP id B; Mon, 2 Mar 2026 09:02:00 +0000\n"
		forged   = "Received: from bank.example (bank.example [192.0.2.1]) by mx.e.example (Postfix) with ESMTPS id C; Mon, 2 Mar 2026 09:01:00 +0000\n"
		exchange = "Received: from mx.e.example (203.0.113.66) by mail.e.example (198.51.100.9) with Microsoft SMTP Server id 15.2.1 via Frontend Transport; Mon, 2 Mar 2026 09:02:00 +0000\n"
		login    = "Received: from mx.e.example (mx.e.example [198.51.100.2]) by out.e.example (Postfix) with ESMTPSA id D; Mon, 2 Mar 2026 09:02:00 +0000\n"
		nat      = "Received: from x (unknown [10.0.0.1]) by mx.e.example (Postfix) with SMTP id E; Mon, 2 Mar 2026 09:02:00 +0000\n"
		filter   = "Received: from localhost (localhost [127.0.0.1]) by mx.e.example (Postfix) with ESMTP id F; Mon, 2 Mar 2026 09:02:30 +0000\n"
		nameless = "Received: by 2001:db8::1 with SMTP id x7csp; Mon, 2 Mar 2026 09:04:00 +0000\n"
		other    = "Received: from x.f.example (x.f.example [192.0.2.9]) by mx.f.example (Postfix) with ESMTP id G; Mon, 2 Mar 2026 09:01:00 +0000\n"
	)
	for name, c := range map[string]struct{ header, borders, mine, want string }{
		"the name that a stranger gives himself is no sign": {store + border + forged, "", "e.example", "sound border claim"},
		"a guess":                {store + border + forged, "", "", "sound border claim"},
		"a border that is named": {store + border + forged, "mx.e.example", "", "sound border claim"},
		"without a name in the DNS an own host may be a stranger": {noName + border + forged, "", "e.example", "border claim claim"},
		"unless its network is known":                             {noName + border + forged, "", "e.example 198.51.100.0/24", "sound border claim"},
		"or its address":                                          {noName + border + forged, "", "e.example 198.51.100.2", "sound border claim"},
		"or it is the border that was named":                      {noName + border + forged, "mx.e.example", "", "sound border claim"},
		"Exchange only knows what it was told":                    {exchange + forged, "", "e.example", "border claim"},
		"who logs in can write what he likes":                     {login + forged, "", "e.example", "border claim"},
		"an address translator makes strangers private":           {nat + forged, "", "e.example", "border claim"},
		"a filter on the same host":                               {filter + border + forged, "", "e.example", "sound border claim"},
		"nobody of mine":                                          {other, "", "e.example", "claim"},
		"the top is not mine":                                     {other + border, "", "e.example", "claim claim"},
		"a forwarder is not mine":                                 {store + other + border, "", "e.example", "border claim claim"},
		"the only line":                                           {store, "", "", "border"},
		"a guess goes by the first name":                          {nameless + store + border + forged, "", "", "sound sound border claim"},
		"what has no name is no host of mine":                     {nameless + store, "", "e.example", "claim claim"},
		"nothing":                                                 {"Subject: x\n", "", "", ""},
	} {
		if got := trusted(c.header+"\n", own(t, c.borders, c.mine)); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// What has led readers of headers astray.
func TestOddLines(t *testing.T) {
	for name, c := range map[string]struct {
		value, software, by, client, id string
		part                            Part
		seconds                         int // after nine
	}{
		"no semicolon":         {"by filter9.grid.example with SMTP id f-1 2026-03-02 09:00:07.25 +0000 UTC m=+1.5", "", "filter9.grid.example", "", "f-1", Transfer, 7},
		"no date":              {"from a.example (a.example [192.0.2.1]) by b.example", "", "b.example", "192.0.2.1", "", Transfer, -1},
		"a date of ISO 8601":   {"from a.example ([192.0.2.1]) by b.example with ESMTP id 1; 2026-03-02T09:00:07Z", "", "b.example", "192.0.2.1", "1", Transfer, 7},
		"a comment behind":     {"from a (a.example [192.0.2.1]) by b.example (8.14.4/8.14.4) with ESMTP id x; Mon, 2 Mar 2026 09:00:07 GMT (envelope-from a@a.example)", "Sendmail", "b.example", "192.0.2.1", "x", Transfer, 7},
		"may be forged":        {"from a (a.example [192.0.2.1] (may be forged)) by b.example (8.14.4/8.14.4) with ESMTP id x; Mon, 2 Mar 2026 09:00:07 GMT", "Sendmail", "b.example", "192.0.2.1", "x", Transfer, 7},
		"ident":                {"from a (joe@a.example [192.0.2.1]) by b.example (8.14.4/8.14.4) with ESMTP id x; Mon, 2 Mar 2026 09:00:07 GMT", "Sendmail", "b.example", "192.0.2.1", "x", Transfer, 7},
		"Postfix, local":       {"by b.example (Postfix, from userid 1000) id 4F2K9; Mon, 2 Mar 2026 09:00:07 +0000 (UTC)", "Postfix", "b.example", "", "4F2K9", Origin, 7},
		"qmail, local":         {"(qmail 99 invoked by uid 1000); 2 Mar 2026 09:00:07 -0000", "qmail", "", "", "1772442007 qp 99", Origin, 7},
		"qmail, ident":         {"from unknown (HELO x) (joe@192.0.2.1) by b.example with SMTP; 2 Mar 2026 09:00:07 -0000", "qmail", "b.example", "192.0.2.1", "", Transfer, 7},
		"Exim, old TLS":        {"from a.example ([192.0.2.1]:5000 ident=joe) by b.example with esmtps (TLSv1.2:ECDHE-RSA-AES256-GCM-SHA384:256) (Exim 4.89) id 1-2-3 for x@y.example; Mon, 02 Mar 2026 09:00:07 +0000", "Exim", "b.example", "192.0.2.1", "1-2-3", Transfer, 7},
		"Exim, local":          {"from joe by b.example with local (Exim 4.89) (envelope-from <joe@b.example>) id 1-2-3; Mon, 02 Mar 2026 09:00:07 +0000", "Exim", "b.example", "", "1-2-3", Origin, 7},
		"Exchange, mapi":       {"from EX1.b.example ([192.0.2.1]) by EX2.b.example ([192.0.2.2]) with mapi id 14.03.0123; Mon, 2 Mar 2026 09:00:07 +0000", "Exchange", "EX2.b.example", "192.0.2.1", "", Transfer, 7},
		"Exchange, IPv6":       {"from X.prod.example (2001:db8::1) by Y.prod.example (2001:db8::2) with Microsoft SMTP Server (version=TLS1_2, cipher=TLS_X) id 15.20.1 via Mailbox Transport; Mon, 2 Mar 2026 09:00:07 +0000", "Exchange", "Y.prod.example", "2001:db8::1", "", Service, 7},
		"Exchange, (TLS)":      {"from x (192.0.2.1) by y.example (192.0.2.2) with Microsoft SMTP Server (TLS) id 15.0.1; Mon, 2 Mar 2026 09:00:07 +0000", "Exchange", "y.example", "192.0.2.1", "", Transfer, 7},
		"SMTPSVC":              {"from x ([192.0.2.1]) by y.example with Microsoft SMTPSVC(6.0.3790.4675); Mon, 2 Mar 2026 09:00:07 +0000", "Microsoft SMTPSVC", "y.example", "192.0.2.1", "", Transfer, 7},
		"keywords in comments": {"from a (from x by y with z id 1 for q; [192.0.2.1]) by b.example (by (with; id)) with ESMTP id 5; Mon, 2 Mar 2026 09:00:07 +0000", "", "b.example", "192.0.2.1", "5", Transfer, 7},
		"another product":      {"from a (EHLO c.example) ([192.0.2.1]) by b.example (OpenSMTPD) with ESMTPSA id 5; Mon, 2 Mar 2026 09:00:07 +0000", "OpenSMTPD", "b.example", "192.0.2.1", "5", Submission, 7},
		"only an address":      {"by 2001:db8::1 with SMTP id x7csp1; Mon, 2 Mar 2026 01:00:07 -0800 (PST)", "", "2001:db8::1", "", "x7csp1", Transfer, 7},
		"nonsense":             {"what is this", "", "", "", "", Unreadable, -1},
		"empty":                {"", "", "", "", "", Origin, -1},
		"an open parenthesis":  {"from a (b [192.0.2.1] by b.example; Mon, 2 Mar 2026 09:00:07 +0000", "", "b.example", "192.0.2.1", "", Transfer, 7},
	} {
		for _, end := range []string{"\n", "\r\n"} {
			tr := Read("Received: "+strings.ReplaceAll(c.value, " by ", end+"\tby ")+end+"Subject: x"+end+end, Own{})
			if len(tr.Lines) != 1 {
				t.Fatalf("%s: %d lines", name, len(tr.Lines))
			}
			l := tr.Lines[0]
			client := ""
			if l.Client.IsValid() {
				client = l.Client.String()
			}
			seconds := -1
			if !l.At.IsZero() {
				seconds = int(l.At.Sub(morning).Seconds())
			}
			got := fmt.Sprintf("%s|%s|%s|%s|%s|%d", l.Software, l.By, client, l.ID, l.Part, seconds)
			if want := fmt.Sprintf("%s|%s|%s|%s|%s|%d", c.software, c.by, c.client, c.id, c.part, c.seconds); got != want {
				t.Errorf("%s: %s, want %s", name, got, want)
			}
		}
	}
}

func TestDoubts(t *testing.T) {
	for name, c := range map[string]struct{ header, want string }{
		"another name": {"Received: from a.example (b.test [192.0.2.1]) by c.example (Postfix) id 1; Mon, 2 Mar 2026 09:00:00 +0000\n", "The DNS calls"},
		"no name":      {"Received: from a.example (unknown [192.0.2.1]) by c.example (Postfix) id 1; Mon, 2 Mar 2026 09:00:00 +0000\n", "no name in the DNS"},
		"NAT":          {"Received: from a.example (a.example [10.0.0.1]) by c.example (Postfix) id 1; Mon, 2 Mar 2026 09:00:00 +0000\n", "address translator"},
		"skew": {"Received: from b.example by c.example; Mon, 2 Mar 2026 09:00:00 +0000\n" +
			"Received: from a.example by b.example; Mon, 2 Mar 2026 09:00:01 +0000\n", "earlier than the line below"},
		"a gap in the chain": {"Received: from b.example by c.example; Mon, 2 Mar 2026 09:00:01 +0000\n" +
			"Received: from a.example by d.test; Mon, 2 Mar 2026 09:00:00 +0000\n", "The chain has a gap: this line does not say that the message came from d.test"},
		"no date":  {"Received: from b.example by c.example\n", "no date"},
		"the id":   {carried(mail.Exchange), "that of the build"},
		"nonsense": {"Received: nonsense\n", "no Received field"},
	} {
		var all []string
		for _, l := range Read(c.header+"\n", Own{}).Lines {
			all = append(all, l.Doubts...)
		}
		if text := strings.Join(all, "\n"); !strings.Contains(strings.ToLower(text), strings.ToLower(c.want)) {
			t.Errorf("%s: %q", name, text)
		}
	}
}

// A value that needs more than one line stays in its column.
func TestValuesStayInTheirColumn(t *testing.T) {
	var out bytes.Buffer
	header := "Received: from a.example (a.example [192.0.2.1]) (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)) (Authenticated sender: somebody@a.example) by b.example (Postfix) with ESMTPSA id 1; Mon, 2 Mar 2026 09:00:00 +0000\n\n"
	if err := Read(header, Own{}).Write(&out, Options{Width: 60}); err != nil {
		t.Fatal(err)
	}
	want := "┃      how           ESMTPSA, TLS 1.3\n┃                    TLS_AES_256_GCM_SHA384, logged in as\n┃                    somebody@a.example\n"
	if !strings.Contains(out.String(), want) {
		t.Errorf("got\n%s\nwant in it\n%s", &out, want)
	}
}

// Several names of one domain are no gap in the chain.
func TestHostsHaveSeveralNames(t *testing.T) {
	tr := Read("Received: from out1.b.example (out1.b.example [192.0.2.1]) by c.example (Postfix) id 1; Mon, 2 Mar 2026 09:00:01 +0000\n"+
		"Received: from a.example by mail.b.example; Mon, 2 Mar 2026 09:00:00 +0000\n\n", Own{})
	if doubts := tr.Lines[1].Doubts; len(doubts) > 0 {
		t.Errorf("%q", doubts)
	}
}

// A wait runs on over lines that have no date.
func TestWaits(t *testing.T) {
	tr := Read("Date: Mon, 2 Mar 2026 09:00:00 +0000\n"+
		"Received: from c by d; Mon, 2 Mar 2026 10:00:00 +0100\n"+
		"Received: from c by d; Mon, 2 Mar 2026 09:09:00 +0000\n"+
		"Received: from b by c\n"+
		"Received: from a by b; Mon, 2 Mar 2026 09:01:00 +0000\n\n", Own{})
	var got []string
	for _, l := range tr.Lines {
		if l.Wait == nil {
			got = append(got, "-")
			continue
		}
		got = append(got, fmt.Sprintf("%v %s %v", l.Wait.Time, l.Wait.Keeper, l.Wait.Skewed))
	}
	if want := []string{"1m0s  false", "-", "8m0s b false", "-9m0s d true"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if longest, ok := tr.Longest(); !ok || longest.Keeper != "b" {
		t.Errorf("the longest is %+v", longest)
	}
}

func TestWhatStandsBeforeTheHeader(t *testing.T) {
	line := "Received: from a by b.example; Mon, 2 Mar 2026 09:01:00 +0000\n\n"
	for _, before := range []string{"", "\r\n\n", "From alice@a.example Mon Mar  2 09:00:00 2026\n", "\ufeff", ">From x\r\n"} {
		if got := Read(before+line, Own{}); len(got.Lines) != 1 {
			t.Errorf("%q: %d lines", before, len(got.Lines))
		}
	}
}

func TestNotWhatIsMine(t *testing.T) {
	if _, err := NewOwn(nil, []string{"192.0.2.0/99"}); err == nil {
		t.Error("192.0.2.0/99 passes for a network")
	}
}

// A header of megabytes costs what its first megabyte costs.
func TestHugeHeaders(t *testing.T) {
	for name, header := range map[string]string{
		"lines":       strings.Repeat("Received: from a (b [192.0.2.1]) by c; Mon, 2 Mar 2026 09:00:00 +0000\n", 100_000),
		"one line":    "Received: from " + strings.Repeat("a ", 4<<20),
		"parentheses": "Received: from a " + strings.Repeat("(", 4<<20),
		"quotes":      strings.Repeat("Received: from "+strings.Repeat(`"\`, 8000)+"\n", 300),
		"comments":    strings.Repeat("Received: from a "+strings.Repeat("(", 8000)+strings.Repeat(")", 8000)+" by b\n", 300),
		"semicolons":  strings.Repeat("Received: by a"+strings.Repeat("; x", 5000)+"\n", 300),
		"no end":      strings.Repeat("X: y\n", 1<<20),
	} {
		begin := time.Now()
		tr := Read(header, Own{})
		var out bytes.Buffer
		if err := tr.Write(&out, Options{}); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(begin); took > 5*time.Second {
			t.Errorf("%s: %v", name, took)
		}
		if len(tr.Lines) > MaxLines || out.Len() > 1<<20 || !tr.Cut && len(header) > MaxOctets {
			t.Errorf("%s: %d lines, %d octets of text, cut: %v", name, len(tr.Lines), out.Len(), tr.Cut)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(carried(mail.Postfix, mail.Exim, mail.Sendmail, mail.Qmail, mail.Exchange), "e.example")
	f.Add("Received: from a\x1b[31m (\x9b31m [192.0.2.1]) by \u202eb.example; 2 Mar 2026 09:00:00 -0000\nReceived: x\nReceived: by b 2026-03-02 x m=+1\n\n", "b.example")
	f.Fuzz(func(t *testing.T, message, mine string) {
		o, err := NewOwn(nil, []string{mine})
		if err != nil {
			return
		}
		tr := Read(message, o)
		for i, l := range tr.Lines {
			if (l.Trust != Claim) != (tr.Border >= 0 && i >= tr.Border) || (l.Trust == Border) != (i == tr.Border) {
				t.Fatalf("line %d is %s, and the border is line %d", i, l.Trust, tr.Border)
			}
		}
		var out bytes.Buffer
		if err := tr.Write(&out, Options{Width: 80}); err != nil {
			t.Fatal(err)
		}
		if !utf8.Valid(out.Bytes()) || strings.ContainsFunc(out.String(), func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }) {
			t.Fatalf("something that a terminal obeys: %q", out.String())
		}
	})
}
