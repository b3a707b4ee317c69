package dsn

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	netmail "net/mail"
	"strings"
	"time"

	"mailflow/sim/mail"
)

// ErrNotReport says that a message is no delivery status notification.
var ErrNotReport = errors.New("dsn: the message is no delivery status notification")

// Parse reads a report, of any software. What it does not say stays empty. The
// error is, or wraps, [ErrNotReport].
func Parse(m mail.Message) (Report, error) {
	kind, params, err := mime.ParseMediaType(m.Header().Get("Content-Type"))
	if err != nil || kind != "multipart/report" || !strings.EqualFold(params["report-type"], "delivery-status") || params["boundary"] == "" {
		return Report{}, ErrNotReport
	}
	var r Report
	found := false
	parts := multipart.NewReader(strings.NewReader(m.Body()), params["boundary"])
	for {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return Report{}, fmt.Errorf("%w: %w", ErrNotReport, err)
		}
		content, err := io.ReadAll(part)
		if err != nil {
			return Report{}, fmt.Errorf("%w: %w", ErrNotReport, err)
		}
		switch kind, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type")); kind {
		case "message/delivery-status":
			found = true
			r.readStatus(string(content))
		case "message/rfc822":
			r.Returned, r.Whole = mail.Parse(string(content)), true
		case "text/rfc822-headers":
			r.Returned = mail.Parse(string(content))
		}
	}
	if !found {
		return Report{}, ErrNotReport
	}
	return r, nil
}

// readStatus reads the blocks, which are divided by empty lines.
func (r *Report) readStatus(content string) {
	about := true
	for content != "" {
		block := mail.Parse(content)
		content = block.Body()
		h := block.Header()
		switch {
		case len(h) == 0 && content == block.String():
			return // what follows is no block of fields
		case len(h) == 0:
		case about:
			about = false
			r.readMessage(h)
		default:
			r.Recipients = append(r.Recipients, readRecipient(h))
		}
	}
}

func (r *Report) readMessage(h mail.Header) {
	r.ReportingMTA = typed(h.Get("Reporting-MTA"))
	r.EnvelopeID = h.Get("Original-Envelope-Id")
	r.Arrival = instant(h.Get("Arrival-Date"))
	for _, f := range h {
		switch name := strings.ToLower(f.Name()); {
		case strings.HasPrefix(name, "x-") && strings.HasSuffix(name, "-queue-id"):
			r.QueueID = f.Value()
		case strings.HasPrefix(name, "x-") && strings.HasSuffix(name, "-sender"):
			r.Sender = address(f.Value())
		}
	}
}

func readRecipient(h mail.Header) Recipient {
	return Recipient{
		Address:    address(h.Get("Final-Recipient")),
		Original:   address(h.Get("Original-Recipient")),
		Action:     Action(strings.ToLower(h.Get("Action"))),
		Status:     h.Get("Status"),
		RemoteMTA:  typed(h.Get("Remote-MTA")),
		Diagnostic: typed(h.Get("Diagnostic-Code")),
		RetryUntil: instant(h.Get("Will-Retry-Until")),
	}
}

// typed takes the type off a value like "smtp; 550 no".
func typed(value string) string {
	_, v, ok := strings.Cut(value, ";")
	if !ok {
		return value
	}
	return strings.TrimSpace(v)
}

// address is null where the report has none that we could write to.
func address(value string) mail.Address {
	a, err := mail.ParseReversePath(typed(value))
	if err != nil {
		return mail.Address{}
	}
	return a
}

func instant(value string) time.Time {
	at, err := netmail.ParseDate(value)
	if err != nil {
		return time.Time{}
	}
	return at
}
