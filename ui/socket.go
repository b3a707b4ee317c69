package ui

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"mailflow/ui/wire"
)

// socket is one browser. Its reader, the goroutine of the request, answers
// what the browser asks by leaving orders; its writer, the only goroutine that
// writes, carries them out at the speed of the line.
type socket struct {
	server *Server
	conn   *websocket.Conn
	ctx    context.Context // ends with the socket
	end    context.CancelFunc
	wake   chan struct{} // knocks for the writer; buffer of one

	current *run // owned by the reader: the run that the browser shows

	mu     sync.Mutex
	orders []order
	code   int // of the close frame to send, once one was decided on
	reason string
}

// order is something for the writer to do: send a frame, or begin a stream.
type order struct {
	frame  any
	stream *stream
}

// maxStreams is how many streams one browser may read at once: its run and
// some details.
const maxStreams = 16

// goodbye is how long the two ends may take to close a socket.
const goodbye = time.Second

func (s *Server) serveSocket(w http.ResponseWriter, r *http.Request) {
	conn, err := s.upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // Upgrade has answered
	}
	defer conn.Close()
	ctx, end := context.WithCancel(context.Background())
	k := &socket{server: s, conn: conn, ctx: ctx, end: end, wake: make(chan struct{}, 1)}
	defer end()
	if conn.Subprotocol() != wire.Subprotocol {
		k.turnAway(websocket.CloseProtocolError, "frame", "This server speaks "+wire.Subprotocol+". Load the page again.")
		return
	}
	if code, text := s.admit(k); text != "" {
		k.turnAway(code, "busy", text)
		return
	}
	defer s.dismiss(k)
	k.order(order{frame: s.hello()})
	written := make(chan struct{})
	go func() {
		defer close(written)
		k.write()
	}()
	k.read()
	k.close(websocket.CloseNormalClosure, "")
	<-written
	s.runs.leave(k.current, false)
}

func (s *Server) hello() wire.Hello {
	lessons := s.config.Simulator.Lessons()
	if lessons == nil {
		lessons = []wire.Lesson{} // a list, not null
	}
	return wire.Hello{Type: "hello", Protocol: wire.Protocol, Version: s.config.Version, SourceLimit: s.limits.Source, Lessons: lessons}
}

// admit counts a socket in, or says why not.
func (s *Server) admit(k *socket) (code int, refusal string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return websocket.CloseGoingAway, "The server stops."
	}
	if len(s.sockets) >= s.limits.Socks {
		return websocket.CloseTryAgainLater, "Too many pages are open on this server. Close one and try again."
	}
	s.sockets[k] = struct{}{}
	s.going.Add(1)
	return 0, ""
}

func (s *Server) dismiss(k *socket) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.sockets, k)
	s.going.Done()
}

// turnAway tells a browser that was not admitted why. There is no writer.
func (k *socket) turnAway(code int, problem, text string) {
	_ = k.send(wire.Problem{Type: "problem", Code: problem, Text: text}) // it is leaving anyway
	k.sayGoodbye(code, text)
}

// read answers frames until the socket ends.
func (k *socket) read() {
	k.conn.SetReadLimit(int64(k.server.limits.Frame))
	k.extend()
	k.conn.SetPongHandler(func(string) error {
		k.extend()
		return nil
	})
	rate := newBucket(k.server.limits.Rate, time.Now())
	for {
		kind, frame, err := k.conn.ReadMessage()
		if err != nil {
			if errors.Is(err, websocket.ErrReadLimit) {
				k.close(websocket.CloseMessageTooBig, "the frame is too long")
			}
			return
		}
		k.extend()
		switch {
		case k.closing():
			// Frames that cross our goodbye on the line are not answered.
		case !rate.take(time.Now()):
			k.problem("busy", "", "The page asks for too much in too short a time.")
			k.close(websocket.ClosePolicyViolation, "too many frames")
		case kind != websocket.TextMessage:
			k.problem("frame", "", "A frame must be text.")
		default:
			k.answer(frame)
		}
	}
}

// extend gives the browser more time to be silent.
func (k *socket) extend() {
	if !k.closing() {
		_ = k.conn.SetReadDeadline(time.Now().Add(k.server.limits.Quiet)) // fails only on a closed socket
	}
}

// order leaves something for the writer to do. A browser that asks for more
// while it does not read what it asked for is cut off.
func (k *socket) order(o order) {
	k.mu.Lock()
	k.orders = append(k.orders, o)
	behind := len(k.orders) > k.server.limits.Behind
	k.mu.Unlock()
	if behind {
		k.close(websocket.CloseTryAgainLater, "the page does not read what it asked for")
		return
	}
	select {
	case k.wake <- struct{}{}:
	default:
	}
}

// problem tells the browser what went wrong.
func (k *socket) problem(code, run, text string) {
	k.order(order{frame: wire.Problem{Type: "problem", Code: code, Run: run, Text: text}})
}

// close ends the socket with a reason; the first one counts. It does not wait.
func (k *socket) close(code int, reason string) {
	k.mu.Lock()
	if k.code == 0 {
		k.code, k.reason = code, reason
		// A write that waits for a browser that does not read ends soon.
		_ = k.conn.NetConn().SetWriteDeadline(time.Now().Add(goodbye))
	}
	k.mu.Unlock()
	k.end()
}

// closing reports whether close was called.
func (k *socket) closing() bool { return k.ctx.Err() != nil }
