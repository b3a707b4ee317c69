package sim_test

import (
	"strings"
	"testing"

	"mailflow/sim/trace"
)

const guarded = `
title: Guarded
sites:
  - domain: alpha.example
    users: [alice]
    dns: {records: [{name: "@", type: TXT, data: v=spf1 -all}]}
  - domain: beta.example
    users: [bob]
    hosts:
      - name: mail
        mta: {guard: {spf: refuse, hello: tag, greylist: {effect: refuse, delay: 10s}}}
script:
  - {at: 1s, send: {from: alice, to: bob, subject: First}}
  - {at: 1m, configure: {host: mail.beta.example, mta: {guard: {spf: tag}}}}
  - {at: 2m, send: {from: alice, to: bob, subject: Second}}
  - {at: 1h, configure: {host: mail.beta.example, mta: {guard: {greylist: off}}}}
  - {at: 2h, configure: {host: mail.beta.example, mta: {guard: {greylist: {effect: refuse, delay: 10s}}}}}
  - {at: 3h, send: {from: alice, to: bob, subject: Third}}
`

// A check that is named is changed, the others stay as they are, and so does
// what the guard remembers.
func TestConfigureChangesAGuard(t *testing.T) {
	var verdicts []string
	for _, e := range run(t, guarded) {
		if v, ok := e.Body.(trace.GuardVerdict); ok && v.Check != trace.Hello {
			verdicts = append(verdicts, string(v.Check)+" "+v.Result+" "+v.Effect)
		}
	}
	want := "spf fail refuse, spf fail tag, greylist new defer, spf fail tag, greylist passed none, spf fail tag, greylist known none"
	if got := strings.Join(verdicts, ", "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
