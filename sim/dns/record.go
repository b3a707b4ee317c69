package dns

import (
	"errors"
	"fmt"
	"strings"

	codec "github.com/miekg/dns"

	"mailflow/sim/trace"
)

// parse reads a record written as in a zone file. A TXT record whose data does
// not start with a quotation mark is one text, whatever blanks it has.
func parse(t trace.Record) (records, error) {
	name := complete(t.Name)
	if err := checkName(name); err != nil {
		return records{}, err
	}
	typ, ok := typeOf(t.Type)
	if !ok || typ == 0 || typ == codec.TypeOPT || typ >= codec.TypeTKEY && typ <= codec.TypeANY {
		return records{}, fmt.Errorf("there are no records of type %q", t.Type)
	}
	if r, ok := plainRecord(name, typ, t); ok {
		return r, nil
	}
	return written(name, typ, t)
}

// written reads any record there is.
func written(name string, typ uint16, t trace.Record) (records, error) {
	data := t.Data
	if strings.ContainsFunc(data, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return records{}, errors.New("the data has a control character")
	}
	if typ == codec.TypeTXT && !strings.HasPrefix(data, `"`) {
		data = quote(data)
	}
	// The name is set afterwards, so that nothing in it is read as syntax.
	rr, err := codec.NewRR(". IN " + typeName(typ) + " " + data)
	if err != nil || rr == nil {
		return records{}, fmt.Errorf("the data %q is not that of a record of type %s", t.Data, t.Type)
	}
	h := rr.Header()
	h.Name, h.Ttl = name, t.TTL
	return normal(rr)
}

// normal packs and unpacks a record: what it becomes is what everybody gets.
func normal(rr codec.RR) (records, error) {
	buf := make([]byte, codec.Len(rr)+1)
	n, err := codec.PackRR(rr, buf, 0, nil, false)
	if err != nil {
		return records{}, fmt.Errorf("the record cannot be sent: %w", err)
	}
	back, _, err := codec.UnpackRR(buf[:n], 0)
	if err != nil {
		return records{}, fmt.Errorf("the record cannot be sent: %w", err)
	}
	if back.Header().Rdlength == 0 {
		return records{}, errors.New("the record has no data")
	}
	return present(back), nil
}

// maxText is how long one of the strings of a TXT record can be (RFC 1035
// §3.3.14); a longer text is several of them (RFC 7208 §3.3).
const maxText = 255

// quote writes a text as the data of a TXT record.
func quote(text string) string {
	var sb strings.Builder
	for {
		n := min(len(text), maxText)
		sb.WriteByte('"')
		for i := range n {
			if text[i] == '"' || text[i] == '\\' {
				sb.WriteByte('\\')
			}
			sb.WriteByte(text[i])
		}
		sb.WriteByte('"')
		if text = text[n:]; text == "" {
			return sb.String()
		}
		sb.WriteByte(' ')
	}
}

// unquote is the text of a TXT record: its strings, which the library keeps
// as a zone file writes them, put together (RFC 1035 §5.1).
func unquote(strs []string) string {
	var sb strings.Builder
	for _, s := range strs {
		for i := 0; i < len(s); i++ {
			c := s[i]
			if c == '\\' && i+3 < len(s) && isDigits(s[i+1:i+4]) {
				c = (s[i+1]-'0')*100 + (s[i+2]-'0')*10 + s[i+3] - '0'
				i += 3
			} else if c == '\\' && i+1 < len(s) {
				i++
				c = s[i]
			}
			sb.WriteByte(c)
		}
	}
	return sb.String()
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
