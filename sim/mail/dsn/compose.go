package dsn

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"mailflow/sim/mail"
)

// Message writes the report, in the words of a dialect.
func (r Report) Message(d *mail.Dialect, at time.Time, chance *rand.Rand) mail.Message {
	boundary := fmt.Sprintf("%016X/%s", chance.Uint64(), mail.CleanToken(r.ReportingMTA))
	w := r.words(at)
	body := r.body(d, boundary, w)
	header := r.header(d, boundary, !isASCII(body), w)
	header = append(header,
		mail.NewField("Date", mail.FormatDate(at)),
		mail.NewField("Message-ID", mail.NewMessageID(at, chance, r.ReportingMTA)))
	return mail.NewMessage(header, body)
}

// words are what the wording of a report may name.
func (r Report) words(at time.Time) mail.Words {
	return mail.Words{
		Host: r.ReportingMTA, ID: r.QueueID, Subject: r.Returned.Header().Get("Subject"),
		Sender: r.Sender.Path(), Age: age(at.Sub(r.Arrival)),
	}
}

// age is how long something has lasted, as people say it.
func age(d time.Duration) string {
	switch minutes := int64(d.Round(time.Minute).Minutes()); {
	case minutes < 2:
		return "a minute"
	case minutes < 120:
		return fmt.Sprintf("%d minutes", minutes)
	}
	return fmt.Sprintf("%d hours", int64(d.Round(time.Hour).Hours()))
}

func (r Report) body(d *mail.Dialect, boundary string, w mail.Words) string {
	var b strings.Builder
	part := func(mediaType, content string) {
		b.WriteString("--" + boundary + "\r\nContent-Type: " + mediaType + "\r\n")
		if !isASCII(content) {
			b.WriteString("Content-Transfer-Encoding: 8bit\r\n")
		}
		b.WriteString("\r\n" + content + "\r\n")
	}
	b.WriteString("This is a message in MIME format, in three parts.\r\n\r\n")
	part("text/plain; charset=utf-8", r.explanation(d, w))
	part("message/delivery-status", r.status(d))
	if r.Whole {
		part("message/rfc822", r.Returned.String())
	} else {
		part("text/rfc822-headers", r.Returned.Header().String())
	}
	b.WriteString("--" + boundary + "--\r\n")
	return b.String()
}

func (r Report) header(d *mail.Dialect, boundary string, eightBit bool, w mail.Words) mail.Header {
	author := mail.NamedAddress{
		Name:    d.Bounce.FromName,
		Address: mail.Address{Local: d.Bounce.FromLocal, Domain: mail.CleanToken(r.ReportingMTA)},
	}
	subject := d.Bounce.FailedSubject
	if r.onlyDelays() {
		subject = d.Bounce.DelayedSubject
	}
	fields := mail.Header{
		mail.NewField("From", author.String()),
		mail.NewField("Subject", w.Fill(subject)),
		mail.NewField("To", r.Sender.Path()),
		mail.NewField("Auto-Submitted", "auto-replied"), // RFC 3834 §5
		mail.NewField("MIME-Version", "1.0"),
		mail.FoldedField("Content-Type", "multipart/report; report-type=delivery-status;", `boundary="`+boundary+`"`),
	}
	if eightBit {
		fields = append(fields, mail.NewField("Content-Transfer-Encoding", "8bit"))
	}
	return fields
}

// explanation is the part for people.
func (r Report) explanation(d *mail.Dialect, w mail.Words) string {
	text, line := d.Bounce.Failed, d.Bounce.FailedRecipient
	if r.onlyDelays() {
		text, line = d.Bounce.Delayed, d.Bounce.DelayedRecipient
	}
	text = w.Fill(text)
	for _, to := range r.Recipients {
		w.Address, w.Reason = to.Address.String(), cmp.Or(to.Reason, to.Diagnostic)
		text += "\n" + w.Fill(line)
	}
	return strings.ReplaceAll(text, "\n", "\r\n")
}

// status is the part for programs: one block of fields about the message, then
// one for each recipient (RFC 3464 §2.1).
func (r Report) status(d *mail.Dialect) string {
	var block mail.Header
	add := func(name, prefix, value string) {
		if value != "" {
			block = append(block, mail.NewField(name, prefix+value))
		}
	}
	add("Reporting-MTA", "dns; ", r.ReportingMTA)
	add("Original-Envelope-Id", "", r.EnvelopeID)
	add("X-"+d.Product+"-Queue-ID", "", r.QueueID)
	add("X-"+d.Product+"-Sender", "rfc822; ", r.Sender.String())
	add("Arrival-Date", "", date(r.Arrival))
	status := block.String()
	for _, to := range r.Recipients {
		block = nil
		if !to.Original.IsNull() {
			add("Original-Recipient", "rfc822; ", to.Original.String())
		}
		add("Final-Recipient", "rfc822; ", to.Address.String())
		add("Action", "", string(to.Action))
		add("Status", "", to.Status)
		add("Remote-MTA", "dns; ", to.RemoteMTA)
		kind := d.Bounce.LocalDiagnostic
		if to.RemoteMTA != "" {
			kind = "smtp"
		}
		add("Diagnostic-Code", kind+"; ", to.Diagnostic)
		add("Will-Retry-Until", "", date(to.RetryUntil))
		status += "\r\n" + block.String()
	}
	return status
}

func (r Report) onlyDelays() bool {
	for _, to := range r.Recipients {
		if to.Action != Delayed {
			return false
		}
	}
	return true
}

func date(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return mail.FormatDate(at)
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > 0x7f })
}
