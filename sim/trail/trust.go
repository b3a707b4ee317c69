package trail

import "slices"

// Trust is how far the reader can rely on a line.
type Trust string

const (
	// Sound lines were written by the reader's own hosts, about each other.
	Sound Trust = "sound"
	// Border lines were written by an own host about a stranger: what it saw is
	// sound, what it was told is not.
	Border Trust = "border"
	// Claim lines came along with the message. A forger can have written them.
	Claim Trust = "claim"
)

// judge walks down from the top for as long as own hosts speak of own hosts.
func (t *Trail) judge(own Own) {
	t.Own = own
	inside := t.topBorder() // all above it is inside, whatever it is called
	if !own.told() {
		t.Own, inside = guess(t.Lines)
	}
	for i := range t.Lines {
		t.Lines[i].Trust = Claim
	}
	for i := len(t.Lines) - 1; i >= 0; i-- {
		l := &t.Lines[i]
		if i <= inside && l.By != "" && !t.Own.host(l.By) && !t.Own.address(l.Server) {
			break
		}
		l.Trust, t.Border = Sound, i
		if i <= inside && !t.fromOwn(i) {
			break
		}
	}
	if t.Border >= 0 {
		t.Lines[t.Border].Trust = Border
	}
}

// topBorder is the topmost line that one of the borders wrote, which the reader
// named; without it, all lines have to show that they are own.
func (t *Trail) topBorder() int {
	for i, l := range slices.Backward(t.Lines) {
		if slices.Contains(t.Own.Borders, canonical(l.By)) {
			return i
		}
	}
	return len(t.Lines) - 1
}

// fromOwn reports whether line i says that the message came from the reader's
// own: from another program of the same host, or from a host whose name was
// looked up or whose address is known. What a client called itself is no sign.
func (t *Trail) fromOwn(i int) bool {
	l := t.Lines[i]
	switch {
	case i == 0:
		return false
	case l.Part == Service:
		return true
	case l.Part == Unreadable:
		return false
	case l.Part == Submission, l.Part == Origin: // an own user wrote all that stands below
		return false
	}
	return t.Own.host(l.Checked) || t.Own.address(l.Client)
}
