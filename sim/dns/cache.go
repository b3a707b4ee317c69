package dns

import (
	"container/list"
	"sync"
	"time"

	codec "github.com/miekg/dns"
)

const (
	// maxEntries is how many sets of records a cache keeps; then the oldest go.
	maxEntries = 20_000
	// maxTTL and maxNegativeTTL bound what others may ask to be remembered:
	// a week (RFC 8767 §4) and three hours (RFC 2308 §5). Both in seconds.
	maxTTL         = 7 * 24 * 3600
	maxNegativeTTL = 3 * 3600
	// failureTTL is how long a failed search is not repeated, in seconds
	// (RFC 9520 §3.2).
	failureTTL = 5
)

// Two things are remembered under types that no record has.
const (
	wholeName  = codec.TypeNone     // that a name does not exist
	delegation = codec.TypeReserved // who answers for a zone, as its parent says
)

// key names what a cache remembers.
type key struct {
	name string // folded
	typ  uint16
}

// entry is what a cache remembers about a key.
type entry struct {
	key     key
	code    int
	denial  bool // the records are the SOA that says that there are none
	records records
	servers []nameServer // of a delegation
	until   time.Time
}

// cache is the memory of a resolver.
type cache struct {
	mu      sync.Mutex // the world's end wakes several searches at once
	entries map[key]*list.Element
	order   list.List // of *entry, the oldest first
}

// forget empties the cache.
func (c *cache) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries = nil
	c.order.Init()
}

// put remembers an entry for ttl seconds.
func (c *cache) put(e entry, ttl uint32, now time.Time) {
	if ttl >= 1<<31 {
		ttl = 0 // RFC 2181 §8
	}
	longest := uint32(maxTTL)
	if e.denial {
		longest = maxNegativeTTL
	}
	if ttl = min(ttl, longest); ttl == 0 {
		return
	}
	e.until = now.Add(time.Duration(ttl) * time.Second)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.entries == nil {
		c.entries = map[key]*list.Element{}
	}
	c.drop(c.entries[e.key])
	if len(c.entries) >= maxEntries {
		c.drop(c.order.Front())
	}
	c.entries[e.key] = c.order.PushBack(&e)
}

func (c *cache) drop(e *list.Element) {
	if e != nil {
		delete(c.entries, c.order.Remove(e).(*entry).key)
	}
}

// get finds an entry that still holds. Where its time was found to be over,
// it is dropped and its key is added to expired.
func (c *cache) get(k key, now time.Time, expired *[]key) *entry {
	at := c.entries[k]
	if at == nil {
		return nil
	}
	e := at.Value.(*entry)
	if !now.Before(e.until) {
		c.drop(at)
		*expired = append(*expired, k)
		return nil
	}
	return e
}

// find is what the cache says to a question, and whether it says anything.
// The finding may end with an alias about whose target nothing is known.
func (c *cache) find(name string, typ uint16, now time.Time) (f finding, found bool, expired []key) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for range maxAliases {
		e := c.about(fold(name), typ, now, &expired)
		if e == nil {
			return f, found, expired
		}
		found, f.alias = true, ""
		f.take(e, now)
		if e.denial || e.key.typ != codec.TypeCNAME || typ == codec.TypeCNAME {
			return f, found, expired
		}
		name = e.records.rrs[0].(*codec.CNAME).Target
		if f.alias = name; f.circles() {
			break
		}
	}
	return f, found, expired
}

// about finds the entry that answers a question about one name.
func (c *cache) about(name string, typ uint16, now time.Time, expired *[]key) *entry {
	for _, k := range [...]key{{name, typ}, {name, wholeName}, {name, codec.TypeCNAME}} {
		e := c.get(k, now, expired)
		if e != nil && (k.typ == typ || k.typ == wholeName || !e.denial && e.code == codec.RcodeSuccess) {
			return e
		}
	}
	return nil
}

// closest finds the deepest zone above a name, or the name's own, whose name
// servers are known; nil if there is none.
func (c *cache) closest(name string, now time.Time, expired *[]key) *entry {
	c.mu.Lock()
	defer c.mu.Unlock()
	for {
		if e := c.get(key{name, delegation}, now, expired); e != nil || name == "." {
			return e
		}
		name = parent(name)
	}
}

// take adds what an entry says, with the time that is left.
func (f *finding) take(e *entry, now time.Time) {
	left := uint32(e.until.Sub(now) / time.Second)
	f.code = e.code
	to := &f.answer
	if e.denial {
		to = &f.authority
	}
	*to = to.and(e.records.atMost(left))
}
