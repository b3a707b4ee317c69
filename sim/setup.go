package sim

import (
	"mailflow/sim/mua"
	"mailflow/sim/scenario"
)

// setUp changes the settings of a person's program.
func (w *world) setUp(a *scenario.Setup) {
	key := deviceKey(a.User, a.Device)
	now := w.settings[key]
	change := mua.Settings{Password: a.Password}
	if a.Incoming != "" {
		now.Incoming = a.Incoming
		s := w.incoming(now.Incoming, now.Access)
		change.Incoming = &s
	}
	if a.Outgoing != "" || a.OutgoingPort != 0 || a.Login != nil {
		adoptOutgoing(&now, a, w.hosts)
		s, silent := w.outgoing(now.Outgoing, now.OutgoingPort, now.Login), !now.Login
		change.Outgoing, change.NoLogin = &s, &silent
	}
	w.settings[key] = now
	w.devices[key].SetUp(change, w.atDevice(a, a.User, a.Device, a.Changes()))
}

// adoptOutgoing changes what is said about the outgoing server.
func adoptOutgoing(now *scenario.Device, a *scenario.Setup, hosts map[string]*scenario.Host) {
	if a.Outgoing != "" {
		now.Outgoing, now.OutgoingPort = a.Outgoing, scenario.SubmissionPort(hosts[a.Outgoing])
	}
	if a.OutgoingPort != 0 {
		now.OutgoingPort = a.OutgoingPort
	}
	if a.Login != nil {
		now.Login = *a.Login
	}
}
