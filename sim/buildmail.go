package sim

import (
	"crypto/tls"
	"fmt"
	"net/netip"

	"mailflow/sim/guard"
	"mailflow/sim/mail"
	"mailflow/sim/mda"
	"mailflow/sim/msa"
	"mailflow/sim/mta"
	"mailflow/sim/scenario"
	"mailflow/sim/trace"
)

// buildMail starts the mail servers of every host.
func (w *world) buildMail() error {
	w.running = running{map[string]*mta.Agent{}, map[string]*scenario.MTA{}, map[string][]mda.User{}, map[string]*guard.Guard{}}
	for _, s := range w.sc.Sites {
		people, err := residents(s)
		if err != nil {
			return err
		}
		w.people[s.Domain] = people
		for _, h := range s.Hosts {
			if err := w.serveMail(s, h, people); err != nil {
				return err
			}
		}
	}
	return nil
}

// serveMail starts the mail roles of one host.
func (w *world) serveMail(s *scenario.Site, h *scenario.Host, people []mda.User) error {
	host := w.net.Host(h.Name)
	book := w.accountsAt(s, h)
	var queue *mta.Agent
	if w.sends(s, h) {
		queue = mta.New(host, w.transferConfig(s, h, people))
		w.queues = append(w.queues, queue)
		w.transfers[h.Name] = queue
	}
	if h.Has(trace.MDA) {
		cfg := w.deliveryConfig(h, people, book)
		cfg.Away, cfg.Outgoing = away(s), queue
		agent, err := mda.Serve(host, cfg)
		if err != nil {
			return err
		}
		w.stores = append(w.stores, agent)
	}
	if h.Has(trace.MTA) {
		if err := queue.Serve(); err != nil {
			return err
		}
	}
	if !h.Has(trace.MSA) {
		return nil
	}
	var users []msa.User
	for _, p := range people {
		users = append(users, msa.User{Name: p.Name, Address: p.Address})
	}
	return msa.Serve(host, msa.Config{
		Dialect: dialect(h), Domain: s.Domain, Users: users, Accounts: book, Known: w.reachable(s, people),
		Queue: queue, Names: w.stubs[h.Name], Certificate: w.certificate(h), MaxOctets: int64(h.MSA.MaxSize),
		Senders: senders[h.MSA.Senders], Strict: h.MSA.Strict, AskDomains: h.MSA.AskDomains,
	})
}

var senders = map[scenario.Senders]msa.Senders{
	scenario.OwnSender: msa.Own, scenario.SiteSenders: msa.Site, scenario.AnySender: msa.Any,
}

// transferConfig is for the queue of a host. One that only takes submissions
// sends everything through the host that transfers for it, and is as patient.
func (w *world) transferConfig(s *scenario.Site, h *scenario.Host, people []mda.User) mta.Config {
	habits := w.habitsOf(w.hosts[carrier(s, h)])
	cfg := mta.Config{
		Dialect: dialect(h), Names: w.stubs[h.Name], Certificate: w.certificate(h),
		Retry: mta.Schedule{Delays: habits.Retry.Schedule, Expire: habits.Retry.Expire, Warn: habits.Retry.Warn},
	}
	if habits.TLS != scenario.Never {
		cfg.Encrypt = w.encrypt
	}
	if !h.Has(trace.MTA) {
		cfg.Smarthost, cfg.Submissions = carrier(s, h), true
		cfg.Rules.Known = known(nil)
		return cfg
	}
	cfg.Guard = w.guardOf(h, habits)
	cfg.Smarthost, cfg.HopLimit, cfg.MaxOctets = habits.Smarthost, habits.HopLimit, int64(habits.MaxSize)
	for _, r := range habits.Routes {
		cfg.Routes = append(cfg.Routes, mta.Route{Domain: r.Domain, Host: r.Host})
	}
	cfg.Rules = mta.Rules{
		Known: known(people), Aliases: w.aliases(s), RelayFor: habits.RelayFor, Networks: habits.Networks, Open: habits.Strangers == scenario.RelayForStrangers,
		BounceUnknown: habits.UnknownUsers == scenario.BounceUnknown,
	}
	if habits.Auth {
		cfg.Accounts = w.accountsAt(s, h)
	}
	if len(s.Aliases) > 0 {
		cfg.Rules.Domains = []string{s.Domain}
	}
	if store := w.net.Host(habits.Store); store != nil {
		cfg.Rules.Domains = []string{s.Domain}
		cfg.Store = netip.AddrPortFrom(store.Addrs()[0], mda.LMTP)
	}
	return cfg
}

// habitsOf are the settings of a host's transfer agent, as they are now.
func (w *world) habitsOf(h *scenario.Host) *scenario.MTA {
	if changed := w.habits[h.Name]; changed != nil {
		return changed
	}
	return h.MTA
}

// encrypt is how servers ask each other for TLS: any certificate will do, since
// nobody said which one to expect (RFC 7435 §3).
func (w *world) encrypt(name string) *tls.Config {
	cfg := w.ca.Client(name)
	cfg.InsecureSkipVerify = true
	return cfg
}

func (w *world) certificate(h *scenario.Host) *tls.Config {
	if !h.TLS {
		return nil
	}
	return w.ca.Server(h.Name)
}

// residents are the people who have a mailbox at a site.
func residents(s *scenario.Site) ([]mda.User, error) {
	var people []mda.User
	for _, u := range s.Users {
		a, err := mail.ParseAddress(u.Address)
		if err != nil {
			return nil, fmt.Errorf("user %s: %w", u.Name, err)
		}
		people = append(people, mda.User{Name: u.Name, Address: a, Quota: int64(u.Quota)})
	}
	return people, nil
}

// known is whether a mailbox exists.
func known(people []mda.User) func(mail.Address) bool {
	names := map[mail.Address]bool{}
	for _, p := range people {
		names[p.Address] = true
	}
	return func(a mail.Address) bool { return names[a] }
}

// reachable is whether a mailbox or an alias exists.
func (w *world) reachable(s *scenario.Site, people []mda.User) func(mail.Address) bool {
	mailbox, aliases := known(people), w.aliases(s)
	return func(a mail.Address) bool { return mailbox(a) || aliases.Of(a) != nil }
}

// aliases are those of a site.
func (w *world) aliases(s *scenario.Site) mta.Aliases {
	var list []mta.Alias
	for _, a := range s.Aliases {
		alias := mta.Alias{Name: mail.Address{Local: a.Name, Domain: s.Domain}}
		for _, to := range w.named(a.To) {
			alias.To = append(alias.To, to.Address)
		}
		list = append(list, alias)
	}
	return mta.NewAliases(list)
}

func dialect(h *scenario.Host) *mail.Dialect {
	d, ok := mail.DialectNamed(string(h.Software))
	if !ok {
		return mail.Postfix
	}
	return d
}
