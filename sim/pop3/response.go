package pop3

import (
	"strings"
	"time"

	"mailflow/sim/trace"
)

// sending is how long the server waits for a client that does not read.
const sending = 10 * time.Minute

// response is what the server says at one go.
type response struct {
	status  string   // the first line
	listing []string // further lines, which a line with a dot ends; nil: none
	message string   // octets of a message
	sends   bool     // there is a message, be it empty
	about   string   // the identity of the message
}

func (s *session) yes(text string) { s.respond(response{status: "+OK " + text}) }

func (s *session) no(text string) { s.respond(response{status: "-ERR " + text}) }

// respond tells the trace and sends.
func (s *session) respond(r response) {
	lines := append([]string{r.status}, r.listing...)
	if r.listing != nil {
		lines = append(lines, ".")
	}
	body := trace.POP3Response{OK: r.status[0] != '-', Octets: len(r.message), TLS: s.conn.TLS()}
	body.Lines = make([]trace.Octets, len(lines))
	var b strings.Builder
	b.Grow(len(r.message) + 64)
	for i, line := range lines {
		body.Lines[i] = trace.Octets(line)
		b.WriteString(line)
		b.WriteString("\r\n")
	}
	if r.sends {
		stuff(&b, r.message)
	}
	s.send(r.about, body, b.String())
}

func (s *session) send(about string, body trace.POP3Response, octets string) {
	a := s.about()
	if about != "" {
		a.Message = about
	}
	seq := s.cfg.Host.Emit(a, body)
	s.conn.Wire.Say(trace.Mark{Cause: seq, Message: a.Message})
	s.conn.SetWriteDeadline(s.cfg.Host.Now().Add(sending))
	if _, err := s.conn.Write([]byte(octets)); err != nil {
		s.over = true
	}
}

// about is who says something, to whom, and why.
func (s *session) about() trace.About {
	w := s.conn.Wire
	return trace.About{Role: trace.MDA, Peer: w.PeerName(), Conn: w.ID(), Message: s.heard.Message, Cause: s.heard.Cause}
}

// violation says no to a line that is not allowed, and goodbye to a client that
// says nothing else.
func (s *session) violation(problem, text string) {
	effect := "replied"
	if s.strikes++; s.strikes >= maxStrikes {
		effect, text, s.over = "closed", "Too many errors", true
	}
	s.tellViolation(problem, effect)
	s.no(text)
}

func (s *session) tellViolation(problem, effect string) {
	s.cfg.Host.Emit(s.about(), trace.ProtocolViolation{
		Protocol: trace.POP3, Problem: problem, Input: trace.Octets(s.line[:min(len(s.line), 80)]), Effect: effect,
	})
}
