package scenario

// resolveEvents finds the hosts and people that patterns and facts name.
func (d *draft) resolveEvents() {
	d.patterns(func(p *Pattern) {
		for i := range p.Where {
			c := &p.Where[i]
			if (c.Field == "node" || c.Field == "peer") && d.places.Given(c) && c.Expr == nil {
				d.resolveNode(c)
			}
		}
	})
	d.facts(func(e *Expectation) {
		if e.Mailbox != nil {
			d.user(&e.Mailbox.User)
		}
		if e.Header != nil {
			d.user(&e.Header.User)
		}
	})
}

func (d *draft) resolveNode(c *Condition) {
	d.places[&c.Want] = d.places[c]
	d.host(&c.Want, nil)
}
