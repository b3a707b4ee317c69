package smtp

import (
	"bufio"
	"bytes"
	"errors"
	"strings"
	"time"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// The largest reply that a client takes. A line need not be longer than 512
// octets (RFC 5321 §4.5.3.1.5).
const (
	maxReplyLine  = 1024
	maxReplyLines = 128
)

// ErrReply is a server that does not speak the protocol.
var ErrReply = errors.New("smtp: the server's words are no reply")

// read reads one whole reply.
func (c *Client) read(patience time.Duration) (mail.Reply, error) {
	c.raw.SetReadDeadline(c.raw.Host().Now().Add(patience))
	text, err := c.readLines()
	if err != nil {
		return mail.Reply{}, err
	}
	c.mark.Cause = c.raw.Heard().Cause
	var few [8]string
	lines := few[:0]
	for line := range strings.SplitSeq(text, "\n") {
		lines = append(lines, line)
	}
	r, err := mail.ParseReply(lines)
	if err != nil {
		return mail.Reply{}, c.noReply([]byte(text), "the server's words are no reply")
	}
	return r, nil
}

// readLines reads the lines of one reply and joins them by "\n".
func (c *Client) readLines() (string, error) {
	c.heard = c.heard[:0]
	for range maxReplyLines {
		line, err := c.in.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			return "", c.noReply(line, "the server's reply has a line that does not end")
		}
		if err != nil {
			return "", err
		}
		line = bytes.TrimRight(line, "\r\n")
		if len(line) < 3 || !isDigit(line[0]) || !isDigit(line[1]) || !isDigit(line[2]) {
			return "", c.noReply(line, "the server's words are no reply")
		}
		c.heard = append(c.heard, line...)
		if len(line) == 3 || line[3] != '-' {
			return string(c.heard), nil
		}
		c.heard = append(c.heard, '\n')
	}
	return "", c.noReply(c.heard, "the server's reply does not end")
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// noReply tells the trace about a server that does not speak the protocol.
func (c *Client) noReply(line []byte, problem string) error {
	c.mark.Cause = c.raw.Heard().Cause
	c.mark.Cause = c.raw.Host().Emit(c.about(nil), trace.ProtocolViolation{
		Protocol: c.opts.Protocol, Problem: problem, Input: trace.Octets(line[:min(len(line), 80)]), Effect: "the client gives up",
	})
	return ErrReply
}
