package smtp

import (
	"strconv"
	"strings"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// chunk is what one BDAT announced (RFC 3030 §2). Go-smtp hears nothing of
// BDAT: it would take a chunk that was cut off for a whole message.
type chunk struct {
	left    uint64 // octets still to come
	size    uint64
	last    bool
	refusal mail.Reply // what the octets, once skipped, are answered with; zero if they count
	problem string
}

// commandBdat announces a chunk. Its octets follow whatever becomes of the
// command, so the answer waits for them.
func (f *front) commandBdat() {
	r := &f.cfg.Dialect.Replies
	words := strings.Fields(f.arg)
	if len(words) == 0 || len(words) > 2 || len(words) == 2 && !strings.EqualFold(words[1], "LAST") {
		f.reject(r.BadSyntax, "BDAT is not followed by a number, and LAST at the end")
		return
	}
	size, err := strconv.ParseUint(words[0], 10, 63)
	if err != nil {
		f.reject(r.BadSyntax, "BDAT does not say how many octets follow")
		return
	}
	f.chunk = chunk{left: size, size: size, last: len(words) == 2}
	switch {
	case !f.begun:
		f.chunk.refusal, f.chunk.problem = r.NeedMail, "BDAT came before MAIL"
	case len(f.Envelope.Recipients) == 0:
		f.chunk.refusal, f.chunk.problem = r.NeedRcpt, "BDAT came before a recipient was accepted"
	default:
		if !f.chunked {
			f.chunked = true
			f.beginText()
		}
	}
	f.reading = counted
	f.takeChunk()
}

// takeChunk takes octets of the chunk, up to its end.
func (f *front) takeChunk() {
	c := &f.chunk
	n := min(uint64(len(f.in)), c.left)
	if c.refusal.Code == 0 {
		f.text.add(f.in[:n])
	}
	f.in = f.in[n:]
	if c.left -= n; c.left > 0 {
		return
	}
	f.reading = commands
	switch {
	case c.refusal.Code != 0:
		f.reject(c.refusal, c.problem)
	case c.last:
		f.whole = true
		f.give = "DATA\r\n"
	case f.text.tooBig():
		f.refuse(trace.AtData, Answer{f.cfg.Dialect.Replies.TooBigInData, whyTooBig}, f.Envelope.From.String(), "")
		f.give, f.mute = "RSET\r\n", true
	default:
		f.say(mail.Reply{Code: 250, Enhanced: "2.0.0", Text: "Ok: " + strconv.FormatUint(c.size, 10) + " octets"})
	}
}
