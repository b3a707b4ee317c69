//go:build race

package sim_test

// chaosWorlds is fewer where the race detector looks on, which takes its time.
const chaosWorlds = 150
