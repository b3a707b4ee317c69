package dns

import (
	"encoding/binary"
	"strconv"
	"sync"

	codec "github.com/miekg/dns"

	"mailflow/sim/trace"
)

// packer is room for a reply to be packed in, used for one after the other.
type packer struct {
	msg      codec.Msg
	question [1]codec.Question
	extra    []codec.RR
	opt      codec.OPT
	buf      [datagramSize]byte
}

// packers are those that are free, of all worlds.
var packers = sync.Pool{New: func() any { return new(packer) }}

// pack makes the message of a reply. One that is too long for the client's
// datagrams is sent without its records, for the client to ask over TCP (RFC
// 2181 §9). The octets are the packer's.
func (p *packer) pack(rq *request, r *reply, recursive bool) (packed []byte, truncated bool) {
	packed, err := p.message(rq, r, recursive, false)
	if err == nil && len(packed) <= rq.size {
		return packed, false
	}
	if truncated = err == nil; truncated {
		r.reason = trace.Why("The answer has "+strconv.Itoa(len(packed))+" octets, and the client takes "+
			strconv.Itoa(rq.size)+" in a datagram.", "", "RFC 1035 §4.2.1")
	} else {
		// Only data from another server can get here, and it got through there.
		r.code, r.authoritative = codec.RcodeServerFailure, false
	}
	r.answer, r.authority, r.additional = records{}, records{}, records{}
	packed, _ = p.message(rq, r, recursive, truncated) // a header and a question that was unpacked from a message
	return packed, truncated
}

// message makes a message, however long.
func (p *packer) message(rq *request, r *reply, recursive, truncated bool) ([]byte, error) {
	p.msg = codec.Msg{Compress: true, Answer: r.answer.rrs, Ns: r.authority.rrs, MsgHdr: codec.MsgHdr{
		Id: rq.id, Response: true, Opcode: rq.opcode, Rcode: r.code, Authoritative: r.authoritative, Truncated: truncated,
		RecursionDesired: rq.recurse, RecursionAvailable: recursive,
	}}
	if rq.asked {
		p.question[0] = rq.question
		p.msg.Question = p.question[:]
	}
	p.extra = append(p.extra[:0], r.additional.rrs...)
	if rq.edns {
		p.opt = codec.OPT{Hdr: codec.RR_Header{Name: ".", Rrtype: codec.TypeOPT, Class: datagramSize}}
		p.extra = append(p.extra, &p.opt)
	}
	p.msg.Extra = p.extra
	packed, err := p.msg.PackBuffer(p.buf[:])
	if err == nil {
		setTTLs(packed, r.answer, r.authority, r.additional)
	}
	return packed, err
}

// setTTLs puts the times to live that count into a packed message.
func setTTLs(b []byte, sections ...records) {
	at := headerSize
	for range binary.BigEndian.Uint16(b[4:]) {
		at = afterName(b, at) + 4
	}
	for _, s := range sections {
		for _, t := range s.texts {
			at = afterName(b, at)
			binary.BigEndian.PutUint32(b[at+4:], t.TTL)
			at += fixedSize + int(binary.BigEndian.Uint16(b[at+8:]))
		}
	}
}

// fixedSize is that of what stands between a record's name and its data: type,
// class, TTL and length (RFC 1035 §4.1.3).
const fixedSize = 10

// afterName finds the end of the name at a place in a message that is whole.
func afterName(b []byte, at int) int {
	for ; b[at] != 0; at += 1 + int(b[at]) {
		if b[at]>>6 == 3 { // a pointer (RFC 1035 §4.1.4)
			return at + 2
		}
	}
	return at + 1
}
