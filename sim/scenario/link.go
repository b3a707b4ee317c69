package scenario

import "time"

// Link is a line: how long a packet takes and how many get lost.
//
//	latency: 600ms
//	jitter: 20ms
//	loss: 0.05
//	bandwidth: 64 kbit/s
type Link struct {
	// How long a packet takes, one way.
	Latency time.Duration `yaml:"latency" form:"min=0s,max=1h"`

	// By how much that varies, at most.
	Jitter time.Duration `yaml:"jitter" form:"min=0s,max=1h"`

	// The share of packets that get lost, between 0 and 1.
	Loss float64 `yaml:"loss" form:"min=0,max=1"`

	// How much goes through, such as 10 Mbit/s, or unlimited.
	Bandwidth Bandwidth `yaml:"bandwidth"`
}

// Network is what all sites have in common.
//
//	latency: 20ms
//	loss: 0.01
//	lan: {latency: 200us}
type Network struct {
	// How long a packet takes on a site's line to the Internet, one way.
	Latency time.Duration `yaml:"latency" form:"min=0s,max=1h" default:"10ms"`

	// By how much that varies, at most.
	Jitter time.Duration `yaml:"jitter" form:"min=0s,max=1h" default:"1ms"`

	// The share of packets that get lost on such a line, between 0 and 1.
	Loss float64 `yaml:"loss" form:"min=0,max=1" default:"0"`

	// How much goes through such a line.
	Bandwidth Bandwidth `yaml:"bandwidth" default:"unlimited"`

	// The local networks. Left out, a packet takes 300us, give or take 30us,
	// none get lost and nothing limits how much goes through.
	LAN Link `yaml:"lan"`
}

// Bandwidth is in bits per second. Zero means unlimited.
type Bandwidth int64
