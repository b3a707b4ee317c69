package scenario

import "time"

// Retry is a queue's patience (RFC 5321 §4.5.4.1).
//
//	preset: postfix
//	schedule: [5m, 10m, 1h]
//	expire: 5d
//	warn: 4h
type Retry struct {
	// The program whose habits are taken for what is left out below. Left out,
	// it is the host's software.
	Preset Preset `yaml:"preset" form:"short"`

	// How long it waits after the first failure, the second, and so on. The
	// last one is repeated.
	Schedule []time.Duration `yaml:"schedule" form:"min=1,max=1000,each.min=1s,each.max=30d"`

	// How long a message waits before it is sent back.
	Expire time.Duration `yaml:"expire" form:"min=1s,max=365d"`

	// After how long the sender is told that the message is late. 0 means
	// never.
	Warn time.Duration `yaml:"warn" form:"min=0s,max=365d"`
}

// Preset names a program whose retry habits are known: those it has when it is
// installed and nobody changes them.
type Preset string

// Presets lists every preset.
var Presets = []Preset{"postfix", "exim", "sendmail", "qmail", "exchange"}
