package smtp

import (
	"strconv"
	"strings"

	"mailflow/sim/mail"
)

// cutPath takes what follows MAIL or RCPT apart: the keyword, the address with
// its brackets, and the parameters. The brackets may be missing, and a blank
// may stand before the address: both are wrong and seen every day.
func cutPath(arg, keyword string) (path, parameters string, ok bool) {
	if len(arg) < len(keyword) || !strings.EqualFold(arg[:len(keyword)], keyword) {
		return "", "", false
	}
	arg = strings.TrimLeft(arg[len(keyword):], " ")
	if !strings.HasPrefix(arg, "<") {
		path, parameters, _ = strings.Cut(arg, " ")
		return path, parameters, path != ""
	}
	end := closing(arg)
	if end < 0 || end < len(arg) && arg[end] != ' ' {
		return "", "", false
	}
	return arg[:end], arg[end:], true
}

// closing is where a path ends, behind its bracket; one inside of quotes does
// not count. It is -1 if there is none.
func closing(path string) int {
	quoted := false
	for i := 0; i < len(path); i++ {
		switch c := path[i]; {
		case c == '\\' && quoted:
			i++
		case c == '"':
			quoted = !quoted
		case c == '>' && !quoted:
			return i + 1
		}
	}
	return -1
}

// mailParameters reads the parameters of MAIL, and returns the first that is
// not offered or makes no sense.
func (f *front) mailParameters(e *mail.Envelope, parameters string) (bad string) {
	if parameters == "" {
		return ""
	}
	for p := range strings.FieldsSeq(parameters) {
		key, value, _ := strings.Cut(p, "=")
		if !f.mailParameter(e, strings.ToUpper(key), value) {
			return p
		}
	}
	return ""
}

func (f *front) mailParameter(e *mail.Envelope, key, value string) (ok bool) {
	switch key {
	case "SIZE": // RFC 1870 §3
		size, err := strconv.ParseUint(value, 10, 63)
		e.Size = int(size)
		return err == nil
	case "BODY": // RFC 6152 §3
		e.EightBit = strings.EqualFold(value, "8BITMIME")
		return e.EightBit || strings.EqualFold(value, "7BIT")
	case "AUTH": // who wrote it, which nobody need believe (RFC 4954 §5)
		return f.cfg.Auth && value != ""
	}
	return false
}

func (f *front) rejectParameter(bad string) {
	w := f.words()
	w.Command = bad
	f.reject(f.cfg.Dialect.Replies.BadParameter.With(w), f.verb+" has a parameter that the server does not offer, or that makes no sense")
}
