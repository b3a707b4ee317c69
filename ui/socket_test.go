package ui

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"go.uber.org/goleak"

	"mailflow/sim/record"
	"mailflow/sim/trace"
	"mailflow/ui/wire"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestARunIsTold(t *testing.T) {
	b := newSite(t, fake{"letter": letter(500)}, Limits{}).enter()
	seed := uint64(1<<64 - 1)
	b.say(wire.Open{Type: "open", Lesson: "letter", Seed: &seed})
	w := next[wire.World](b)
	if w.Run == "" || w.Seed != seed || w.Scenario != "letter" {
		t.Errorf("world: %+v", w)
	}
	told, ended := b.untilEnded()
	if ended.Run != w.Run || ended.Outcome != trace.Quiet || ended.Last != 1502 {
		t.Errorf("ended: %+v", ended)
	}
	if len(told) != 1002 {
		t.Fatalf("%d events, want 1002", len(told))
	}
	last := trace.Seq(0)
	for _, e := range told {
		if e.Event.Level() == trace.Wire {
			t.Fatalf("an event of wire level: %+v", e.Event)
		}
		if e.Event.Seq <= last {
			t.Fatalf("seq %d after %d", e.Event.Seq, last)
		}
		last = e.Event.Seq
	}
	if want := "mail.alpha.example connects to mx.beta.example, port 25."; told[1].Text != want {
		t.Errorf("text %q, want %q", told[1].Text, want)
	}
}

func TestBatchesAreSmall(t *testing.T) {
	b := newSite(t, fake{"flood": flood}, Limits{Events: 2000}).enter()
	b.say(open("flood"))
	next[wire.World](b)
	for n := 0; n < 2001; {
		_, frame, err := b.conn.ReadMessage()
		if err != nil {
			t.Fatal(err)
		}
		var f wire.Events
		if err := json.Unmarshal(frame, &f); err != nil {
			t.Fatal(err)
		}
		n += len(f.Events)
		if len(f.Events) > batchEvents || len(frame) > batchOctets+4000 {
			t.Fatalf("a batch of %d events and %d octets", len(f.Events), len(frame))
		}
	}
}

func TestDetail(t *testing.T) {
	b := newSite(t, fake{"letter": letter(300)}, Limits{}).enter()
	b.say(open("letter"))
	w := next[wire.World](b)
	b.untilEnded()
	tests := []struct {
		conn string
		n    int
	}{{"", 300}, {"c7", 1}, {"c300", 0}}
	for _, tt := range tests {
		b.say(wire.Detail{Type: "detail", Run: w.Run, Conn: tt.conn})
		n := 0
		for {
			f := next[wire.Events](b)
			if !f.Detail || f.Conn != tt.conn || f.Run != w.Run {
				t.Fatalf("conn %q: %+v", tt.conn, f)
			}
			for _, e := range f.Events {
				n++
				if e.Event.Level() != trace.Wire || tt.conn != "" && e.Event.Conn != tt.conn {
					t.Errorf("conn %q: %+v", tt.conn, e.Event)
				}
			}
			if f.Done {
				break
			}
		}
		if n != tt.n {
			t.Errorf("conn %q: %d events, want %d", tt.conn, n, tt.n)
		}
	}
}

func TestResumeAfterALostConnection(t *testing.T) {
	half, goOn := make(chan struct{}), make(chan struct{})
	s := newSite(t, fake{"slow": func(_ context.Context, log *record.Log) {
		for i := range 10 {
			if i == 5 {
				close(half)
				<-goOn
			}
			log.Emit(time.Duration(i), "a", trace.About{}, trace.NodeDown{})
		}
		log.Emit(10, "", trace.About{}, trace.RunEnded{Outcome: trace.Quiet})
	}}, Limits{})
	b := s.enter()
	b.say(open("slow"))
	w := next[wire.World](b)
	<-half
	for got := 0; got < 5; {
		got += len(next[wire.Events](b).Events)
	}
	b.conn.Close() // the line breaks while the world goes on
	close(goOn)

	b = s.enter()
	b.say(wire.Resume{Type: "resume", Run: w.Run, After: 5})
	told, ended := b.untilEnded()
	if len(told) != 6 || told[0].Event.Seq != 6 || ended.Last != 11 {
		t.Errorf("%d events, ended %+v", len(told), ended)
	}
}

func TestAfterARestartTheRunIsUnknown(t *testing.T) {
	b := newSite(t, fake{"letter": letter(1)}, Limits{}).enter()
	b.say(open("letter"))
	w := next[wire.World](b)

	b = newSite(t, fake{"letter": letter(1)}, Limits{}).enter()
	b.say(wire.Resume{Type: "resume", Run: w.Run, After: 1})
	if p := next[wire.Problem](b); p.Code != "unknown-run" || p.Run != w.Run {
		t.Errorf("%+v", p)
	}
	b.say(wire.Detail{Type: "detail", Run: w.Run})
	if p := next[wire.Problem](b); p.Code != "unknown-run" {
		t.Errorf("%+v", p)
	}
	b.say(open("letter"))
	next[wire.World](b)
	b.untilEnded()
}
