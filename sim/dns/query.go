package dns

import (
	"encoding/binary"
	"sync"

	codec "github.com/miekg/dns"
)

// headerSize is that of every message's fixed part (RFC 1035 §4.1.1).
const headerSize = 12

// Bits in the second two octets of a header.
const (
	bitResponse      = 1 << 15
	bitAuthoritative = 1 << 10
	bitTruncated     = 1 << 9
	bitRecursive     = 1 << 8
)

// optRecord is the pseudo-record that says how much we take, packed: the root's
// name, the type OPT, the size, and nothing else (RFC 6891 §6.1.2).
var optRecord = [...]byte{0, 0, byte(codec.TypeOPT), datagramSize >> 8, datagramSize & 0xff, 0, 0, 0, 0, 0, 0}

// room is where a question is packed and its answer arrives. Nothing that was
// unpacked there points into it.
type room struct {
	question [headerSize + 256 + 4 + len(optRecord)]byte // no checked name is longer
	answer   [datagramSize]byte
}

// rooms are those that are free, of all worlds.
var rooms = sync.Pool{New: func() any { return new(room) }}

// pack makes the message of a question and returns it. What stands between
// header and OPT record is the question itself, which its answer repeats.
func (r *room) pack(id uint16, q codec.Question, recursive bool) ([]byte, error) {
	b := r.question[:]
	end, err := codec.PackDomainName(q.Name, b[:len(b)-4-len(optRecord)], headerSize, nil, false)
	if err != nil {
		return nil, err
	}
	bits := uint16(0)
	if recursive {
		bits = bitRecursive
	}
	b = binary.BigEndian.AppendUint16(b[:0], id)
	b = binary.BigEndian.AppendUint16(b, bits)
	b = append(b, 0, 1, 0, 0, 0, 0, 0, 1) // a question, no answers, no authorities, the OPT record
	b = binary.BigEndian.AppendUint16(b[:end], q.Qtype)
	b = binary.BigEndian.AppendUint16(b, q.Qclass)
	return append(b, optRecord[:]...), nil
}
