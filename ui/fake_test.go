package ui

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"

	"mailflow/sim/record"
	"mailflow/sim/trace"
	"mailflow/ui/wire"
)

// patience is how long a test waits for what must happen. It is long: a test
// that has to wait for it has failed.
const patience = 20 * time.Second

// fake is a simulator whose lessons are Go functions.
type fake map[string]func(ctx context.Context, log *record.Log)

func (f fake) Lessons() []wire.Lesson { return []wire.Lesson{{Name: "letter", Title: "A letter"}} }

func (f fake) Prepare(lesson, source string, seed *uint64) (Run, wire.World, *wire.Problem) {
	if source != "" {
		return nil, wire.World{}, &wire.Problem{Code: "scenario", Text: "It has errors.",
			Faults: []wire.Fault{{Line: 1, Column: 2, Message: "unknown key"}}}
	}
	play, ok := f[lesson]
	if !ok {
		return nil, wire.World{}, &wire.Problem{Code: "unknown-lesson", Text: "There is no lesson " + lesson + "."}
	}
	w := wire.World{Seed: 1, OwnSeed: 1, Scenario: lesson}
	if seed != nil {
		w.Seed = *seed
	}
	return playFunc(play), w, nil
}

func (f fake) Check(source string) []wire.Fault {
	if source == "right" {
		return nil
	}
	return []wire.Fault{{Line: 1, Column: 2, Message: "unknown key"}}
}

type playFunc func(ctx context.Context, log *record.Log)

func (p playFunc) Play(ctx context.Context, log *record.Log) { p(ctx, log) }

// letter plays n steps of three levels inside a virtual world, as the real
// simulator does. Each step is a second long and has a connection of its own.
func letter(n int) func(context.Context, *record.Log) {
	return func(ctx context.Context, log *record.Log) {
		synctest.Test(new(testing.T), func(*testing.T) {
			start := time.Now()
			cause := log.Emit(0, "", trace.About{}, trace.RunStarted{Scenario: "letter"})
			for i := range n {
				time.Sleep(time.Second)
				at := time.Since(start)
				about := trace.About{Peer: "mx.beta.example", Conn: fmt.Sprintf("c%d", i), Message: "m1", Cause: cause}
				cause = log.Emit(at, "mail.alpha.example", about, trace.ConnOpened{Remote: "198.51.100.2:25"})
				about.Cause = cause
				log.Emit(at, "mail.alpha.example", about, trace.SMTPCommand{Verb: "RCPT", Line: "RCPT TO:<bob@beta.example>"})
				cause = log.Emit(at, "mail.alpha.example", about, trace.MessageRelayed{ID: "4F", Recipients: []string{"bob@beta.example"}})
			}
			log.Emit(time.Since(start), "", trace.About{}, trace.RunEnded{Outcome: outcome(ctx, log)})
		})
	}
}

func outcome(ctx context.Context, log *record.Log) trace.Outcome {
	switch cause := context.Cause(ctx); {
	case log.Full(): // and a world may be over before it hears of it
		return trace.EventBudget
	case cause == nil:
		return trace.Quiet
	case errors.Is(cause, ErrTooManyEvents):
		return trace.EventBudget
	case errors.Is(cause, ErrTooLong):
		return trace.WallBudget
	default:
		return trace.Cancelled
	}
}

// endless emits until it is stopped, and then says why.
func endless(ctx context.Context, log *record.Log) {
	for ctx.Err() == nil {
		log.Emit(0, "a", trace.About{}, trace.NodeDown{})
		time.Sleep(time.Millisecond)
	}
	log.Emit(0, "", trace.About{}, trace.RunEnded{Outcome: outcome(ctx, log)})
}

// flood emits a great many events, and watches ctx.
func flood(ctx context.Context, log *record.Log) {
	for i := 0; i < 100_000 && ctx.Err() == nil; i++ {
		log.Emit(0, "mail.alpha.example", trace.About{Peer: "mx.beta.example"}, trace.MessageRelayed{ID: strings.Repeat("x", 500)})
	}
	log.Emit(0, "", trace.About{}, trace.RunEnded{Outcome: outcome(ctx, log)})
}

