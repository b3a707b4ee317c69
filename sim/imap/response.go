package imap

import (
	"bytes"
	"strconv"
	"strings"

	"mailflow/sim/trace"
)

// tell reports what is about to be sent, and learns from it what has become of
// the request.
func (f *front) tell(about trace.About, out []byte) {
	body := trace.IMAPResponse{Lines: shown(out), TLS: f.conn.TLS()}
	var bad string // what was said about a line that is no IMAP
	var bye bool
	for _, line := range body.Lines {
		tag, rest, _ := strings.Cut(string(line), " ")
		state, text, _ := strings.Cut(rest, " ")
		switch {
		case tag == "+":
			f.leave = true
		case tag == "*":
			bye = bye || state == "BYE"
		case tag == f.tag:
			f.done, body.Tag = true, tag
			if state != "BAD" {
				f.strikes = 0
			}
		}
		if state == "BAD" {
			bad = text
		}
	}
	if bad != "" {
		f.strikes++
		f.violated(about, bad, bye)
	}
	seq := f.host.Emit(about, body)
	f.conn.Wire.Say(trace.Mark{Cause: seq, Message: about.Message})
}

// violated tells of a request that is no IMAP.
func (f *front) violated(about trace.About, problem string, closes bool) {
	effect := "replied"
	if closes {
		effect = "closed"
	}
	f.host.Emit(about, trace.ProtocolViolation{
		Protocol: trace.IMAP, Problem: problem, Input: trace.Octets(f.input[:min(len(f.input), 80)]), Effect: effect,
	})
}

// shown is octets as the trace shows them: lines, and of literals only how long
// they are.
func shown(octets []byte) []trace.Octets {
	text := string(withoutLiterals(octets))
	lines := make([]trace.Octets, 0, strings.Count(text, crlf))
	for text != "" {
		line, rest, _ := strings.Cut(text, crlf)
		lines = append(lines, trace.Octets(line))
		text = rest
	}
	return lines
}

// withoutLiterals puts how long a literal is in its place.
func withoutLiterals(octets []byte) []byte {
	if bytes.IndexByte(octets, '{') < 0 {
		return octets
	}
	var out []byte
	for len(octets) > 0 {
		part, rest, _ := bytes.Cut(octets, []byte(crlf))
		size, _, ok := literalAt(part)
		if ok && size <= int64(len(rest)) {
			out = append(out, part[:bytes.LastIndexByte(part, '{')+1]...)
			out = append(strconv.AppendInt(out, size, 10), " octets}"...)
			octets = rest[size:]
			continue
		}
		out = append(append(out, part...), crlf...)
		octets = rest
	}
	return out
}

const crlf = "\r\n"
