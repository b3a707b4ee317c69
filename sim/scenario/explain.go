package scenario

// Subject is something that has settings.
type Subject string

// What has settings.
const (
	OfNetwork Subject = "network"
	OfSite    Subject = "site"
	OfHost    Subject = "host"
	OfPerson  Subject = "person"
)

// Settings are those of one thing, as they are once everything is filled in.
type Settings struct {
	Of    Subject
	Name  string   // a domain, a host, an address
	Hosts []string // of a person: the machines of their devices
	List  []Setting
}

// Setting is one of them.
type Setting struct {
	Key   string // as "mta.retry.expire"
	Value string
	Line  int // where the file says so, from 1; 0 if it was filled in
}

// Explain is [Parse], and says of every setting of the world where it comes from.
func Explain(file string, src []byte) (*Scenario, []Settings, error) {
	d, err := parse(file, src, language.Decode)
	if err != nil {
		return nil, nil, err
	}
	all := []Settings{{Of: OfNetwork, List: d.settings(&d.Network)}}
	for _, s := range d.Sites {
		all = append(all, Settings{Of: OfSite, Name: s.Domain, List: d.settings(s, "users", "hosts")})
	}
	for _, s := range d.Sites {
		for _, h := range s.Hosts {
			all = append(all, Settings{Of: OfHost, Name: h.Name, List: d.settings(h)})
		}
	}
	for _, s := range d.Sites {
		for _, u := range s.Users {
			person := Settings{Of: OfPerson, Name: u.Address, List: d.settings(u)}
			for _, device := range u.Devices {
				person.Hosts = append(person.Hosts, device.Host)
			}
			all = append(all, person)
		}
	}
	return d.Scenario, all, nil
}

func (d *draft) settings(of any, skip ...string) []Setting {
	boxes := language.Boxes(of, d.places, skip...)
	list := make([]Setting, len(boxes))
	for i, b := range boxes {
		list[i] = Setting{b.Path, b.Value, b.Place.Line}
	}
	return list
}