// site is a server that tests talk to.
type site struct {
	t      *testing.T
	server *Server
	http   *httptest.Server
}

func newSite(t *testing.T, sim Simulator, limits Limits) *site {
	t.Helper()
	page := fstest.MapFS{"index.html": {Data: []byte("<!doctype html>")}}
	s, err := New(Config{Simulator: sim, Version: "test", Page: page, Limits: limits, Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		t.Fatal(err)
	}
	h := httptest.NewServer(s)
	t.Cleanup(func() {
		s.Close()
		h.Close()
	})
	return &site{t, s, h}
}

// browser is the other end of a socket.
type browser struct {
	t    *testing.T
	conn *websocket.Conn
}

func (s *site) dial() *browser {
	s.t.Helper()
	dialer := websocket.Dialer{Subprotocols: []string{wire.Subprotocol}}
	conn, resp, err := dialer.Dial("ws"+strings.TrimPrefix(s.http.URL, "http")+"/ws", http.Header{"Origin": {s.http.URL}})
	if err != nil {
		s.t.Fatal(err)
	}
	resp.Body.Close()
	s.t.Cleanup(sync.OnceFunc(func() { conn.Close() }))
	_ = conn.SetReadDeadline(time.Now().Add(patience))
	return &browser{s.t, conn}
}

// enter dials and reads the greeting.
func (s *site) enter() *browser {
	s.t.Helper()
	b := s.dial()
	h := next[wire.Hello](b)
	if h.Protocol != wire.Protocol || h.Version != "test" || len(h.Lessons) != 1 {
		s.t.Fatalf("hello: %+v", h)
	}
	return b
}

func (b *browser) say(frame any) {
	b.t.Helper()
	if err := b.conn.WriteJSON(frame); err != nil {
		b.t.Fatal(err)
	}
}

// names of the frames' types, by the Go type that a test asks for.
func nameOf(v any) string {
	switch v.(type) {
	case *wire.Hello:
		return "hello"
	case *wire.World:
		return "world"
	case *wire.Events:
		return "events"
	case *wire.Ended:
		return "ended"
	case *wire.Checked:
		return "checked"
	default:
		return "problem"
	}
}

// next reads a frame, which must be of the given type and have no field that
// the type lacks.
func next[T any](b *browser) T {
	b.t.Helper()
	var v T
	_, frame, err := b.conn.ReadMessage()
	if err != nil {
		b.t.Fatalf("waiting for %s: %v", nameOf(&v), err)
	}
	if kind, _ := wire.Kind(frame); kind != nameOf(&v) {
		b.t.Fatalf("got %.300s, want %s", frame, nameOf(&v))
	}
	dec := json.NewDecoder(strings.NewReader(string(frame)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&v); err != nil {
		b.t.Fatalf("%v in %.300s", err, frame)
	}
	return v
}

// untilEnded reads the events of a run to its end.
func (b *browser) untilEnded() ([]wire.Told, wire.Ended) {
	b.t.Helper()
	var told []wire.Told
	for {
		_, frame, err := b.conn.ReadMessage()
		if err != nil {
			b.t.Fatal(err)
		}
		var f struct {
			wire.Ended
			Events []wire.Told `json:"events"`
		}
		if err := json.Unmarshal(frame, &f); err != nil {
			b.t.Fatal(err)
		}
		switch f.Type {
		case "events":
			told = append(told, f.Events...)
		case "ended":
			return told, f.Ended
		default:
			b.t.Fatalf("got %s", frame)
		}
	}
}

// cutOff reads until the server ends the socket and returns the code.
func (b *browser) cutOff() int {
	b.t.Helper()
	for {
		if _, _, err := b.conn.ReadMessage(); err != nil {
			var closed *websocket.CloseError
			if !errors.As(err, &closed) {
				b.t.Fatalf("the line went down without a close frame: %v", err)
			}
			return closed.Code
		}
	}
}

func open(lesson string) wire.Open { return wire.Open{Type: "open", Lesson: lesson} }

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !ok(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("it never happens that %s", what)
		}
	}
}
