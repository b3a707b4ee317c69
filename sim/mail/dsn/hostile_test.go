package dsn

import (
	"io"
	"mime/multipart"
	netmail "net/mail"
	"slices"
	"strings"
	"testing"
	"time"

	"mailflow/sim/mail"
)

// hostile is what somebody may try who chooses a subject, an address or the
// words of a reply.
var hostile = []string{
	"x\r\nBcc: eve@evil.example", "x\r\n\r\nbody", "x\nSubject: y", "x\rAction: delivered", "x\x00y", "x\x1b[2J\x07", "\x7f",
	"--boundary", "\r\n--boundary--\r\n", "\r\n\r\nFinal-Recipient: rfc822; a@b.example\r\nAction: delivered", "<script>alert(1)</script>",
	"=cmd|'/C calc'!A1", "{host}{reason}", "; smtp; 250 ok", "\u202egnp.exe", "=?utf-8?q?x=0d=0aBcc:_y?=", strings.Repeat("long ", 400), strings.Repeat("x", 2000),
}

// The report of each dialect keeps its form, whatever stands in the message that
// failed and in what the other server said about it.
func TestNothingBreaksOutOfAReport(t *testing.T) {
	for _, d := range mail.Dialects {
		for _, action := range []Action{Failed, Delayed} {
			for _, evil := range hostile {
				for place, set := range map[string]func(*Report){
					"subject":     func(r *Report) { r.Returned = subject(evil) },
					"sender":      func(r *Report) { r.Sender.Local = evil },
					"recipient":   func(r *Report) { r.Recipients[0].Address.Local = evil },
					"diagnostic":  func(r *Report) { r.Recipients[0].Diagnostic = evil },
					"reason":      func(r *Report) { r.Recipients[0].Reason = evil },
					"remote":      func(r *Report) { r.Recipients[0].RemoteMTA = evil },
					"envelope id": func(r *Report) { r.EnvelopeID = evil },
					"host":        func(r *Report) { r.ReportingMTA = evil },
				} {
					r := failure()
					for i := range r.Recipients {
						r.Recipients[i].Action = action
					}
					set(&r)
					if problem := broken(r, d); problem != "" {
						t.Errorf("%s, %s, %s %.60q: %s", d.Name, action, place, evil, problem)
					}
				}
			}
		}
	}
}

// subject is a message whose subject came over SMTP: no line of it ends within.
func subject(evil string) mail.Message {
	return mail.NewMessage(mail.Header{mail.NewField("Subject", evil)}, "Hello\r\n")
}

// broken says what is wrong with the form of a report, read with the standard
// library.
func broken(r Report, d *mail.Dialect) string {
	m := r.Message(d, start.Add(4*time.Hour), chance())
	names := []string{"From", "Subject", "To", "Auto-Submitted", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Date", "Message-ID"}
	for _, f := range m.Header() {
		if !slices.Contains(names, f.Name()) {
			return "there is a field " + f.Name()
		}
		names = slices.DeleteFunc(names, f.Is)
	}
	if strings.ContainsFunc(m.Header().String(), unseen) {
		return "a control character in the header"
	}
	std, err := netmail.ReadMessage(strings.NewReader(m.String()))
	if err != nil {
		return err.Error()
	}
	_, boundary, _ := strings.Cut(std.Header.Get("Content-Type"), `boundary="`)
	parts := multipart.NewReader(std.Body, strings.TrimSuffix(boundary, `"`))
	count := 0
	for ; ; count++ {
		part, err := parts.NextPart()
		if err != nil {
			break
		}
		var b strings.Builder
		if _, err := io.Copy(&b, part); err != nil {
			return err.Error()
		}
		if count < 2 && strings.ContainsFunc(b.String(), unseen) {
			return "a control character in part " + part.Header.Get("Content-Type")
		}
	}
	if count != 3 {
		return "it has not three parts"
	}
	got, err := Parse(m)
	switch {
	case err != nil:
		return err.Error()
	case len(got.Recipients) != len(r.Recipients):
		return "it has another number of recipients"
	}
	for i, to := range got.Recipients {
		if to.Action != r.Recipients[i].Action || to.Status != r.Recipients[i].Status {
			return "it says that the message was " + string(to.Action) + ", " + to.Status
		}
	}
	return ""
}

func unseen(c rune) bool { return c < ' ' && c != '\t' && c != '\r' && c != '\n' || c == 0x7f }
