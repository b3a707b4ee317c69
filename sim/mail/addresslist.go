package mail

import (
	"fmt"
	netmail "net/mail"
	"strings"
)

// NamedAddress is an address with the name of its owner, as header fields show
// it (RFC 5322 §3.4).
type NamedAddress struct {
	Name    string // as people read it; may be empty
	Address Address
}

// String writes the address for a header field. A name beyond ASCII becomes an
// encoded word (RFC 2047).
func (n NamedAddress) String() string {
	if n.Name == "" {
		return n.Address.String()
	}
	if !isPlain(n.Name) {
		return EncodeText(n.Name) + " " + n.Address.Path()
	}
	return phrase(Clean(n.Name)) + " " + n.Address.Path()
}

// phrase puts quotes around a name that is more than words (RFC 5322 §3.2.5).
func phrase(name string) string {
	for i := range len(name) {
		if !isAtext(name[i]) && name[i] != ' ' {
			return quote(name)
		}
	}
	return name
}

// ParseAddressList reads the value of a field like To: groups are opened and
// encoded words decoded. An address that no envelope could carry is an error.
func ParseAddressList(value string) ([]NamedAddress, error) {
	parsed, err := netmail.ParseAddressList(value)
	if err != nil {
		return nil, fmt.Errorf("mail: address list: %w", err)
	}
	list := make([]NamedAddress, len(parsed))
	for i, p := range parsed {
		at := strings.LastIndexByte(p.Address, '@')
		bare := Address{Local: p.Address[:at], Domain: p.Address[at+1:]}
		a, err := ParseAddress(bare.String())
		if err != nil {
			return nil, err
		}
		list[i] = NamedAddress{Name: p.Name, Address: a}
	}
	return list, nil
}

// FormatAddressList writes the value of a field like To.
func FormatAddressList(list []NamedAddress) string {
	parts := make([]string, len(list))
	for i, n := range list {
		parts[i] = n.String()
	}
	return strings.Join(parts, ", ")
}
