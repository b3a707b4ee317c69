package scenario

import "mailflow/sim/trace"

// resolveConfigure finds the host whose settings change, and judges the new
// ones as those that stand at the host.
func (d *draft) resolveConfigure(c *Configure) {
	h := d.knownHost(&c.Host)
	if h == nil || c.MTA == nil {
		return
	}
	if !h.Has(trace.MTA) {
		d.fault(c.MTA, "`%s` has not the role mta", h.Name)
		return
	}
	if c.Changes() == "" {
		d.fault(c.MTA, "nothing changes; name the settings that do")
	}
	d.checkDomains(c.MTA.RelayFor)
	d.checkRoutes(c.MTA.Routes, d.homes[h], h)
	if c.MTA.Smarthost != "" && c.MTA.Smarthost != NoSmarthost {
		d.checkSmarthost(&c.MTA.Smarthost, d.homes[h], h)
	}
	d.checkGuard(c.MTA.Guard)
	if c.MTA.Retry != nil {
		d.setUpRetry(c.MTA.Retry, h.Software)
	}
}

// NoSmarthost takes a smarthost away in [NewMTA].
const NoSmarthost = "."

// knownHost completes the name of a host, if one is written, and finds it.
func (d *draft) knownHost(name *string) *Host {
	if *name == "" {
		return nil // a fault already
	}
	return d.host(name, nil)
}
