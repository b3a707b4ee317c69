package trace

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// Octets is text as it was on the wire, which need not be valid UTF-8. In JSON
// it is a string where it can be, and {"base64": "…"} where a string would
// not bring the same octets back.
type Octets string

type base64Octets struct {
	Base64 []byte `json:"base64"`
}

// MarshalJSON implements [json.Marshaler].
func (o Octets) MarshalJSON() ([]byte, error) {
	if utf8.ValidString(string(o)) {
		return marshal(string(o))
	}
	return marshal(base64Octets{[]byte(o)})
}

// UnmarshalJSON implements [json.Unmarshaler].
func (o *Octets) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err == nil {
		*o = Octets(s)
		return nil
	}
	var raw base64Octets
	if err := json.Unmarshal(b, &raw); err != nil {
		return fmt.Errorf("trace: octets are neither a string nor base64: %w", err)
	}
	*o = Octets(raw.Base64)
	return nil
}
