package imap

import (
	"bytes"
	"errors"
	"io"
	"net"
	"slices"
	"sync"
	"time"

	"mailflow/sim/secure"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

const (
	// sending is how long the server waits for a client that does not read.
	sending = 10 * time.Minute
	// ordinary is how many octets of room for answers a connection keeps.
	ordinary = 16 << 10
)

// front is the connection as the library sees it. Its Read and the requests
// behind it belong to the library's goroutine for the connection; Write and flush
// are also used by the one that idles.
type front struct {
	host *vnet.Host
	conn *secure.Conn
	request
	raw   []byte // read from the wire, not yet looked at
	space []byte // where raw begins when it is empty
	ready []byte // for the library to read

	offers    *server      // of STARTTLS; nil if it is not offered
	encrypted *secure.Conn // what follows this session; nil for most

	mu    sync.Mutex
	out   []byte     // written by the library, not yet sent
	spare []byte     // for out when what it holds is being sent
	heard trace.Mark // what the request is about, or what is told unasked
	about string     // the identity of the message that out holds; mostly empty
	gone  bool       // the client is: nobody hears what is said
	bye   bool       // the client was told that this is the end
	mute  bool       // the greeting is not for the client, who had one
}

func newFront(host *vnet.Host, c *secure.Conn) *front {
	return &front{host: host, conn: c, heard: c.Wire.Heard()}
}

// Read implements [net.Conn]. It gives the library the next line, or what there
// is of a literal, once everything about the line before it has been said.
func (f *front) Read(b []byte) (int, error) {
	for len(f.ready) == 0 {
		f.flush()
		if f.strikes >= maxStrikes && !f.bye {
			f.dismiss("Too many errors")
			f.flush()
		}
		if f.bye {
			f.lost(io.EOF)
			return 0, io.EOF
		}
		if f.next() {
			continue
		}
		if err := f.fill(); err != nil {
			f.lost(err)
			return 0, err
		}
	}
	n := copy(b, f.ready)
	f.ready = f.ready[n:]
	return n, nil
}

// fill reads from the wire. What was heard is exact, because a read never spans
// two packets.
func (f *front) fill() error {
	if len(f.raw) == 0 {
		f.raw = f.space[:0]
	}
	end := len(f.raw)
	f.raw = slices.Grow(f.raw, 1024)
	if end == 0 {
		f.space = f.raw
	}
	n, err := f.conn.Read(f.raw[end:cap(f.raw)])
	f.raw = f.raw[:end+n]
	if n == 0 {
		return err
	}
	f.mu.Lock()
	f.heard = f.conn.Wire.Heard()
	f.mu.Unlock()
	return nil
}

// lost says goodbye to a client that fell silent; one that went away would not
// hear it.
func (f *front) lost(err error) {
	if errors.Is(err, vnet.ErrTimeout) {
		f.say("* BYE You have been silent for too long\r\n")
		f.flush()
	}
	f.mu.Lock()
	f.gone = true
	f.mu.Unlock()
}

// Write implements [net.Conn]; nothing goes out before flush.
func (f *front) Write(b []byte) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.mute {
		f.mute = !bytes.HasSuffix(b, []byte("\n"))
		return len(b), nil
	}
	if f.gone {
		return len(b), nil
	}
	if f.out == nil {
		f.out = make([]byte, 0, 1024)
	}
	f.out = append(f.out, b...)
	return len(b), nil
}

// say adds a line of our own to what the library says.
func (f *front) say(line string) { f.Write([]byte(line)) }

// topic says what is written from now on is about: a message, or nothing in
// particular. What was written before is sent first.
func (f *front) topic(message string) {
	f.flush()
	f.mu.Lock()
	f.about = message
	f.mu.Unlock()
}

// because says what leads to what is written next, where it is not a request.
func (f *front) because(cause trace.Seq, message string) {
	f.mu.Lock()
	f.heard.Cause, f.about = cause, message
	f.mu.Unlock()
}

// flush tells the trace and sends. No lock is held while the wire blocks.
func (f *front) flush() {
	f.mu.Lock()
	if len(f.out) == 0 || f.gone {
		f.mu.Unlock()
		return
	}
	out, about := f.out, f.whom()
	if f.about != "" {
		about.Message = f.about
	}
	f.out, f.spare = f.spare, nil
	f.mu.Unlock()

	out = corrected(out)
	f.tell(about, out)
	f.conn.SetWriteDeadline(f.host.Now().Add(sending))
	_, err := f.conn.Write(out)

	f.mu.Lock()
	f.gone = f.gone || err != nil
	if cap(out) <= ordinary {
		f.spare = out[:0]
	}
	f.mu.Unlock()
}

// whom is who speaks, to whom, and why.
func (f *front) whom() trace.About {
	w := f.conn.Wire
	return trace.About{Role: trace.MDA, Peer: w.PeerName(), Conn: w.ID(), Message: f.heard.Message, Cause: f.heard.Cause}
}

// now is what the session's events are about.
func (f *front) now() trace.About {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.whom()
}

// Close implements [net.Conn].
func (f *front) Close() error {
	f.flush()
	if f.encrypted != nil {
		f.resume()
		return nil
	}
	return f.conn.Close()
}

// LocalAddr implements [net.Conn].
func (f *front) LocalAddr() net.Addr { return f.conn.LocalAddr() }

// RemoteAddr implements [net.Conn].
func (f *front) RemoteAddr() net.Addr { return f.conn.RemoteAddr() }

// SetDeadline implements [net.Conn]; see SetReadDeadline.
func (f *front) SetDeadline(t time.Time) error { return f.SetReadDeadline(t) }

// SetReadDeadline implements [net.Conn]. A client that idles may do so for as
// long as it likes (RFC 9051 §5.4 allows a time-out, and asks for none).
func (f *front) SetReadDeadline(t time.Time) error {
	if f.idling() {
		t = time.Time{}
	}
	return f.conn.SetReadDeadline(t)
}

// SetWriteDeadline implements [net.Conn]. The library writes to memory; flush
// sets the deadline that counts.
func (f *front) SetWriteDeadline(time.Time) error { return nil }
