package mail

import (
	"math/rand/v2"
	"mime"
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestMboxQuotesEveryFromLine(t *testing.T) {
	var b strings.Builder
	m := Parse("Subject: x\r\n\r\nFrom here on\r\n>From there\r\nFromage\r\n")
	if err := WriteMbox(&b, Address{"alice", "alpha.example"}, morning, m); err != nil {
		t.Fatal(err)
	}
	if err := WriteMbox(&b, Address{}, morning.In(time.FixedZone("CET", 3600)), Parse("A: 1\n\nno line end")); err != nil {
		t.Fatal(err)
	}
	const want = "From alice@alpha.example Mon Mar  2 09:00:01 2026\nSubject: x\n\n>From here on\n>>From there\nFromage\n\n" +
		"From MAILER-DAEMON Mon Mar  2 09:00:01 2026\nA: 1\n\nno line end\n\n"
	if b.String() != want {
		t.Errorf("got %q\nwant %q", b.String(), want)
	}
}

func TestEncodedTextIsReadBackByOthers(t *testing.T) {
	var dec mime.WordDecoder
	for _, text := range []string{
		"Lunch?", "Grüße aus Köln", "=?utf-8?q?not_encoded?=", strings.Repeat("漢字 ", 40) + "終", "a" + strings.Repeat(" ü", 60), "😀 under_score=?",
	} {
		encoded := EncodeText(text)
		if got, err := dec.DecodeHeader(NewField("Subject", encoded).Value()); err != nil || got != text {
			t.Errorf("%q is encoded %q and read as %q, %v", text, encoded, got, err)
		}
		if got := DecodeText(NewField("Subject", encoded).Value()); got != text {
			t.Errorf("%q is encoded %q and decoded as %q", text, encoded, got)
		}
		for line := range strings.SplitSeq(NewField("Subject", encoded).Raw(), "\r\n") {
			if len(line) > 76 {
				t.Errorf("a line of %d octets: %q", len(line), line)
			}
		}
	}
}

func TestMessageIDsDependOnInstantAndChance(t *testing.T) {
	chance := rand.New(rand.NewPCG(1, 2))
	id := NewMessageID(morning, chance, "alice.alpha.example")
	if !regexp.MustCompile(`^<20260302090001\.[0-9a-f]{12}@alice\.alpha\.example>$`).MatchString(id) {
		t.Errorf("id %q", id)
	}
	if again := NewMessageID(morning, chance, "alice.alpha.example"); again == id {
		t.Errorf("the same id twice: %s", id)
	}
}
