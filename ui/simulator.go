package ui

import (
	"context"
	"errors"

	"mailflow/sim/record"
	"mailflow/ui/wire"
)

// Simulator makes the worlds that the server shows. It is called by several
// goroutines at once.
type Simulator interface {
	// Lessons lists the lessons in course order.
	Lessons() []wire.Lesson

	// Prepare checks a lesson by its name, or a scenario's source if the name
	// is empty, and makes its world ready; a nil seed means the scenario's
	// own. The server fills in Type and Run of the World and Type of the
	// Problem. A Problem is something that the person can mend.
	Prepare(lesson, source string, seed *uint64) (Run, wire.World, *wire.Problem)

	// Check says what is wrong with a scenario's source, in its order: that for
	// which Prepare would not make a world of it.
	Check(source string) []wire.Fault
}

// Run is a world that is ready to run, once.
type Run interface {
	// Play runs the world to its end and records into the log, with run.ended
	// as its last event. When ctx ends, Play stops soon; [context.Cause] is
	// then one of the errors below. Inside a virtual world ctx may be asked
	// and waited on, but no other context may be derived from it.
	Play(ctx context.Context, log *record.Log)
}

// Why a run is stopped before its end.
var (
	ErrTooManyEvents = errors.New("the run has more events than the server records")
	ErrTooLong       = errors.New("the run takes longer than the server lets it")
	ErrNotWanted     = errors.New("nobody follows the run any more")
	ErrClosed        = errors.New("the server stops")
)
