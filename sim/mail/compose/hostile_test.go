package compose

import (
	"mime"
	"mime/multipart"
	netmail "net/mail"
	"strings"
	"testing"

	"mailflow/sim/mail"
)

// evil is what somebody may type, or a stranger may have written.
var evil = []string{
	"a\r\nBcc: eve@evil.example", "a\nX: y", "a\rX: y", "a\x00b", "\"; filename=\"other", `a\`, `a\"`, "a\x1b[2J", "Grüße", "日本語の長い名前" + strings.Repeat("長", 200),
	"\xff\xfe", "=?utf-8?q?=0D=0AX:_y?=", strings.Repeat("x", 500), "a;b=c", "../../etc/passwd", "<b>", "\u202egnp.exe", "", "\t", "a\u2028b",
}

// Whatever a file is called, its name stays in its parameter, and comes back as
// it was but for what could end a line.
func TestNamesOfFilesStayInTheirPlace(t *testing.T) {
	for _, name := range evil {
		l := lunch()
		l.Attachments = []Attachment{{Name: name, Content: []byte("x")}}
		m := write(t, l)
		checkLines(t, name, m)
		std, err := netmail.ReadMessage(strings.NewReader(m.String()))
		if err != nil {
			t.Fatalf("%q: %v", name, err)
		}
		_, params, _ := mime.ParseMediaType(std.Header.Get("Content-Type"))
		parts := multipart.NewReader(std.Body, params["boundary"])
		parts.NextRawPart()
		part, err := parts.NextRawPart()
		if err != nil {
			t.Fatalf("%q: %v", name, err)
		}
		if len(part.Header) != 3 {
			t.Errorf("%q: the part's header is %q", name, part.Header)
		}
		_, params, err = mime.ParseMediaType(part.Header.Get("Content-Disposition"))
		if want := strings.ToValidUTF8(mail.Clean(name), "?"); err != nil || params["filename"] != want || len(params) != 1 {
			t.Errorf("%q came back as %q, %v", name, params, err)
		}
		if strings.Contains(part.Header.Get("Content-Disposition"), "=?") && !strings.Contains(name, "=?") {
			t.Errorf("%q: an encoded word in a parameter", name)
		}
	}
}

// Whatever people are called and letters are about, a field stays one field.
func TestWordsStayInTheirFields(t *testing.T) {
	for _, word := range evil {
		l := lunch()
		l.Subject, l.From.Name, l.To[0].Name = word, word, word
		if strings.IndexFunc(word, func(r rune) bool { return r > '~' }) < 0 {
			l.Program, l.InReplyTo, l.References = word, word, []string{word, word}
		}
		m := write(t, l)
		checkLines(t, word, m)
		for _, f := range m.Header() {
			if !strings.Contains("From To Subject Date Message-ID In-Reply-To References User-Agent MIME-Version Content-Type Content-Transfer-Encoding", f.Name()) {
				t.Errorf("%q made the field %q", word, f.Raw())
			}
		}
		if m.Body() != "Shall we?\r\n" {
			t.Errorf("%q changed the body to %q", word, m.Body())
		}
	}
}

// A letter that is passed on whole is one part, whatever is in it.
func TestALetterInALetter(t *testing.T) {
	for inner, kind := range map[string]string{
		"Subject: a\r\n\r\nb\r\n":               Whole,
		"Subject: a\r\n\r\nbare\nline feed\r\n": "application/octet-stream",
		"Subject: a\r\n\r\n8 bits \xe4\r\n":     "application/octet-stream",
		strings.Repeat("x", 999):                "application/octet-stream",
	} {
		l := lunch()
		l.Attachments = []Attachment{{Name: "letter.eml", Type: Whole, Content: []byte(inner)}}
		m := write(t, l)
		if kind == Whole != strings.Contains(m.Body(), "\r\n\r\n"+inner) || !strings.Contains(m.Body(), "Content-Type: "+kind) {
			t.Errorf("%q:\n%s", inner, m)
		}
	}
}

// checkLines sees to it that SMTP can carry every line.
func checkLines(t *testing.T, what string, m mail.Message) {
	t.Helper()
	for line := range strings.SplitSeq(m.String(), "\r\n") {
		if len(line) > longestLine || strings.ContainsFunc(line, func(r rune) bool { return r < ' ' && r != '\t' || r > '~' }) {
			t.Errorf("%q: the line %.80q", what, line)
		}
	}
}
