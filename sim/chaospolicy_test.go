package sim_test

import (
	"fmt"
	"strings"
	"time"
)

// software is a program that a host plays, one time in two another than most.
func (c *chance) software() string {
	return []string{"postfix", "postfix", "postfix", "postfix", "exim", "sendmail", "qmail", "exchange"}[c.IntN(8)]
}

// habits are the settings of a transfer agent.
func (c *chance) habits() string {
	keys := []string{fmt.Sprintf("retry: {schedule: [%ds, %ds], expire: %ds, warn: %ds}", 1+c.IntN(60), 1+c.IntN(300), 1+c.IntN(900), c.IntN(400))}
	maybe := func(format string, values ...any) {
		if c.IntN(5) == 0 {
			keys = append(keys, fmt.Sprintf(format, values...))
		}
	}
	maybe("strangers: relay")
	maybe("unknown_users: bounce")
	maybe("max_size: %d kB", 1+c.IntN(3))
	keys = append(keys, fmt.Sprintf("hop_limit: %d", 1+c.IntN(9))) // or what goes round in circles would be all there is
	maybe("guard: {%s}", c.checks())
	return "mta: {" + strings.Join(keys, ", ") + "}"
}

// checks are those of a guard, each with some effect.
func (c *chance) checks() string {
	effect := func() string { return []string{"off", "tag", "quarantine", "refuse"}[c.IntN(4)] }
	var list []string
	for _, check := range []string{
		fmt.Sprintf("client: {effect: %s}", effect()),
		fmt.Sprintf("hello: %s", effect()),
		fmt.Sprintf("reverse: %s", effect()),
		fmt.Sprintf("dnsbl: {effect: %s, zones: [bl.%s, bl.missing.example]}", effect(), c.domainOrNone()),
		fmt.Sprintf("spf: %s", effect()),
		fmt.Sprintf("greylist: {effect: %s, delay: %ds}", effect(), 1+c.IntN(120)),
		fmt.Sprintf("rate: {effect: %s, letters: %d, per: %ds}", effect(), 1+c.IntN(4), 1+c.IntN(90)),
		fmt.Sprintf("content: {effect: %s}", effect()),
	} {
		if c.IntN(2) == 0 {
			list = append(list, check)
		}
	}
	return strings.Join(list, ", ")
}

// domainOrNone is the domain of a site that there is already, if there is one.
func (c *chance) domainOrNone() string {
	if len(c.sites) == 0 {
		return "nobody.example"
	}
	return c.domain()
}

// campaign adds a spammer's work.
func (c *chance) campaign() {
	to := make([]string, 1+c.IntN(6))
	for i := range to {
		to[i] = c.person()
		if c.IntN(3) == 0 {
			to[i] = "guess{n}@" + c.domain()
		}
	}
	via := "direct"
	if c.IntN(2) == 0 {
		via = "mail." + c.domain()
	}
	sender := []string{"<>", c.person(), "x@missing.example", "boss@" + c.domain()}[c.IntN(4)]
	fmt.Fprintf(&c.b, "  - {at: %v, campaign: {host: bot.spam.example, via: %s, to: [\"%s\"], letters: %d, per_transaction: %d, every: %dms, sender: %q, subject: Win, text: Now}}\n",
		c.time(10*time.Minute), via, strings.Join(to, `", "`), 1+c.IntN(20), 1+c.IntN(4), c.IntN(5000), sender)
}
