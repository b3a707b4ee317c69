package record

import (
	"slices"
	"testing"

	"mailflow/sim/trace"
)

func TestIndex(t *testing.T) {
	l := New(Options{})
	x := l.Index()
	if got := x.Conn("c1"); got != nil {
		t.Errorf("an empty Log has events of a connection: %v", got)
	}
	l.Emit(0, "a", trace.About{Message: "m1"}, story)                      // 1
	l.Emit(0, "a", trace.About{Message: "m1", Conn: "c1", Cause: 1}, hop)  // 2
	l.Emit(0, "b", trace.About{Message: "m1", Conn: "c1", Cause: 2}, wire) // 3
	if got, want := x.Conn("c1"), []trace.Seq{2, 3}; !slices.Equal(got, want) {
		t.Errorf("c1: %v, want %v", got, want)
	}
	l.Emit(0, "b", trace.About{Message: "m2", Conn: "c2", Cause: 2}, wire) // 4
	l.Emit(0, "b", trace.About{Message: "m1", Cause: 4}, story)            // 5

	check := func(what string, got []trace.Seq, want ...trace.Seq) {
		t.Helper()
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	check("c1 after 1", x.ConnAfter("c1", 1, 9), 2, 3)
	check("c1 after 2", x.ConnAfter("c1", 2, 9), 3)
	check("c1 after 3", x.ConnAfter("c1", 3, 9))
	check("one of c1", x.ConnAfter("c1", 0, 1), 2)
	check("connection c2", x.Conn("c2"), 4)
	check("message m1", x.Message("m1"), 1, 2, 3, 5)
	check("message m3", x.Message("m3"))
	check("effects of 2", x.Effects(2), 3, 4)
	check("effects of 5", x.Effects(5))
	check("causes of 5", x.Causes(5), 4, 2, 1)
	check("causes of 1", x.Causes(1))
	check("causes of nothing", x.Causes(99))

	got := x.Message("m1")
	got[0] = 77
	check("message m1 after a reader wrote into its list", x.Message("m1"), 1, 2, 3, 5)
}
