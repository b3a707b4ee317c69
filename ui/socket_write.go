package ui

import (
	"fmt"
	"slices"
	"time"

	"github.com/gorilla/websocket"
)

// write carries out orders and reads streams until the socket ends.
func (k *socket) write() {
	var streams []*stream
	defer func() {
		for _, s := range streams {
			s.mute()
		}
	}()
	ping := time.NewTicker(k.server.limits.Ping)
	defer ping.Stop()
	for {
		var worked bool
		var err error
		streams, worked, err = k.turn(streams)
		if err != nil {
			k.close(websocket.CloseInternalServerErr, "")
			k.conn.Close() // the line is dead or was cut in the middle of a frame
			return
		}
		idle := k.wake
		if worked {
			idle = closedChannel // there may be more to do: only look whether something else is due
		}
		select {
		case <-k.ctx.Done():
			k.leave()
			return
		case <-ping.C:
			_ = k.conn.WriteControl(websocket.PingMessage, nil, k.writeBy()) // a dead line shows at the next write or by its silence
		case <-idle:
		}
	}
}

var closedChannel = func() chan struct{} {
	c := make(chan struct{})
	close(c)
	return c
}()

// turn carries out all orders and sends one frame of each stream, so that no
// stream keeps the others waiting.
func (k *socket) turn(streams []*stream) (left []*stream, worked bool, err error) {
	for _, o := range k.takeOrders() {
		worked = true
		if o.stream != nil {
			streams = k.begin(streams, o.stream)
		} else if err := k.send(o.frame); err != nil {
			return streams, true, err
		}
	}
	for i := 0; i < len(streams); i++ {
		frame, last, err := streams[i].next()
		if err != nil {
			k.server.log.Error("a frame could not be written as JSON", "err", err)
			return streams, true, err
		}
		if frame == nil {
			continue
		}
		worked = true
		if err := k.sendOctets(frame); err != nil {
			return streams, true, err
		}
		if last {
			streams[i].mute()
			streams = slices.Delete(streams, i, i+1)
			i--
		}
	}
	return streams, worked, nil
}

// begin adds a stream. A browser shows one run at a time: the main stream of
// another run, and an older stream of the same events, end.
func (k *socket) begin(streams []*stream, s *stream) []*stream {
	s.mute = s.run.log.Notify(k.wake)
	streams = slices.DeleteFunc(streams, func(old *stream) bool {
		replaced := old.detail == s.detail && (!s.detail || old.run == s.run && old.conn == s.conn)
		if replaced {
			old.mute()
		}
		return replaced
	})
	if len(streams) >= maxStreams {
		s.mute()
		k.problem("busy", s.run.world.Run, fmt.Sprintf("The page already reads %d streams.", len(streams)))
		return streams
	}
	return append(streams, s)
}

func (k *socket) takeOrders() []order {
	k.mu.Lock()
	defer k.mu.Unlock()
	o := k.orders
	k.orders = nil
	return o
}

// leave says the last words and goodbye. The reader closes the line when the
// other end has answered.
func (k *socket) leave() {
	for _, o := range k.takeOrders() {
		if o.frame != nil && k.send(o.frame) != nil {
			break
		}
	}
	k.mu.Lock()
	code, reason := k.code, k.reason
	k.mu.Unlock()
	k.sayGoodbye(code, reason)
}

func (k *socket) sayGoodbye(code int, reason string) {
	by := time.Now().Add(goodbye)
	_ = k.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, reason), by) // the line may be gone
	_ = k.conn.SetReadDeadline(by)
}

// send writes one frame.
func (k *socket) send(frame any) error {
	b, err := encode(frame)
	if err != nil {
		return err
	}
	return k.sendOctets(b)
}

func (k *socket) sendOctets(frame []byte) error {
	_ = k.conn.SetWriteDeadline(k.writeBy()) // cannot fail
	return k.conn.WriteMessage(websocket.TextMessage, frame)
}

// writeBy is when a frame must have been written. A browser that has not read
// it by then is cut off; it comes back and asks for what it lacks.
func (k *socket) writeBy() time.Time {
	if k.closing() {
		return time.Now().Add(goodbye)
	}
	return time.Now().Add(k.server.limits.Write)
}
