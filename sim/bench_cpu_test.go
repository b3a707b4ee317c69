//go:build unix

package sim_test

import (
	"syscall"
	"time"
)

// cpuTime is what the process has used of the processors, in its own code and in
// the kernel's for it. Unlike elapsed time it does not count what other programs
// on the machine do.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
