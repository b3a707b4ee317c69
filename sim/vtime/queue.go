package vtime

// queue is a binary heap of events. It is written out, rather than put on
// container/heap, because every packet of every connection goes through it.
type queue []*Timer

func (q *queue) push(t *Timer) {
	*q = append(*q, t)
	t.place = len(*q)
	q.up(t)
}

// cut takes an event out, wherever it is.
func (q *queue) cut(t *Timer) {
	last := (*q)[len(*q)-1]
	(*q)[len(*q)-1] = nil
	*q = (*q)[:len(*q)-1]
	if last != t {
		q.put(last, t.place)
		q.up(last)
		q.down(last)
	}
	t.place = 0
}

func (q *queue) put(t *Timer, place int) {
	(*q)[place-1] = t
	t.place = place
}

func (q *queue) up(t *Timer) {
	for t.place > 1 {
		parent := (*q)[t.place/2-1]
		if !t.before(parent) {
			return
		}
		place := parent.place
		q.put(parent, t.place)
		q.put(t, place)
	}
}

func (q *queue) down(t *Timer) {
	for {
		child := 2 * t.place
		if child > len(*q) {
			return
		}
		if child < len(*q) && (*q)[child].before((*q)[child-1]) {
			child++
		}
		least := (*q)[child-1]
		if !least.before(t) {
			return
		}
		q.put(least, t.place)
		q.put(t, child)
	}
}
