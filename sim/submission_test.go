package sim_test

import (
	"strings"
	"testing"

	"mailflow/sim/trace"
)

// The submission agent may stand beside the transfer agent, stand alone, or be
// missing, as in the days when all went over port 25. The letter arrives each
// time; what differs is who took it, at which door, and how many lines it got.
func TestWhereTheSubmissionAgentStands(t *testing.T) {
	const people = `
  - {domain: beta.example, users: [bob]}
script:
  - {at: 1s, send: {from: alice, to: bob, subject: Hello}}
  - {at: 1m, fetch: bob}
`
	for _, tc := range []struct{ name, site, doors string }{
		{"beside the transfer agent", "{domain: alpha.example, users: [alice], hosts: [{name: mail, roles: [msa, mta, mda]}]}",
			"mail.alpha.example:587 mail.beta.example:25 mail.beta.example:24"},
		{"on a host of its own", "{domain: alpha.example, users: [alice], hosts: [{name: out, roles: msa}, {name: mail, roles: [mta, mda]}]}",
			"out.alpha.example:587 mail.alpha.example:25 mail.beta.example:25 mail.beta.example:24"},
		{"missing", "{domain: alpha.example, users: [alice], without: msa}",
			"mail.alpha.example:25 mail.beta.example:25 mail.beta.example:24"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var doors []string
			logins := 0
			fetched := false
			for _, e := range run(t, "title: T\nsites:\n  - "+tc.site+people) {
				switch b := e.Body.(type) {
				case trace.ConnOpened:
					if strings.HasSuffix(b.Remote, ":587") || strings.HasSuffix(b.Remote, ":25") || strings.HasSuffix(b.Remote, ":24") {
						doors = append(doors, e.Peer+b.Remote[strings.LastIndex(b.Remote, ":"):])
					}
				case trace.AuthOK:
					if b.Protocol == trace.SMTP {
						logins++
					}
				case trace.MessageFetched:
					fetched = true
				}
			}
			if got := strings.Join(doors, " "); got != tc.doors {
				t.Errorf("the letter went through %s, want %s", got, tc.doors)
			}
			if logins != strings.Count(tc.doors, ":587") || !fetched {
				t.Errorf("%d logins; fetched: %v", logins, fetched)
			}
		})
	}
}
