package compose

import (
	"encoding/base64"
	"io"
	"math/rand/v2"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"reflect"
	"strings"
	"testing"
	"time"

	"mailflow/sim/mail"
)

var morning = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

func chance() *rand.Rand { return rand.New(rand.NewPCG(1, 2)) }

func person(name, local, domain string) mail.NamedAddress {
	return mail.NamedAddress{Name: name, Address: mail.Address{Local: local, Domain: domain}}
}

func lunch() Letter {
	return Letter{
		From: person("Alice", "alice", "alpha.example"), To: []mail.NamedAddress{person("", "bob", "beta.example")},
		Subject: "Lunch on Friday?", Text: "Shall we?\n", Host: "alice.alpha.example",
	}
}

func write(t *testing.T, l Letter) mail.Message {
	t.Helper()
	m, err := l.Message(morning, chance())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestAPlainLetterIsPlain(t *testing.T) {
	const want = "From: Alice <alice@alpha.example>\r\nTo: bob@beta.example\r\nSubject: Lunch on Friday?\r\n" +
		"Date: Mon, 2 Mar 2026 09:00:00 +0000\r\nMessage-ID: <20260302090000.c4f5a58656ee@alice.alpha.example>\r\n" +
		"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 7bit\r\n\r\nShall we?\r\n"
	if got := write(t, lunch()).String(); got != want {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestBccIsInTheEnvelopeAlone(t *testing.T) {
	l := lunch()
	l.Cc = []mail.NamedAddress{person("Carol", "carol", "gamma.example")}
	l.Bcc = []mail.NamedAddress{person("Dora", "dora", "delta.example"), l.To[0]}
	want := []string{"bob@beta.example", "carol@gamma.example", "dora@delta.example"}
	if got := mail.Strings(l.Envelope().Recipients); !reflect.DeepEqual(got, want) {
		t.Errorf("recipients %v, want %v", got, want)
	}
	if m := write(t, l); strings.Contains(strings.ToLower(m.String()), "dora") || m.Header().Has("Bcc") {
		t.Errorf("the letter tells of its blind copy:\n%s", m)
	}
}

func TestTheSubmissionServerMayFillIn(t *testing.T) {
	l := lunch()
	l.NoDate, l.NoMessageID = true, true
	if h := write(t, l).Header(); h.Has("Date") || h.Has("Message-ID") {
		t.Errorf("the header has what was to be left out:\n%s", h)
	}
}

func TestAnswersNameWhatTheyAnswer(t *testing.T) {
	l := lunch()
	l.InReplyTo, l.References, l.Program = "<2@x.example>", []string{"<1@x.example>", "<2@x.example>"}, "Mailflow"
	h := write(t, l).Header()
	if h.Get("In-Reply-To") != "<2@x.example>" || h.Get("References") != "<1@x.example> <2@x.example>" || h.Get("User-Agent") != "Mailflow" {
		t.Errorf("header:\n%s", h)
	}
}

func TestTextSurvivesItsEncoding(t *testing.T) {
	for text, encoding := range map[string]string{
		"":                            "7bit",
		"one\ntwo":                    "7bit",
		"From me\r\n.\r\nend\r\n":     "7bit",
		"Grüße\n = trailing \n":       "quoted-printable",
		strings.Repeat("x", 999):      "quoted-printable",
		"a NUL\x00here":               "quoted-printable",
		"old\rMac\r":                  "7bit",
		"8-bit that is no UTF-8 \xff": "quoted-printable",
	} {
		l := lunch()
		l.Text = text
		m := write(t, l)
		if got := m.Header().Get("Content-Transfer-Encoding"); got != encoding {
			t.Errorf("%q: encoding %s, want %s", text, got, encoding)
		}
		var body io.Reader = strings.NewReader(m.Body())
		if encoding == "quoted-printable" {
			body = quotedprintable.NewReader(body)
		}
		got, err := io.ReadAll(body)
		if err != nil || string(got) != canonical(text) {
			t.Errorf("%q came back as %q, %v", text, got, err)
		}
	}
}

func TestAttachmentsAreParts(t *testing.T) {
	l := lunch()
	content := strings.Repeat("\x00\xffbytes", 100)
	l.Attachments = []Attachment{{Name: "menu.pdf", Type: "application/pdf", Content: []byte(content)}, {Name: "notes", Content: nil}}
	m := write(t, l)
	std, err := netmail.ReadMessage(strings.NewReader(m.String()))
	if err != nil {
		t.Fatal(err)
	}
	kind, params, err := mime.ParseMediaType(std.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/mixed" {
		t.Fatalf("content type %q, %v", kind, err)
	}
	var seen []string
	parts := multipart.NewReader(std.Body, params["boundary"])
	for {
		part, err := parts.NextRawPart()
		if err != nil {
			break
		}
		kind, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type"))
		seen = append(seen, kind+" "+part.FileName())
		if part.FileName() == "menu.pdf" {
			got, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, part))
			if err != nil || string(got) != content {
				t.Errorf("the attachment came back as %d octets, %v", len(got), err)
			}
		}
	}
	if want := []string{"text/plain ", "application/pdf menu.pdf", "application/octet-stream notes"}; !reflect.DeepEqual(seen, want) {
		t.Errorf("parts %q", seen)
	}
	for line := range strings.SplitSeq(m.Body(), "\r\n") {
		if len(line) > 78 {
			t.Errorf("a line of %d octets", len(line))
		}
	}
}

func TestAWrongTypeIsAnError(t *testing.T) {
	l := lunch()
	l.Attachments = []Attachment{{Name: "x", Type: "no type"}}
	if m, err := l.Message(morning, chance()); err == nil {
		t.Errorf("written all the same:\n%s", m)
	}
}

func TestTheSameChanceWritesTheSameLetter(t *testing.T) {
	l := lunch()
	l.Attachments = []Attachment{{Name: "ü.txt", Type: "text/plain; charset=utf-8", Content: []byte("x")}}
	first := write(t, l).String()
	for range 20 {
		if again := write(t, l).String(); again != first {
			t.Fatalf("two letters differ:\n%s\n%s", first, again)
		}
	}
}

func TestWhatPeopleTypeStaysInItsField(t *testing.T) {
	l := lunch()
	l.Subject = "x\r\nBcc: eve@evil.example\r\n\r\nhello"
	l.From.Name = "Alice\r\nX: y"
	l.Program = "p\r\n\r\n"
	m := write(t, l)
	if len(m.Header()) != 9 || m.Body() != "Shall we?\r\n" {
		t.Errorf("the header is\n%s", m.Header())
	}
}

// Servers look at the envelope alone, so it may say something else than what
// people read.
func TestAnEnvelopeOfItsOwn(t *testing.T) {
	l := lunch()
	header := write(t, l).Header().String()
	l.Sender = person("", "adam", "alpha.example").Address
	l.Recipients = []mail.Address{person("", "dan", "beta.example").Address}
	if got := write(t, l).Header().String(); got != header {
		t.Errorf("the header became\n%s", got)
	}
	if e := l.Envelope(); e.From != l.Sender || !reflect.DeepEqual(e.Recipients, l.Recipients) {
		t.Errorf("envelope %+v", e)
	}
}

// Who writes a letter by hand gets what they wrote, and no more.
func TestALetterByHandIsLeftAsItIs(t *testing.T) {
	l := lunch()
	l.Content = "From: a@alpha.example\nFrom: b@beta.example\n\nTwo authors"
	if got, want := write(t, l).String(), "From: a@alpha.example\r\nFrom: b@beta.example\r\n\r\nTwo authors\r\n"; got != want {
		t.Errorf("got %q\nwant %q", got, want)
	}
	if got := l.Envelope(); len(got.Recipients) == 0 {
		t.Errorf("the envelope is %v", got)
	}
}
