package record

import (
	"slices"
	"sync"

	"mailflow/sim/trace"
)

// Index finds the events of a [Log] that belong together. It reads on, from
// where it stopped, whenever it is asked: the world pays nothing for it.
type Index struct {
	log *Log

	mu       sync.Mutex
	read     int // how many events it has seen
	conns    map[string][]trace.Seq
	messages map[string][]trace.Seq
	effects  map[trace.Seq][]trace.Seq
}

// Index returns the Log's index. It is the same one each time.
func (l *Log) Index() *Index {
	l.indexOnce.Do(func() {
		l.index = &Index{
			log:      l,
			conns:    map[string][]trace.Seq{},
			messages: map[string][]trace.Seq{},
			effects:  map[trace.Seq][]trace.Seq{},
		}
	})
	return l.index
}

// Conn lists the events of a connection, in order.
func (x *Index) Conn(id string) []trace.Seq {
	x.catchUp()
	defer x.mu.Unlock()
	return slices.Clone(x.conns[id])
}

// ConnAfter lists at most max events of a connection that follow the given
// one, in order.
func (x *Index) ConnAfter(id string, after trace.Seq, max int) []trace.Seq {
	x.catchUp()
	defer x.mu.Unlock()
	all := x.conns[id]
	from, found := slices.BinarySearch(all, after)
	if found {
		from++
	}
	return slices.Clone(all[from:min(len(all), from+max)])
}

// Message lists the events of a message, at all its hops, in order.
func (x *Index) Message(id string) []trace.Seq {
	x.catchUp()
	defer x.mu.Unlock()
	return slices.Clone(x.messages[id])
}

// Effects lists the events that name the given one as their cause, in order.
func (x *Index) Effects(of trace.Seq) []trace.Seq {
	x.catchUp()
	defer x.mu.Unlock()
	return slices.Clone(x.effects[of])
}

// Causes lists what led to the given event, the nearest cause first.
func (x *Index) Causes(of trace.Seq) []trace.Seq {
	var out []trace.Seq
	for e, ok := x.log.Event(of); ok && e.Cause != 0 && e.Cause < e.Seq; e, ok = x.log.Event(e.Cause) {
		out = append(out, e.Cause)
	}
	return out
}

// catchUp reads what is new and returns with mu held.
func (x *Index) catchUp() {
	x.mu.Lock()
	s := x.log.snapshot()
	for ; x.read < s.n; x.read++ {
		x.add(s.at(x.read))
	}
}

func (x *Index) add(e *trace.Event) {
	if e.Conn != "" {
		x.conns[e.Conn] = append(x.conns[e.Conn], e.Seq)
	}
	if e.Message != "" {
		x.messages[e.Message] = append(x.messages[e.Message], e.Seq)
	}
	if e.Cause != 0 {
		x.effects[e.Cause] = append(x.effects[e.Cause], e.Seq)
	}
}
