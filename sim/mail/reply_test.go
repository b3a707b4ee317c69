package mail

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestRepliesAreWrittenAndReadBack(t *testing.T) {
	for _, c := range []struct {
		reply Reply
		wire  string
	}{
		{Reply{250, "2.1.0", "Ok"}, "250 2.1.0 Ok\r\n"},
		{Reply{354, "", "End data with <CR><LF>.<CR><LF>"}, "354 End data with <CR><LF>.<CR><LF>\r\n"},
		{Reply{250, "", "mail.beta.example\nPIPELINING\nSIZE 10240000"}, "250-mail.beta.example\r\n250-PIPELINING\r\n250 SIZE 10240000\r\n"},
		{Reply{550, "5.7.1", "no\nreally"}, "550-5.7.1 no\r\n550 5.7.1 really\r\n"},
		{Reply{250, "", ""}, "250 \r\n"},
	} {
		if got := c.reply.Wire(); got != c.wire {
			t.Errorf("%+v is written %q, want %q", c.reply, got, c.wire)
		}
		lines := strings.Split(strings.TrimSuffix(c.wire, "\r\n"), "\r\n")
		if got, err := ParseReply(lines); err != nil || got != c.reply {
			t.Errorf("%q is read as %+v, %v", c.wire, got, err)
		}
		last := slices.IndexFunc(lines, LastReplyLine)
		if last != len(lines)-1 {
			t.Errorf("%q ends at line %d", c.wire, last)
		}
	}
}

func TestRepliesOfOthers(t *testing.T) {
	for line, want := range map[string]Reply{
		"250":                  {Code: 250},
		"250 4.1.1 Ok":         {Code: 250, Text: "4.1.1 Ok"}, // the class does not agree
		"550 5.1.x unknown":    {Code: 550, Text: "5.1.x unknown"},
		"550 5.1.01 unknown":   {Code: 550, Text: "5.1.01 unknown"},
		"550 5.1.1":            {Code: 550, Enhanced: "5.1.1"},
		"421 4.3.2 bye \xffx":  {Code: 421, Enhanced: "4.3.2", Text: "bye \xffx"},
		"354 3.0.0 Go ahead":   {Code: 354, Text: "3.0.0 Go ahead"},
		"220 192.0.2.1 ESMTP!": {Code: 220, Text: "192.0.2.1 ESMTP!"},
	} {
		if got, err := ParseReply([]string{line}); err != nil || got != want {
			t.Errorf("%q: %+v, %v", line, got, err)
		}
	}
	for _, lines := range [][]string{nil, {""}, {"25"}, {"hello"}, {"199 x"}, {"600 x"}, {"250-x"}, {"250 x", "250 y"}, {"250-x", "550 y"}, {"250?x"}, {"+50 x"}} {
		if got, err := ParseReply(lines); err == nil {
			t.Errorf("%q: accepted as %+v", lines, got)
		}
	}
}

func TestTheFirstDigitDecides(t *testing.T) {
	for code, want := range map[int][4]bool{250: {true}, 354: {1: true}, 451: {2: true}, 550: {3: true}} {
		r := Reply{Code: code}
		if got := [4]bool{r.Positive(), r.Intermediate(), r.Transient(), r.Permanent()}; got != want {
			t.Errorf("%d: %v", code, got)
		}
	}
	if got := (Reply{Code: 451}).Status(); got != "4.0.0" {
		t.Errorf("status without an enhanced code: %s", got)
	}
}

// A dialect must have words for everything, and use only placeholders that
// somebody fills.
func TestDialectsAreComplete(t *testing.T) {
	all := Words{"h", "p", "i", "25", "d", "a", "u", "id", "c", "r", "why", "subject", "sender", "2 hours"}
	for _, d := range Dialects {
		if found, ok := DialectNamed(d.Name); !ok || found != d {
			t.Errorf("%s cannot be found by its name", d.Name)
		}
		for _, group := range []any{d.Replies, d.Failures} {
			v := reflect.ValueOf(group)
			for i := range v.NumField() {
				name := d.Name + "." + v.Type().Field(i).Name
				r := v.Field(i).Interface().(Reply)
				if r.Code < 200 || r.Text == "" {
					t.Errorf("%s has no words: %+v", name, r)
				}
				if text := r.With(all).Text; strings.ContainsAny(text, "{}") {
					t.Errorf("%s keeps a placeholder: %q", name, text)
				}
				if r.Enhanced != "" && r.Enhanced[0] != byte('0'+r.Code/100) {
					t.Errorf("%s: %d and %s are of two classes", name, r.Code, r.Enhanced)
				}
			}
		}
		v := reflect.ValueOf(d.Bounce)
		for i := range v.NumField() {
			text := v.Field(i).String()
			if text == "" && v.Type().Field(i).Name != "FromName" || strings.ContainsAny(all.Fill(text), "{}") {
				t.Errorf("%s.Bounce.%s: %q", d.Name, v.Type().Field(i).Name, text)
			}
		}
	}
	if _, ok := DialectNamed("carrier pigeon"); ok {
		t.Error("found a dialect that does not exist")
	}
}

func TestWordsAreFilledInAndCleaned(t *testing.T) {
	w := Words{Address: "a@b\r\n250 Ok", ID: "{host}", Host: "h"}
	for in, want := range map[string]string{
		"<{address}>: no": "<a@b??250 Ok>: no",
		"{id} {host}":     "{host} h", // what was filled in is not filled again
		"{nothing} {":     "{nothing} {",
		"plain":           "plain",
	} {
		if got := w.Fill(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestPostfixSpeaks(t *testing.T) {
	r := Postfix.Replies
	for got, want := range map[string]string{
		r.Greeting.With(Words{Host: "mail.beta.example"}).Wire():                      "220 mail.beta.example ESMTP Postfix\r\n",
		r.Queued.With(Words{ID: "0000012345"}).Wire():                                 "250 2.0.0 Ok: queued as 0000012345\r\n",
		r.UserUnknown.With(Words{Address: "bib@beta.example"}).String():               "550 5.1.1 <bib@beta.example>: Recipient address rejected: User unknown in local recipient table",
		r.RelayDenied.With(Words{Address: "x@gamma.example"}).String():                "554 5.7.1 <x@gamma.example>: Relay access denied",
		Postfix.Failures.Refused.With(Words{Peer: "m", IP: "1", Port: "25"}).String(): "451 4.4.1 connect to m[1]:25: Connection refused",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
