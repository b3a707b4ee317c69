//go:build !unix

package sim_test

import "time"

var began = time.Now()

// cpuTime is the elapsed time where the system does not tell.
func cpuTime() time.Duration { return time.Since(began) }
