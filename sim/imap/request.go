package imap

import (
	"bytes"
	"strconv"
	"strings"
)

const (
	// maxLine is how long a line may be (RFC 7162 §4 recommends 8192).
	maxLine = 8192
	// maxCommand is how many octets a command may have, its literals not
	// counted; the library gives up at 50 kB without a word.
	maxCommand = 32 << 10
	// maxUnasked is how long a literal may be that is sent without waiting for
	// leave (RFC 7888 §5, LITERAL-).
	maxUnasked = 4096
	// maxStrikes is how many lines in a row that are no IMAP the server takes.
	maxStrikes = 20
)

// request is the command that is under way, as far as the front must understand
// it: where it ends, and whether the library is done with it.
type request struct {
	tag, name string // name in upper case, "UID FETCH" for two words
	input     string // its first line
	done      bool   // the tagged answer was said
	leave     bool   // the library said go on
	size      int    // octets so far without literals

	literal int64 // octets of a literal still to come
	asks    bool  // the client waits for leave to send it
	goesOn  bool  // the next line belongs to this command

	strikes int // commands in a row that were no IMAP
}

// idling reports whether all the client may say now is DONE.
func (r *request) idling() bool { return r.name == "IDLE" && !r.done }

// next takes the next line, or part of a literal, from what was read. It is false
// if there is not enough.
func (f *front) next() bool {
	if f.asks && !f.leave {
		f.literal, f.goesOn = 0, false
	}
	f.asks, f.leave = false, false
	if f.literal > 0 {
		return f.takeLiteral()
	}
	end := bytes.IndexByte(f.raw, '\n') + 1
	if end > maxLine || end == 0 && len(f.raw) > maxLine {
		f.dismiss("The line is longer than allowed")
		return true
	}
	if end == 0 {
		return false
	}
	line := f.raw[:end]
	f.raw = f.raw[end:]
	switch {
	case f.goesOn:
		f.proceed(line)
	case f.idling():
		f.ready = doneLine(line)
	case f.name == "AUTHENTICATE" && !f.done:
		f.ready = line
	default:
		f.begin(line)
	}
	return true
}

// takeLiteral passes on what there is of a literal. That of a command which was
// answered already is swallowed, or else it would be taken for commands.
func (f *front) takeLiteral() bool {
	n := min(int64(len(f.raw)), f.literal)
	if !f.done {
		f.ready = f.raw[:n]
	}
	f.raw = f.raw[n:]
	f.literal -= n
	return n > 0
}

// doneLine spells DONE as the library wants it.
func doneLine(line []byte) []byte {
	if bytes.EqualFold(bytes.TrimRight(line, "\r\n"), []byte("DONE")) {
		return []byte("DONE\r\n")
	}
	return line
}

// begin looks at the first line of a command. What is no command the front
// answers itself: the library would close the connection without a word.
func (f *front) begin(line []byte) {
	text := strings.TrimRight(string(line), "\r\n")
	f.request = request{input: text, strikes: f.strikes}
	tag, rest, _ := strings.Cut(text, " ")
	name, arg, _ := strings.Cut(rest, " ")
	if !isWord(tag, "+") || !isWord(name, "") {
		f.reject("*", "The line has no tag and command", line)
		return
	}
	f.tag, f.name = tag, strings.ToUpper(name)
	if f.name == "UID" {
		second, _, _ := strings.Cut(arg, " ")
		f.name += " " + strings.ToUpper(second)
		if !isWord(second, "") {
			f.reject(tag, "UID must be followed by a command", line)
			return
		}
	}
	if strings.ContainsFunc(text, isControl) {
		f.reject(tag, "The line holds a character that is not allowed", line)
		return
	}
	if f.name == "STARTTLS" && f.offers != nil && len(arg) == 0 {
		f.startTLS()
		return
	}
	f.proceed(line)
}

// proceed passes on a line that belongs to the command.
func (f *front) proceed(line []byte) {
	f.goesOn = false
	if f.size += len(line); f.size > maxCommand {
		f.dismiss("The command is longer than allowed")
		return
	}
	if !f.done && inQuotes(line) {
		f.reject(f.tag, "A quoted string does not end", line)
		return
	}
	if size, asks, ok := literalAt(line); ok && !f.expect(size, asks) {
		return
	}
	if !f.done {
		f.ready = line
	}
}

// expect is the announcement of a literal; false if that is too long.
func (f *front) expect(size int64, asks bool) bool {
	if !asks && size > maxUnasked {
		f.dismiss("The literal is too long to be sent without asking")
		return false
	}
	f.literal, f.asks, f.goesOn = size, asks, true
	return true
}

// reject answers a command that the library is not to see. A literal that comes
// with it all the same is swallowed.
func (f *front) reject(tag, why string, line []byte) {
	f.say(tag + " BAD " + why + "\r\n")
	f.done = true
	if size, asks, ok := literalAt(line); ok && !asks {
		f.expect(size, asks)
	}
}

// dismiss ends the connection of a client with which nothing can be done.
func (f *front) dismiss(why string) {
	f.say("* BAD " + why + "\r\n* BYE " + why + "\r\n")
	f.bye = true
}

// literalAt finds the announcement of a literal at the end of a line, "{12}" or
// "{12+}"; asks says that it waits for leave (RFC 9051 §4.3).
func literalAt(line []byte) (size int64, asks, ok bool) {
	line = bytes.TrimRight(line, "\r\n")
	open := bytes.LastIndexByte(line, '{')
	if open < 0 || line[len(line)-1] != '}' {
		return 0, false, false
	}
	digits, unasked := bytes.CutSuffix(line[open+1:len(line)-1], []byte("+"))
	n, err := strconv.ParseUint(string(digits), 10, 63)
	return int64(n), !unasked, err == nil
}

// inQuotes reports whether a line ends inside a quoted string, which may not
// span lines. Lines of which the library has seen the beginning start outside.
func inQuotes(line []byte) bool {
	in := false
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '"':
			in = !in
		case '\\':
			if in {
				i++
			}
		}
	}
	return in
}

// isWord reports whether s could be an atom, of which these are no part either.
func isWord(s, not string) bool {
	return s != "" && !strings.ContainsAny(s, "(){%*\"\\]"+not) &&
		!strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r >= 0x7f })
}

func isControl(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }
