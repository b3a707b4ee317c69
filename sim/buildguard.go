package sim

import (
	"regexp"

	"mailflow/sim/guard"
	"mailflow/sim/scenario"
)

// guardOf is the guard of a host, with the checks that its settings name. It
// remains the same while they change, since it remembers.
func (w *world) guardOf(h *scenario.Host, habits *scenario.MTA) *guard.Guard {
	cfg := guardConfig(habits.Guard)
	g := w.guards[h.Name]
	if g == nil {
		g = guard.New(cfg)
		w.guards[h.Name] = g
	}
	g.Configure(cfg)
	return g
}

// guardConfig is what an mta checks of mail that comes in; nothing, if that is
// not written.
func guardConfig(g *scenario.Guard) guard.Config {
	var cfg guard.Config
	if g == nil {
		return cfg
	}
	if c := g.Client; c != nil {
		cfg.Client = guard.ClientCheck{Effect: guard.Effect(c.Effect), Exempt: c.Exempt}
	}
	cfg.Hello, cfg.Reverse, cfg.SPF = effect(g.Hello), effect(g.Reverse), effect(g.SPF)
	if l := g.DNSBL; l != nil {
		cfg.DNSBL = guard.Blocklists{Effect: guard.Effect(l.Effect), Zones: l.Zones}
	}
	if l := g.Greylist; l != nil {
		cfg.Greylist = guard.Greylisting{Effect: guard.Effect(l.Effect), Delay: l.Delay, Window: l.Window, Lifetime: l.Lifetime, Prefix: l.Prefix, Allow: l.Allow}
	}
	if r := g.Rate; r != nil {
		cfg.Rate = guard.Limits{Effect: guard.Effect(r.Effect), Letters: r.Letters, Recipients: r.Recipients, Per: r.Per}
	}
	if c := g.Content; c != nil {
		cfg.Content = scoring(c)
	}
	return cfg
}

func effect(c *scenario.Check) guard.Effect {
	if c == nil {
		return guard.Off
	}
	return guard.Effect(c.Effect)
}

func scoring(c *scenario.Content) guard.Scoring {
	s := guard.Scoring{Effect: guard.Effect(c.Effect), Tag: c.Tag, Refuse: c.Refuse}
	if c.Standard {
		s.Rules = append(s.Rules, guard.StandardRules...)
	}
	for _, r := range c.Rules {
		s.Rules = append(s.Rules, guard.Rule{
			Name: r.Name, Weight: r.Weight, In: r.In, Text: r.Text,
			Pattern: regexp.MustCompile(r.Pattern), // the scenario was checked
		})
	}
	return s
}
