//go:build !race

package sim_test

// chaosWorlds is how many worlds are made up.
const chaosWorlds = 1000
