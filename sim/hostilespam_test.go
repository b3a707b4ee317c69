package sim_test

import (
	"strings"
	"testing"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// Whatever a campaign writes into its letters stays in the field where it was
// written: no line of a header and no command can be made of it.
func TestACampaignCannotInject(t *testing.T) {
	events := run(t, street+`      to: [bob]
      hello: mail.bank.example
      sender: winner@lottery.example
      from: "Bank\r\nBcc: eve@evil.example <service@bank.example>"
      received: ["from a by b\r\n\r\nbody", "from c by d\0\e[2J"]
      subject: "Hi\r\nX-Forged: yes\r\n\r\nbody"
      text: ".\r\n.\r\nQUIT\r\nFrom me"
`)
	composed := bodies[trace.MessageComposed](events)
	if len(composed) != 1 {
		t.Fatalf("%d letters", len(composed))
	}
	m := mail.Parse(string(composed[0].Content))
	for _, name := range []string{"Bcc", "X-Forged"} {
		if m.Header().Has(name) {
			t.Errorf("there is a field %s:\n%s", name, m.Header())
		}
	}
	if n := m.Header().Count("Received"); n != 2 || strings.ContainsAny(m.Header().String(), "\x00\x1b") {
		t.Errorf("%d Received fields:\n%q", n, m.Header())
	}
	if m.Body() != ".\r\n.\r\nQUIT\r\nFrom me\r\n" {
		t.Errorf("the text is %q", m.Body())
	}
	if filed := bodies[trace.MessageFiled](events); len(filed) != 1 {
		t.Errorf("it arrived %d times", len(filed))
	}
	if ended := bodies[trace.CampaignEnded](events); len(ended) != 1 || ended[0].Accepted != 1 {
		t.Errorf("the campaign ended as %+v", ended)
	}
}
