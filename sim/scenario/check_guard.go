package scenario

import (
	"regexp"
	"strings"
)

var (
	ruleName  = regexp.MustCompile(`^[A-Z][A-Z0-9_]*$`)
	fieldName = regexp.MustCompile(`^[!-9;-~]+$`)
)

// checkGuard judges what can be judged of a guard's checks one by one.
func (d *draft) checkGuard(g *Guard) {
	if g == nil {
		return
	}
	if l := g.DNSBL; l != nil {
		if len(l.Zones) == 0 && l.Effect != "off" && l.Effect != "" {
			d.worldFault(l, "`dnsbl` needs the lists that are to be asked, as `zones`")
		}
		for i, zone := range l.Zones {
			if problem := domainProblem(zone); problem != "" {
				d.worldFault(&l.Zones[i], "%s", problem)
			}
		}
	}
	if r := g.Rate; r != nil && r.Letters == 0 && r.Recipients == 0 && r.Effect != "off" && r.Effect != "" {
		d.worldFault(r, "`rate` needs a limit, as `letters` or `recipients`")
	}
	if l := g.Greylist; l != nil && l.Window < l.Delay {
		d.worldFault(l, "nobody can come back in time: `window` is shorter than `delay`")
	}
	if c := g.Content; c != nil {
		d.checkRules(c)
	}
}

func (d *draft) checkRules(c *Content) {
	if c.Refuse < c.Tag {
		d.worldFault(c, "`refuse` is below `tag`")
	}
	names := map[string]bool{}
	for _, r := range c.Rules {
		switch {
		case r.Name == "": // a fault already
		case !ruleName.MatchString(r.Name):
			d.worldFault(&r.Name, "the name of a rule is written as FREE_BEER, not `%s`", r.Name)
		case names[r.Name]:
			d.worldFault(&r.Name, "there are two rules `%s`", r.Name)
		}
		names[r.Name] = true
		if r.In != "" && !fieldName.MatchString(r.In) {
			d.worldFault(&r.In, "`in` is a header field, such as Subject, or header, body or verdicts, not `%s`", r.In)
		}
		if _, err := regexp.Compile(r.Pattern); err != nil {
			d.worldFault(&r.Pattern, "`%s` is no regular expression: %s", r.Pattern, strings.TrimPrefix(err.Error(), "error parsing regexp: "))
		}
		if r.Text == "" {
			r.Text = strings.ToLower(strings.ReplaceAll(r.Name, "_", " "))
		}
	}
}
