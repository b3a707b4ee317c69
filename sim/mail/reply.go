package mail

import (
	"fmt"
	"strconv"
	"strings"
)

// Reply is one answer of an SMTP or LMTP server (RFC 5321 §4.2).
type Reply struct {
	Code     int    // 200 to 599
	Enhanced string // RFC 3463, e.g. "5.1.1"; empty where there is none
	Text     string // lines are separated by "\n"
}

// Positive reports a yes: 2xx.
func (r Reply) Positive() bool { return r.Code/100 == 2 }

// Intermediate reports a "go on": 3xx.
func (r Reply) Intermediate() bool { return r.Code/100 == 3 }

// Transient reports a no that may be a yes later: 4xx.
func (r Reply) Transient() bool { return r.Code/100 == 4 }

// Permanent reports a final no: 5xx.
func (r Reply) Permanent() bool { return r.Code/100 == 5 }

// Status is the enhanced code, or the plainest one of its class where the
// server gave none (RFC 3463 §2): "5.0.0".
func (r Reply) Status() string {
	if r.Enhanced != "" {
		return r.Enhanced
	}
	return strconv.Itoa(r.Code/100) + ".0.0"
}

// String is the reply in one line, for the trace and for reports.
func (r Reply) String() string {
	return strings.ReplaceAll(r.line(' ', r.Text), "\n", " ")
}

// Lines is the reply as sent, each line without its CRLF (RFC 5321 §4.2.1).
func (r Reply) Lines() []string {
	texts := strings.Split(r.Text, "\n")
	for i, text := range texts {
		mark := byte('-')
		if i == len(texts)-1 {
			mark = ' '
		}
		texts[i] = r.line(mark, Clean(text))
	}
	return texts
}

// Wire is the reply as sent.
func (r Reply) Wire() string { return strings.Join(r.Lines(), "\r\n") + "\r\n" }

func (r Reply) line(mark byte, text string) string {
	s := strconv.Itoa(r.Code) + string(mark)
	if r.Enhanced != "" {
		s += r.Enhanced + " "
	}
	return s + text
}

// ParseReply reads a whole reply from its lines, without CRLF. It is an error
// if they do not begin with the same three digits, or not end where the reply
// says that it ends.
func ParseReply(lines []string) (Reply, error) {
	var r Reply
	var text strings.Builder
	for i, line := range lines {
		code, mark, rest, ok := cutReplyLine(line)
		if !ok || i > 0 && code != r.Code || (mark == '-') != (i < len(lines)-1) {
			return Reply{}, fmt.Errorf("mail: %q does not fit into a reply", line)
		}
		enhanced, words := cutEnhanced(code, rest)
		switch {
		case len(lines) == 1:
			return Reply{Code: code, Enhanced: enhanced, Text: words}, nil
		case i == 0:
			r.Code, r.Enhanced = code, enhanced
			text.Grow(32 * len(lines))
		default:
			text.WriteByte('\n')
		}
		text.WriteString(words)
	}
	if len(lines) == 0 {
		return Reply{}, fmt.Errorf("mail: a reply has at least one line")
	}
	r.Text = text.String()
	return r, nil
}

// LastReplyLine reports whether this line ends a reply.
func LastReplyLine(line string) bool { return len(line) < 4 || line[3] != '-' }

func cutReplyLine(line string) (code int, mark byte, text string, ok bool) {
	if len(line) < 3 {
		return 0, 0, "", false
	}
	code, err := strconv.Atoi(line[:3])
	if err != nil || code < 200 || code > 599 {
		return 0, 0, "", false
	}
	if len(line) == 3 { // RFC 5321 §4.2: clients must take a bare code
		return code, ' ', "", true
	}
	return code, line[3], line[4:], line[3] == ' ' || line[3] == '-'
}

// cutEnhanced takes "5.1.1 " off the text, if its class agrees with the code
// (RFC 2034 §4).
func cutEnhanced(code int, text string) (enhanced, rest string) {
	word, rest, _ := strings.Cut(text, " ")
	class, tail, _ := strings.Cut(word, ".")
	subject, detail, _ := strings.Cut(tail, ".")
	if class != strconv.Itoa(code/100) || code/100 == 3 || !isDetail(subject) || !isDetail(detail) {
		return "", text
	}
	return word, rest
}

// isDetail reports whether s is a number from 0 to 999, in no more digits than
// it needs (RFC 3463 §2).
func isDetail(s string) bool {
	if len(s) == 0 || len(s) > 3 || s[0] == '0' && s != "0" {
		return false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
