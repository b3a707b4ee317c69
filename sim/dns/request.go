package dns

import (
	"bytes"
	"encoding/binary"
	"net/netip"

	codec "github.com/miekg/dns"

	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// minSize is the limit of a datagram for who does not speak EDNS (RFC 1035
// §4.2.1).
const minSize = 512

// request is a question as a server received it.
type request struct {
	client    netip.Addr
	peer      string     // the client's name, for the trace
	conn      string     // the connection, for the trace
	mark      trace.Mark // came with the question
	transport trace.Transport
	from      *vnet.PacketAddr // where a datagram came from; nil over TCP

	id       uint16
	opcode   int
	question codec.Question
	asked    bool // there is a question
	recurse  bool // the client wants the server to find the answer (RD)
	edns     bool
	version  uint8 // of EDNS
	size     int   // how many octets the answer may have
}

// name is the name in question, as people write it.
func (rq *request) name() string {
	if !rq.asked {
		return ""
	}
	return plain(rq.question.Name)
}

// typ is the type in question.
func (rq *request) typ() string {
	if !rq.asked {
		return ""
	}
	return typeName(rq.question.Qtype)
}

// key names the question, for the cache and for searches.
func (rq *request) key() key { return key{fold(rq.question.Name), rq.question.Qtype} }

// about is what the trace says of an event of this request.
func (rq *request) about(role trace.Role, why *trace.Reason) trace.About {
	return trace.About{Role: role, Peer: rq.peer, Conn: rq.conn, Message: rq.mark.Message, Cause: rq.mark.Cause, Reason: why}
}

// unpack reads a message. Where nothing can be answered at all, ignore says why;
// where the message is wrong, fault does.
func (rq *request) unpack(b []byte) (fault, ignore string) {
	if len(b) < headerSize {
		return "", "the message is shorter than a DNS header"
	}
	bits := binary.BigEndian.Uint16(b[2:])
	if bits&bitResponse != 0 {
		return "", "the message is an answer, and nobody had asked" // to answer would make two servers talk for ever
	}
	rq.id = binary.BigEndian.Uint16(b)
	rq.opcode = int(bits >> 11 & 0xf)
	rq.recurse = bits&bitRecursive != 0
	if rq.opcode != codec.OpcodeQuery || rq.plainly(b) {
		return "", ""
	}
	return rq.fully(b), ""
}

// fully reads any question there is, or says what is wrong with it.
func (rq *request) fully(b []byte) (fault string) {
	var m codec.Msg
	if err := m.Unpack(b); err != nil {
		return "the message is damaged: " + err.Error()
	}
	if len(m.Question) != 1 {
		return "the message does not have one question" // RFC 9619 §4
	}
	rq.question, rq.asked = m.Question[0], true
	if rq.question.Qtype == codec.TypeNone || rq.question.Qclass == 0 {
		return "the message ends in the middle of the question" // which the library lets pass
	}
	if opt := m.IsEdns0(); opt != nil {
		rq.speaks(opt.Version(), opt.UDPSize())
	}
	return ""
}

// speaks notes what an OPT record says.
func (rq *request) speaks(version uint8, size uint16) {
	rq.edns, rq.version = true, version
	if rq.transport == trace.UDP {
		rq.size = min(max(minSize, int(size)), datagramSize)
	}
}

// plainly reads a question as our own stubs and resolvers put it, which nearly
// all are. It is false for any other message, right or wrong: those are for the
// library to read.
func (rq *request) plainly(b []byte) bool {
	if !bytes.Equal(b[4:headerSize], []byte{0, 1, 0, 0, 0, 0, 0, 1}) || !bytes.HasSuffix(b, optRecord[:]) {
		return false
	}
	name, at, err := codec.UnpackDomainName(b, headerSize)
	if err != nil || len(b) != at+4+len(optRecord) {
		return false
	}
	q := codec.Question{Name: name, Qtype: binary.BigEndian.Uint16(b[at:]), Qclass: binary.BigEndian.Uint16(b[at+2:])}
	if q.Qtype == codec.TypeNone || q.Qclass == 0 {
		return false
	}
	rq.question, rq.asked = q, true
	rq.speaks(0, datagramSize)
	return true
}

// violation is the event of something that a peer may not say.
func violation(problem string, input []byte, effect string) trace.ProtocolViolation {
	const beginning = 64
	return trace.ProtocolViolation{Problem: problem, Input: trace.Octets(input[:min(len(input), beginning)]), Effect: effect}
}
