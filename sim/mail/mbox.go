package mail

import (
	"io"
	"strings"
	"time"
)

// WriteMbox writes one message in the "default" format of RFC 4155: a From
// line with sender and date, lines that end in LF alone, an empty line after.
// Lines that could be taken for a From line get one more ">", those that have
// some already too (mboxrd), so that nothing is lost on the way back.
func WriteMbox(w io.Writer, sender Address, at time.Time, m Message) error {
	from := sender.String()
	if from == "" || strings.Contains(from, " ") {
		from = "MAILER-DAEMON"
	}
	var b strings.Builder
	b.Grow(m.Len() + 128)
	b.WriteString("From " + from + " " + at.UTC().Format(time.ANSIC) + "\n")
	text := strings.TrimSuffix(strings.ReplaceAll(m.String(), "\r\n", "\n"), "\n")
	for line := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(strings.TrimLeft(line, ">"), "From ") {
			b.WriteByte('>')
		}
		b.WriteString(line)
		b.WriteByte('\n')
	}
	b.WriteByte('\n')
	_, err := io.WriteString(w, b.String())
	return err
}
