package form

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// load reads the one YAML document of a file, or says what is wrong with it.
func load(src []byte) (*yaml.Node, *Fault) {
	if f := unprintable(src); f != nil {
		return nil, f
	}
	loader, err := yaml.NewLoader(bytes.NewReader(src))
	if err != nil {
		panic("form: " + err.Error()) // no option is set, so none can be wrong
	}
	var doc, second yaml.Node
	switch err := loader.Load(&doc); {
	case errors.Is(err, io.EOF) || err == nil && len(doc.Content) == 0:
		return nil, &Fault{Place: Place{Line: 1, Column: 1}, Message: "the file is empty"}
	case err != nil:
		return nil, syntax(src, err)
	}
	switch err := loader.Load(&second); {
	case errors.Is(err, io.EOF):
		return doc.Content[0], nil
	case err != nil:
		return nil, syntax(src, err)
	}
	return nil, &Fault{Place: within(src, second.Line, second.Column), Message: "a second document begins here; a file holds one"}
}

// syntax turns an error of the YAML reader into plain words.
func syntax(src []byte, err error) *Fault {
	var le *yaml.LoadError
	if !errors.As(err, &le) {
		return &Fault{Place: Place{Line: 1, Column: 1}, Message: "this is not YAML: " + strings.TrimPrefix(err.Error(), "yaml: ")}
	}
	at := within(src, le.Mark.Line, le.Mark.Column)
	if i := le.Mark.Index; i < len(src) && src[i] == '\t' {
		return &Fault{Place: at, Message: "a tab stands here; YAML is indented with spaces"}
	}
	for _, w := range wordings {
		if strings.Contains(le.Message, w.theirs) {
			return &Fault{Place: at, Message: w.ours}
		}
	}
	return &Fault{Place: at, Message: "this is not YAML: " + strings.TrimPrefix(le.Message, "yaml: ")}
}

// wordings explains the commonest mistakes; the first that fits is taken.
var wordings = []struct{ theirs, ours string }{
	{"tab character", "a tab stands here; YAML is indented with spaces"},
	{"mapping values are not allowed", "a colon and a space stand where no key can be; put quotes around text that holds them, or check the indentation"},
	{"did not find expected key", "this line fits no list and no mapping above it; check the indentation"},
	{"did not find expected '-'", "this line fits no list above it; check the indentation"},
	{"did not find expected ',' or '}'", "a comma or a } is missing before this"},
	{"did not find expected ',' or ']'", "a comma or a ] is missing before this"},
	{"unexpected end of stream", "the file ends inside quotes"},
	{"cannot start any token", "no value can begin with this character; put quotes around it"},
	{"unknown anchor", "a value that begins with * means an alias in YAML; put quotes around it"},
	{"expected node content", "a value is missing here"},
	{"max depth", "this is nested too deeply"},
}

// unprintable finds the first character that YAML does not allow, or about
// which YAML and editors do not agree whether it ends a line.
func unprintable(src []byte) *Fault {
	at := Place{Line: 1, Column: 1}
	for i := 0; i < len(src); {
		r, n := utf8.DecodeRune(src[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			return &Fault{Place: at, Message: "this is not UTF-8 text"}
		case r == 0x85 || r == 0x2028 || r == 0x2029 || r == '\r' && !bytes.HasPrefix(src[i+1:], []byte("\n")):
			return &Fault{Place: at, Message: "an unusual end of line stands here"}
		case r < ' ' && r != '\t' && r != '\n' && r != '\r', r >= 0x7F && r < 0xA0, r == 0xFEFF && i > 0, r == 0xFFFE, r == 0xFFFF:
			return &Fault{Place: at, Message: "a control character stands here"}
		case r == '\n':
			at = Place{Line: at.Line + 1, Column: 1}
		default:
			at.Column++
		}
		i += n
	}
	return nil
}

// within keeps a position inside the file: some mistakes are found only after
// its end, where an editor cannot go.
func within(src []byte, line, column int) Place {
	p, last := Place{Line: max(1, line), Column: max(1, column)}, end(src)
	if last.Before(p) {
		return last
	}
	return p
}

// end is the position after the last character of a file.
func end(src []byte) Place {
	src = bytes.TrimSuffix(src, []byte("\n"))
	start := 1 + bytes.LastIndexByte(src, '\n')
	return Place{Line: 1 + bytes.Count(src, []byte("\n")), Column: 1 + utf8.RuneCount(bytes.TrimRight(src[start:], "\r"))}
}
