package sim

import (
	"mailflow/sim/mua"
	"mailflow/sim/scenario"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
	"mailflow/sim/vtime"
)

// schedule lets every step of the script happen at its time. Steps of one
// instant happen in the order of the file.
func (w *world) schedule() {
	lane := w.clock.Lane()
	for _, step := range w.sc.Script {
		lane.After(step.At, vtime.Story, func() { w.act(step.Action()) })
	}
}

// act does one step.
func (w *world) act(a scenario.Action) {
	switch a := a.(type) {
	case *scenario.Send:
		w.send(a)
	case *scenario.Reply:
		w.reply(a)
	case *scenario.Forward:
		w.forward(a)
	case *scenario.Fetch:
		w.device(a.User, a.Device).Fetch(w.atDevice(a, a.User, a.Device, ""))
	case *scenario.Read:
		w.device(a.User, a.Device).Read(a.Subject, w.atDevice(a, a.User, a.Device, a.Subject))
	case *scenario.Delete:
		w.device(a.User, a.Device).Delete(a.Subject, w.atDevice(a, a.User, a.Device, a.Subject))
	case *scenario.Move:
		w.device(a.User, a.Device).Move(a.Subject, a.To, w.atDevice(a, a.User, a.Device, a.To))
	case *scenario.Archive:
		w.device(a.User, a.Device).Archive(a.Subject, w.atDevice(a, a.User, a.Device, a.Subject))
	case *scenario.Watch:
		w.device(a.User, a.Device).Watch(w.atDevice(a, a.User, a.Device, ""))
	case *scenario.Unwatch:
		w.device(a.User, a.Device).Unwatch(w.atDevice(a, a.User, a.Device, ""))
	case *scenario.Offline:
		w.device(a.User, a.Device).Offline(w.atDevice(a, a.User, a.Device, ""))
	case *scenario.Online:
		w.device(a.User, a.Device).Online(w.atDevice(a, a.User, a.Device, ""))
	case *scenario.Setup:
		w.setUp(a)
	case *scenario.Down:
		w.switchOff(a)
	case *scenario.DNS:
		w.failDomain(a)
	case *scenario.ChangeRecord:
		w.changeRecord(a)
	case *scenario.Up:
		w.switchOn(a)
	case *scenario.Cut:
		w.cut(w.sites[a.Site].Uplink(), a.Way, w.taken(a, "", trace.ActionTaken{Who: a.Site, Text: string(a.Way)}))
	case *scenario.Mend:
		w.mend(w.sites[a.Site].Uplink(), a.Way, w.taken(a, "", trace.ActionTaken{Who: a.Site, Text: string(a.Way)}))
	case *scenario.Configure:
		w.taken(a, a.Host, trace.ActionTaken{Who: a.Host, Text: a.Changes()})
		w.configure(a)
	case *scenario.Probe:
		w.probe(a)
	case *scenario.Campaign:
		w.campaign(a)
	default:
		panic("sim: there is no way to " + a.Word())
	}
}

// taken tells the trace about a step, at the host where it happens; what it
// leads to has it as its cause.
func (w *world) taken(a scenario.Action, host string, body trace.ActionTaken) trace.Mark {
	body.Action = a.Word()
	return trace.Mark{Cause: w.emit(w.clock.Elapsed(), host, trace.About{}, body)}
}

// atDevice is taken for what a person does with a program.
func (w *world) atDevice(a scenario.Action, person, device, text string) trace.Mark {
	body := trace.ActionTaken{Who: person, Text: text}
	if w.several[person] {
		body.Device = device
	}
	return w.taken(a, w.device(person, device).Host().Name(), body)
}

func (w *world) device(person, device string) *mua.Device {
	return w.devices[deviceKey(person, device)]
}

func (w *world) cut(l *vnet.Link, way scenario.Way, m trace.Mark) {
	for _, d := range directions(way) {
		l.Cut(d)
	}
	w.emit(w.clock.Elapsed(), "", trace.About{Cause: m.Cause}, trace.LinkDown{Link: l.Name()})
}

func (w *world) mend(l *vnet.Link, way scenario.Way, m trace.Mark) {
	for _, d := range directions(way) {
		l.Mend(d)
	}
	w.emit(w.clock.Elapsed(), "", trace.About{Cause: m.Cause}, trace.LinkUp{Link: l.Name()})
}

func directions(way scenario.Way) []vnet.Direction {
	switch way {
	case scenario.In:
		return []vnet.Direction{vnet.In}
	case scenario.Out:
		return []vnet.Direction{vnet.Out}
	default:
		return []vnet.Direction{vnet.Out, vnet.In}
	}
}
