package sim_test

import (
	"slices"
	"strings"
	"testing"

	"mailflow/sim/grade"
	"mailflow/sim/trace"
)

// street is a spammer's machine and some domains.
const street = `title: A street
sites:
  - {domain: beta.example, users: [bob, ben]}
  - {domain: gamma.example, users: [carol]}
  - {domain: quiet.example, mx: ["."]}
  - {domain: spam.example, hosts: [{name: bot, roles: [attacker]}]}
script:
  - at: 1s
    campaign:
`

// A spammer's program looks up the servers itself, says what it likes, and
// forgets what was not taken at once.
func TestACampaignGoesStraightToItsVictims(t *testing.T) {
	events := run(t, street+`      to: [bob, "x{n}@beta.example", carol, "y@quiet.example", z@nowhere.example]
      letters: 6
      hello: mail.bank.example
      sender: winner{n}@lottery.example
      from: Your Bank <service@bank.example>
      received: [from vault.bank.example by mail.bank.example; Mon, 2 Mar 2026 08:00:00 +0000]
      subject: For {name}
      text: Dear {name} of {domain}, number {n}.
`)
	if err := grade.Conserve(events); err != nil {
		t.Error(err)
	}
	ended := bodies[trace.CampaignEnded](events)
	if want := []trace.CampaignEnded{{Letters: 6, Recipients: 6, Accepted: 3, Refused: 1, Failed: 2}}; !slices.Equal(ended, want) {
		t.Errorf("the program counts %+v, want %+v", ended, want)
	}
	if given := bodies[trace.MessageAbandoned](events); len(given) != 3 {
		t.Errorf("it gave up on %+v, want three", given)
	}
	letter := string(bodies[trace.MessageComposed](events)[2].Content)
	for _, want := range []string{
		"Received: from vault.bank.example by mail.bank.example;", "From: Your Bank <service@bank.example>\r\n",
		"To: carol@gamma.example\r\n", "Subject: For Carol\r\n", "\r\n\r\nDear Carol of gamma.example, number 3.\r\n",
	} {
		if !strings.Contains(letter, want) {
			t.Errorf("the letter to Carol lacks %q:\n%s", want, letter)
		}
	}
	if !strings.HasPrefix(letter, "Received: ") {
		t.Errorf("the forged field is not on top:\n%s", letter)
	}
	taken := bodies[trace.MessageAccepted](events)[0]
	if taken.From != "winner1@lottery.example" {
		t.Errorf("the envelope says %q", taken.From)
	}
	for _, a := range bodies[trace.MessageAltered](events)[:1] {
		if stamp := string(a.Added[0].Raw); !strings.Contains(stamp, "from mail.bank.example (bot.spam.example [") {
			t.Errorf("the first server stamps %q", stamp)
		}
	}
}

// However fast a campaign is, it keeps to its connections, and no letter is
// forgotten.
func TestACampaignKeepsToItsConnections(t *testing.T) {
	events := run(t, street+`      {to: bob, letters: 40, every: 0s, connections: 3}`+"\n")
	open, most := map[string]bool{}, 0
	for _, e := range events {
		switch e.Body.(type) {
		case trace.ConnOpened:
			if e.Role == trace.Attacker {
				open[e.Conn] = true
				most = max(most, len(open))
			}
		case trace.ConnClosed:
			delete(open, e.Conn)
		}
	}
	if most != 3 {
		t.Errorf("%d connections were open at once, want 3", most)
	}
	if ended := bodies[trace.CampaignEnded](events); len(ended) != 1 || ended[0].Accepted != 40 {
		t.Errorf("the program counts %+v", ended)
	}
}

// One transaction with many recipients becomes one for each domain where there
// is no relay to do that.
func TestACampaignSortsByDomain(t *testing.T) {
	events := run(t, street+`      {to: [bob, carol, ben], per_transaction: 3, sender: "<>"}`+"\n")
	var taken [][]string
	for _, e := range events {
		if b, ok := e.Body.(trace.MessageAccepted); ok && b.Protocol == trace.SMTP {
			if b.From != "" {
				t.Errorf("the sender is %q, want none", b.From)
			}
			taken = append(taken, b.Recipients)
		}
	}
	if len(taken) != 2 || len(taken[0]) != 2 || len(taken[1]) != 1 {
		t.Errorf("the transactions were %q", taken)
	}
}

func bodies[B trace.Body](events []trace.Event) (list []B) {
	for _, e := range events {
		if b, ok := e.Body.(B); ok {
			list = append(list, b)
		}
	}
	return list
}
