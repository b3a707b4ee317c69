package course

import (
	"mailflow/sim/scenario"
	"mailflow/ui/wire"
)

// worldSettings are the settings of everything in a world, for whoever looks at
// one of the things closely.
func worldSettings(all []scenario.Settings) []wire.Settings {
	out := make([]wire.Settings, len(all))
	for i, s := range all {
		out[i] = wire.Settings{Of: string(s.Of), Name: s.Name, Hosts: s.Hosts, List: make([]wire.Setting, len(s.List))}
		for j, one := range s.List {
			out[i].List[j] = wire.Setting(one)
		}
	}
	return out
}
