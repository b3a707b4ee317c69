package main

import (
	"errors"
	"time"

	"mailflow/sim/scenario"
)

// virtual is a span of virtual time, written as in scenarios, where a day is a
// unit too.
type virtual struct{ duration time.Duration }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (v *virtual) UnmarshalText(text []byte) (err error) {
	v.duration, err = scenario.ParseDuration(string(text))
	if err == nil && v.duration == 0 {
		err = errors.New("must be longer than no time at all")
	}
	return err
}
