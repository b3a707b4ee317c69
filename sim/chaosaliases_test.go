package sim_test

import (
	"fmt"
	"time"
)

// vacation is what stands behind the name of somebody who may be away.
func (c *chance) vacation() string {
	switch c.IntN(6) {
	case 0:
		return ", vacation: I am away."
	case 1:
		return ", vacation: {text: I am away., careless: true}"
	}
	return ""
}

// aliases are a site's: a group with people elsewhere in it and some who do not
// exist, somebody who has gone to another site, where they may have gone on, and
// two that lead to each other.
func (c *chance) aliases() string {
	if c.IntN(2) == 0 {
		return ""
	}
	return fmt.Sprintf("    aliases: [{name: team, to: [ann, ben, team@%s, nobody@%s]}, {name: gone, to: gone@%s}, {name: one, to: two}, {name: two, to: one}]\n",
		c.domain(), c.domain(), c.domain())
}

// configure lets an operator change the settings of a host.
func (c *chance) configure() {
	change := []string{
		"strangers: relay", "unknown_users: bounce", "max_size: 1 kB", "hop_limit: 3", "networks: []", "relay_for: " + c.domain(),
		"retry: {schedule: 1s, expire: 1m}", "tls: never",
	}[c.IntN(8)]
	host := "mail." + c.domain()
	if c.roles[host] {
		fmt.Fprintf(&c.b, "  - {at: %v, configure: {host: %s, mta: {%s}}}\n", c.time(10*time.Minute), host, change)
	}
}
