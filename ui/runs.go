package ui

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"mailflow/sim/record"
	"mailflow/sim/trace"
	"mailflow/ui/wire"
)

// runs holds the worlds that run and those that are over and may be asked for
// again. A run outlives its socket, so that a browser which lost its
// connection finds it again.
type runs struct {
	limits Limits
	log    *slog.Logger
	slots  chan struct{} // holds one value for each world that runs
	ctx    context.Context
	stop   context.CancelCauseFunc
	going  sync.WaitGroup

	mu   sync.Mutex
	list []*run // least recently used first
}

// run is one world and what it recorded.
type run struct {
	world wire.World
	log   *record.Log
	ctx   context.Context // of its playing
	stop  context.CancelCauseFunc
	full  chan struct{} // closed when an event finds no room in the log

	followers int   // sockets that show it; guarded by runs.mu
	octets    int64 // estimated size, once it is over; guarded by runs.mu
}

func newRuns(l Limits, log *slog.Logger) *runs {
	ctx, stop := context.WithCancelCause(context.Background())
	return &runs{limits: l, log: log, slots: make(chan struct{}, l.Worlds), ctx: ctx, stop: stop}
}

// Why a world cannot run now.
var (
	errBusyWorlds = errors.New("the server is running as many worlds as it can; try again in a moment")
	errBusyMemory = errors.New("the server has no memory left for another run; close another window of this page and try again")
)

// start begins to play a world, with one follower, and returns at once, except
// that it waits a little while too many worlds are running.
func (rs *runs) start(ctx context.Context, play Run, world wire.World) (*run, error) {
	wait, cancel := context.WithTimeoutCause(ctx, rs.limits.Wait, errBusyWorlds)
	defer cancel()
	select {
	case rs.slots <- struct{}{}:
	case <-rs.ctx.Done():
		return nil, ErrClosed
	case <-wait.Done():
		return nil, context.Cause(wait)
	}
	r, err := rs.add(world)
	if err != nil {
		<-rs.slots
		return nil, err
	}
	go rs.play(r, play)
	go rs.watch(r)
	return r, nil
}

// add makes room for a new run and enters it.
func (rs *runs) add(world wire.World) (*run, error) {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	if rs.ctx.Err() != nil {
		return nil, ErrClosed
	}
	if !rs.makeRoom() {
		return nil, errBusyMemory
	}
	r := &run{world: world, followers: 1}
	r.world.Type, r.world.Run = "world", rand.Text()
	r.ctx, r.stop = context.WithCancelCause(rs.ctx)
	r.full = make(chan struct{})
	r.log = record.New(record.Options{Max: rs.limits.Events, OnFull: func() { close(r.full) }})
	rs.list = append(rs.list, r)
	rs.going.Add(2)
	return r, nil
}

// play runs the world to its end and releases its slot.
func (rs *runs) play(r *run, play Run) {
	defer rs.going.Done()
	defer func() { <-rs.slots }()
	defer r.stop(nil)
	defer rs.over(r)
	play.Play(r.ctx, r.log)
}

// watch stops a run that grows too large or takes too long. It is a goroutine
// of the real world: what a cancelled context starts must not start inside the
// virtual one, where a full log is noticed.
func (rs *runs) watch(r *run) {
	defer rs.going.Done()
	late := time.NewTimer(rs.limits.Time)
	defer late.Stop()
	select {
	case <-r.full:
		r.stop(ErrTooManyEvents)
	case <-late.C:
		r.stop(ErrTooLong)
	case <-r.log.Done():
	}
}

// over closes the log of a run that has come to its end, also if the simulator
// panicked: one broken world must not take the others with it.
func (rs *runs) over(r *run) {
	if fault := recover(); fault != nil {
		rs.log.Error("a run panicked", "scenario", r.world.Scenario, "seed", r.world.Seed,
			"panic", fault, "stack", string(debug.Stack()))
	}
	var octets int64
	for e := range r.log.All() {
		octets += weight(e)
	}
	rs.mu.Lock()
	r.octets = octets
	rs.mu.Unlock()
	r.log.Close()
}

// makeRoom forgets the runs that nobody has asked for in the longest time and
// reports whether there is memory for another. The caller holds mu.
func (rs *runs) makeRoom() bool {
	var octets int64
	idle := 0
	for _, r := range rs.list {
		octets += r.size()
		if r.idle() {
			idle++
		}
	}
	rs.list = slices.DeleteFunc(rs.list, func(r *run) bool {
		if !r.idle() || idle < rs.limits.Kept && octets < rs.limits.Memory {
			return false
		}
		idle--
		octets -= r.size()
		return true
	})
	return octets < rs.limits.Memory
}

// idle reports whether a run is over and shown nowhere.
func (r *run) idle() bool { return r.followers == 0 && r.finished() }

func (r *run) finished() bool {
	select {
	case <-r.log.Done():
		return true
	default:
		return false
	}
}

// size estimates the run's memory in octets. The caller holds runs.mu.
func (r *run) size() int64 {
	return max(r.octets, int64(r.log.Len())*weight(trace.Event{}))
}

// follow finds a run by its name and counts one more socket that shows it.
func (rs *runs) follow(name string) (*run, bool) {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	i := slices.IndexFunc(rs.list, func(r *run) bool { return r.world.Run == name })
	if i < 0 {
		return nil, false
	}
	r := rs.list[i]
	r.followers++
	rs.list = append(slices.Delete(rs.list, i, i+1), r)
	return r, true
}

// leave counts one socket less. A run that nobody shows is stopped if it is
// known that nobody will come back for it.
func (rs *runs) leave(r *run, forGood bool) {
	if r == nil {
		return
	}
	rs.mu.Lock()
	defer rs.mu.Unlock()
	r.followers--
	if forGood && r.followers == 0 {
		r.stop(ErrNotWanted)
	}
}

// close stops all runs and returns when they have stopped.
func (rs *runs) close() {
	rs.mu.Lock()
	rs.stop(ErrClosed)
	rs.mu.Unlock()
	rs.going.Wait()
}

// ended says how a finished run ended.
func (r *run) ended() wire.Ended {
	end := wire.Ended{Type: "ended", Run: r.world.Run, Outcome: trace.Broken, Last: trace.Seq(r.log.Len()),
		Detail: "The simulator stopped without saying why. Please report this, with the scenario."}
	if e, ok := r.log.Event(end.Last); ok {
		if b, ok := e.Body.(trace.RunEnded); ok {
			end.Outcome, end.Detail = b.Outcome, b.Detail
		}
	}
	return end
}
