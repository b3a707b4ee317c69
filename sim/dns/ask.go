package dns

import (
	"encoding/binary"
	"errors"
	"io"
	"net/netip"
	"time"

	codec "github.com/miekg/dns"

	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// datagramSize is how many octets we take in one datagram, as we tell with
// EDNS (RFC 6891 §6.2.5): so many pass everywhere in one piece.
const datagramSize = 1232

// Why a question stays without an answer.
var (
	errSilence   = errors.New("timeout: nobody answered")
	errNobody    = errors.New("refused: no name server listens there")
	errNoWay     = errors.New("there is no way to that address")
	errBrokenOff = errors.New("the server broke the connection off")
	errOver      = errors.New("the world is over")
)

// asking is one question on its way to one server. It may be sent again, with
// the same id from the same port, so that a late answer still counts.
type asking struct {
	host   *vnet.Host
	role   trace.Role
	server netip.Addr
	peer   string
	body   trace.DNSQuery
	query  codec.Question
	udp    *vnet.PacketConn
	room   *room
	packed []byte // in room

	response response
}

// ask prepares a question. The name is complete and checked. The socket comes
// first: where the world is over there is none, and no chance to be drawn.
func ask(host *vnet.Host, role trace.Role, server netip.Addr, q codec.Question, recursive bool) (*asking, error) {
	udp, err := host.DialPacket(netip.AddrPortFrom(server, port), role)
	if err != nil {
		return nil, err
	}
	a := &asking{host: host, role: role, server: server, peer: host.NameAt(netip.AddrPortFrom(server, port)), query: q, udp: udp, room: rooms.Get().(*room)}
	a.body = trace.DNSQuery{ID: uint16(host.Rand().Uint32()), Name: plain(q.Name), Type: typeName(q.Qtype), Recursive: recursive, Transport: trace.UDP}
	if a.packed, err = a.room.pack(a.body.ID, q, recursive); err != nil {
		a.close()
		return nil, err
	}
	return a, nil
}

// close ends the question; what came of it stays.
func (a *asking) close() {
	a.udp.Close()
	rooms.Put(a.room)
}

// about is what the trace says of an event of this question.
func (a *asking) about(m trace.Mark, conn string, why *trace.Reason) trace.About {
	return trace.About{Role: a.role, Peer: a.peer, Conn: conn, Message: m.Message, Cause: m.Cause, Reason: why}
}

// try sends the question and waits for the answer; over TCP, if there is no
// room for it in a datagram. The mark moves on to the event that ended the try.
// The error is errOver, or says why there is no answer, and is in the trace.
func (a *asking) try(wait time.Duration, mark *trace.Mark, why *trace.Reason) (*response, error) {
	mark.Cause = a.host.Emit(a.about(*mark, "", why), a.body)
	a.udp.Say(*mark)
	if _, err := a.udp.Write(a.packed); err != nil {
		return nil, errOver
	}
	a.udp.SetReadDeadline(a.host.Now().Add(wait))
	r, err := a.hear()
	if err == nil {
		advance(mark, a.udp.Heard())
		if !r.truncated {
			return r, nil
		}
		r, err = a.overTCP(wait, mark)
	}
	if err == nil {
		return r, nil
	}
	if err = inWords(err); !errors.Is(err, errOver) {
		a.fail(mark, err.Error(), nil)
	}
	return nil, err
}

// inWords is an error of the network as a person would put it.
func inWords(err error) error {
	switch {
	case errors.Is(err, vnet.ErrClosed):
		return errOver
	case errors.Is(err, vnet.ErrTimeout):
		return errSilence
	case errors.Is(err, vnet.ErrRefused):
		return errNobody
	case errors.Is(err, vnet.ErrUnreachable):
		return errNoWay
	case errors.Is(err, vnet.ErrReset), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errBrokenOff
	}
	return err
}

// fail tells the trace that the question has no usable answer.
func (a *asking) fail(mark *trace.Mark, text string, why *trace.Reason) {
	mark.Cause = a.host.Emit(a.about(*mark, "", why), trace.DNSFailed{Name: a.body.Name, Type: a.body.Type, Error: text})
}

// hear waits for the datagram that answers the question. Others are passed
// over (RFC 5452 §9.1).
func (a *asking) hear() (*response, error) {
	buf := a.room.answer[:]
	for {
		n, err := a.udp.Read(buf)
		if err != nil {
			return nil, err
		}
		r, err := a.check(buf[:n])
		if err == nil {
			return r, nil
		}
		a.host.Emit(a.about(a.udp.Heard(), "", nil), violation(err.Error(), buf[:n], "ignored"))
	}
}

// overTCP asks again where answers have no limit (RFC 7766 §5).
func (a *asking) overTCP(wait time.Duration, mark *trace.Mark) (*response, error) {
	c, err := a.host.Dial(netip.AddrPortFrom(a.server, port), vnet.Dial{Role: a.role, Timeout: wait, Mark: *mark})
	if err != nil {
		return nil, err
	}
	defer c.Close()
	body := a.body
	body.Transport = trace.TCP
	mark.Cause = a.host.Emit(a.about(*mark, c.ID(), nil), body)
	c.Say(*mark)
	c.SetDeadline(a.host.Now().Add(wait))
	if _, err := c.Write(framed(a.packed)); err != nil {
		return nil, err
	}
	b, err := readFramed(c)
	if err != nil {
		return nil, err
	}
	advance(mark, c.Heard())
	return a.check(b)
}

// advance moves a mark on to what was heard, unless that was told by somebody
// who tells nothing.
func advance(mark *trace.Mark, heard trace.Mark) {
	mark.Cause = max(mark.Cause, heard.Cause)
}

// framed puts the length before a message, as TCP needs it (RFC 1035 §4.2.2).
func framed(b []byte) []byte {
	return append(binary.BigEndian.AppendUint16(make([]byte, 0, len(b)+2), uint16(len(b))), b...)
}

// readFramed reads a message with its length before it.
func readFramed(r io.Reader) ([]byte, error) {
	var length [2]byte
	if _, err := io.ReadFull(r, length[:]); err != nil {
		return nil, err
	}
	b := make([]byte, binary.BigEndian.Uint16(length[:]))
	_, err := io.ReadFull(r, b)
	return b, err
}
