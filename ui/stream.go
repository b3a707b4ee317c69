package ui

import (
	"bytes"
	"encoding/json"

	"mailflow/sim/trace"
	"mailflow/sim/transcript"
	"mailflow/ui/wire"
)

// stream is one reader of a run's log: the events of story and hop level, or
// those of wire level that were asked for in detail. It is read by one
// goroutine.
type stream struct {
	run    *run
	after  trace.Seq // what was read so far
	detail bool
	conn   string // with detail: only the events of this connection
	mute   func() // ends the log's knocking
}

// next returns the next frame, nil if there is none yet, and whether it was
// the last.
func (s *stream) next() (frame []byte, last bool, err error) {
	over := s.run.finished() // before looking: what comes later is not missed
	b := batch{teller: s.run.log.Event}
	for !b.full() {
		events := s.read()
		if len(events) == 0 {
			break
		}
		for _, e := range events {
			if b.full() {
				break
			}
			s.after = e.Seq
			if !s.shows(e) {
				continue
			}
			if err := b.add(e); err != nil {
				return nil, true, err
			}
		}
	}
	switch {
	case b.n > 0:
		frame, err = b.frame(s.header())
	case over && s.detail:
		h := s.header()
		h.Done = true
		frame, err = encode(h)
		last = true
	case over:
		frame, err = encode(s.run.ended())
		last = true
	}
	return frame, last, err
}

// read returns some of the events that come next.
func (s *stream) read() []trace.Event {
	if s.conn == "" {
		return s.run.log.After(s.after, batchEvents)
	}
	var events []trace.Event
	for _, seq := range s.run.log.Index().ConnAfter(s.conn, s.after, batchEvents) {
		if e, ok := s.run.log.Event(seq); ok {
			events = append(events, e)
		}
	}
	return events
}

func (s *stream) shows(e trace.Event) bool { return (e.Level() == trace.Wire) == s.detail }

func (s *stream) header() wire.Events {
	return wire.Events{Type: "events", Run: s.run.world.Run, Detail: s.detail, Conn: s.conn, Events: []wire.Told{}}
}

// batch collects events, each with its sentence, as the JSON of a
// [wire.Events]. An event is encoded once and its length known at once, which
// encoding the whole frame at its end would not give.
type batch struct {
	teller transcript.Teller
	n      int
	told   bytes.Buffer
}

func (b *batch) full() bool { return b.n >= batchEvents || b.told.Len() >= batchOctets }

func (b *batch) add(e trace.Event) error {
	event, err := e.MarshalJSON()
	if err != nil {
		return err
	}
	text, err := encode(b.teller.Say(e))
	if err != nil {
		return err
	}
	if b.n > 0 {
		b.told.WriteByte(',')
	}
	b.told.WriteString(`{"event":`)
	b.told.Write(event)
	b.told.WriteString(`,"text":`)
	b.told.Write(text)
	b.told.WriteByte('}')
	b.n++
	return nil
}

// frame puts the batch into a header, whose last field is its empty list of
// events.
func (b *batch) frame(header wire.Events) ([]byte, error) {
	frame, err := encode(header)
	if err != nil {
		return nil, err
	}
	frame = bytes.TrimSuffix(frame, []byte("]}"))
	frame = append(frame, b.told.Bytes()...)
	return append(frame, "]}"...), nil
}

// encode writes JSON without escaping < and >, which stand in every address.
func encode(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), nil
}
