package dns

import (
	"encoding/binary"
	"errors"
	"io"
	"net/netip"
	"slices"
	"strconv"
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
	packed []byte
	udp    *vnet.PacketConn
	buf    []byte
}

// ask prepares a question. The name is complete and checked. The socket comes
// first: where the world is over there is none, and no chance to be drawn.
func ask(host *vnet.Host, role trace.Role, server netip.Addr, q codec.Question, recursive bool) (*asking, error) {
	udp, err := host.DialPacket(netip.AddrPortFrom(server, port), role)
	if err != nil {
		return nil, err
	}
	m := codec.Msg{Question: []codec.Question{q}, Extra: []codec.RR{edns()}}
	m.Id, m.RecursionDesired = uint16(host.Rand().Uint32()), recursive
	packed, err := m.Pack()
	if err != nil {
		udp.Close()
		return nil, err
	}
	body := trace.DNSQuery{ID: m.Id, Name: plain(q.Name), Type: typeName(q.Qtype), Recursive: recursive, Transport: trace.UDP}
	return &asking{host: host, role: role, server: server, peer: host.NameOf(server), body: body, query: q, packed: packed, udp: udp}, nil
}

// edns is the pseudo-record that says how much we take.
func edns() *codec.OPT {
	return &codec.OPT{Hdr: codec.RR_Header{Name: ".", Rrtype: codec.TypeOPT, Class: datagramSize}}
}

func (a *asking) close() { a.udp.Close() }

// about is what the trace says of an event of this question.
func (a *asking) about(m trace.Mark, conn string, why *trace.Reason) trace.About {
	return trace.About{Role: a.role, Peer: a.peer, Conn: conn, Message: m.Message, Cause: m.Cause, Reason: why}
}

// try sends the question and waits for the answer; over TCP, if there is no
// room for it in a datagram. The mark moves on to the event that ended the try.
// The error is errOver, or says why there is no answer, and is in the trace.
func (a *asking) try(wait time.Duration, mark *trace.Mark, why *trace.Reason) (*codec.Msg, error) {
	mark.Cause = a.host.Emit(a.about(*mark, "", why), a.body)
	a.udp.Say(*mark)
	if _, err := a.udp.Write(a.packed); err != nil {
		return nil, errOver
	}
	a.udp.SetReadDeadline(a.host.Now().Add(wait))
	m, err := a.hear()
	if err == nil {
		advance(mark, a.udp.Heard())
		if !m.Truncated {
			return m, nil
		}
		m, err = a.overTCP(wait, mark)
	}
	if err == nil {
		return m, nil
	}
	if err = inWords(err); err != errOver {
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
func (a *asking) hear() (*codec.Msg, error) {
	if a.buf == nil {
		a.buf = make([]byte, datagramSize)
	}
	for {
		n, err := a.udp.Read(a.buf)
		if err != nil {
			return nil, err
		}
		m, err := a.check(a.buf[:n])
		if err == nil {
			return m, nil
		}
		a.host.Emit(a.about(a.udp.Heard(), "", nil), violation(err.Error(), a.buf[:n], "ignored"))
	}
}

// check unpacks an answer and reports why it is not one to this question.
func (a *asking) check(b []byte) (*codec.Msg, error) {
	m := new(codec.Msg)
	if err := m.Unpack(b); err != nil || slices.ContainsFunc(m.Answer, empty) || slices.ContainsFunc(m.Ns, empty) || slices.ContainsFunc(m.Extra, empty) {
		return nil, errors.New("the message is damaged")
	}
	switch {
	case !m.Response || m.Id != a.body.ID:
		return nil, errors.New("the message does not answer the question " + strconv.Itoa(int(a.body.ID)))
	case len(m.Question) == 0 && m.Rcode != codec.RcodeSuccess:
		return m, nil // the server could not even read it
	case len(m.Question) != 1 || m.Question[0].Qtype != a.query.Qtype || fold(m.Question[0].Name) != fold(a.query.Name):
		return nil, errors.New("the answer is to another question")
	}
	return m, nil
}

// empty reports whether a record has no data. None of those that we use may be
// so, but to the library they are whole.
func empty(rr codec.RR) bool {
	h := rr.Header()
	return h.Rdlength == 0 && h.Rrtype != codec.TypeOPT
}

// overTCP asks again where answers have no limit (RFC 7766 §5).
func (a *asking) overTCP(wait time.Duration, mark *trace.Mark) (*codec.Msg, error) {
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
