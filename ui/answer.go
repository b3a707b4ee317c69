package ui

import (
	"bytes"
	"encoding/json"
	"fmt"

	"mailflow/ui/wire"
)

// answer does what a frame asks for. It runs on the socket's reader.
func (k *socket) answer(frame []byte) {
	kind, err := wire.Kind(frame)
	if err == nil {
		switch kind {
		case "open":
			err = ask(frame, k.open)
		case "resume":
			err = ask(frame, k.resume)
		case "detail":
			err = ask(frame, k.detail)
		case "check":
			err = ask(frame, k.check)
		default:
			err = fmt.Errorf("there is no frame of type %q", kind)
		}
	}
	if err != nil {
		k.problem("frame", "", "The server does not understand the page: "+err.Error()+". Load the page again.")
	}
}

// ask decodes a frame and hands it over.
func ask[T any](frame []byte, to func(T)) error {
	var v T
	dec := json.NewDecoder(bytes.NewReader(frame))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&v); err != nil {
		return err
	}
	to(v)
	return nil
}

// open starts a new run in place of the one that the browser shows.
func (k *socket) open(f wire.Open) {
	switch {
	case f.Lesson == "" && f.Source == "":
		k.problem("frame", "", "Name a lesson, or send a scenario.")
		return
	case k.tooLong(f.Source):
		k.problem("scenario", "", k.longText(f.Source))
		return
	}
	play, world, problem := k.server.config.Simulator.Prepare(f.Lesson, f.Source, f.Seed)
	if problem != nil {
		problem.Type = "problem"
		k.order(order{frame: *problem})
		return
	}
	k.server.runs.leave(k.current, true)
	k.current = nil
	r, err := k.server.runs.start(k.ctx, play, world)
	if err != nil {
		k.problem("busy", "", err.Error())
		return
	}
	k.current = r
	k.order(order{frame: r.world})
	k.order(order{stream: &stream{run: r}})
}

// check says what is wrong with a scenario. A browser has its scenarios checked
// one after the other, as this is the socket's reader.
func (k *socket) check(f wire.Check) {
	answer := wire.Checked{Type: "checked", Number: f.Number, Faults: []wire.Fault{}}
	if k.tooLong(f.Source) {
		answer.Faults = append(answer.Faults, wire.Fault{Line: 1, Column: 1, Message: k.longText(f.Source)})
	} else {
		answer.Faults = append(answer.Faults, k.server.config.Simulator.Check(f.Source)...)
	}
	k.order(order{frame: answer})
}

func (k *socket) tooLong(source string) bool { return len(source) > k.server.limits.Source }

func (k *socket) longText(source string) string {
	return fmt.Sprintf("A scenario has at most %d KiB; this one has %d.", k.server.limits.Source>>10, (len(source)+1023)>>10)
}

// resume goes on with a run after a lost connection.
func (k *socket) resume(f wire.Resume) {
	if k.show(f.Run) {
		k.order(order{stream: &stream{run: k.current, after: f.After}})
	}
}

// detail adds the events of wire level.
func (k *socket) detail(f wire.Detail) {
	if k.show(f.Run) {
		k.order(order{stream: &stream{run: k.current, detail: true, conn: f.Conn}})
	}
}

// show makes a run the one that the browser shows.
func (k *socket) show(name string) bool {
	if k.current != nil && k.current.world.Run == name {
		return true
	}
	r, ok := k.server.runs.follow(name)
	if !ok {
		k.problem("unknown-run", name, "The server no longer has this run. Runs are remade from scenario and seed: open it again.")
		return false
	}
	k.server.runs.leave(k.current, false)
	k.current = r
	return true
}
