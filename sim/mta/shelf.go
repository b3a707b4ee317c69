package mta

import "container/list"

// shelf finds letters that wait by where they want to go, however many wait for
// somewhere else.
type shelf map[any]*list.List // by a way or a target, in the order in which they began to wait

// place is where a letter stands on the shelf.
type place struct {
	list *list.List
	at   *list.Element
}

// put files a letter all of whose open recipients go the same way, or were last
// tried at the same host, under that.
func (s shelf) put(it *item, ways []way) {
	open := it.open()
	sameWay, sameHost := true, true
	for i := range open {
		sameWay = sameWay && ways[i] == ways[0]
		sameHost = sameHost && open[i].tried == open[0].tried && open[i].tried != target{}
	}
	if sameWay {
		s.file(it, ways[0])
	}
	if sameHost {
		s.file(it, open[0].tried)
	}
}

func (s shelf) file(it *item, key any) {
	if s[key] == nil {
		s[key] = list.New()
	}
	it.shelved = append(it.shelved, place{s[key], s[key].PushBack(it)})
}

// take takes a letter off.
func (s shelf) take(it *item) {
	for _, p := range it.shelved {
		p.list.Remove(p.at)
	}
	it.shelved = nil
}

// first is the first letter under a key whose wait can be ended; nil if there is
// none.
func (s shelf) first(key any) *item {
	if s[key] == nil {
		return nil
	}
	for e := s[key].Front(); e != nil; e = e.Next() {
		if it := e.Value.(*item); it.timer.Stop() {
			return it
		}
	}
	return nil
}
