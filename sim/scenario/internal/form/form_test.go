package form

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// A form with one of everything.
type order struct {
	Name    string   `yaml:"name" form:"required,short,max=10"`
	Size    size     `yaml:"size" default:"small"`
	Count   int      `yaml:"count" form:"min=1,max=9" default:"1"`
	Price   float64  `yaml:"price"`
	Number  uint64   `yaml:"number"`
	Gift    bool     `yaml:"gift" default:"true"`
	Tips    []string `yaml:"tips" form:"max=2"`
	Grades  []int    `yaml:"grades" form:"each.min=1,each.max=6"`
	Card    *int     `yaml:"card" form:"one=payment"`
	Cash    bool     `yaml:"cash" form:"one=payment,omitzero"`
	Pin     string   `yaml:"pin" form:"with=card"`
	Weekly  bool     `yaml:"weekly" form:"some=often,omitzero"`
	Monthly bool     `yaml:"monthly" form:"some=often,omitzero"`
	Parts   []*order `yaml:"parts"`
	Extra   open     `yaml:"extra"`
	Line    int      `yaml:"-" form:"line"`
}

type size string

type open struct {
	Kind string  `yaml:"kind"`
	More []entry `yaml:"-" form:"rest"`
}

type entry struct{ key, value string }

func (e *entry) SetEntry(key, value string) { e.key, e.value = key, value }
func (e *entry) Entry() (key, value string) { return e.key, e.value }

func (o *order) decode(src string) []string {
	_, lines := decode(src, o)
	return lines
}

func decode(src string, o *order) (Places, []string) {
	places, faults := orders.Decode([]byte(src), o)
	var lines []string
	for _, f := range faults {
		lines = append(lines, fmt.Sprintf("%d:%d %s", f.Line, f.Column, f.Message))
	}
	return places, lines
}

var orders = &Language{Scalars: map[reflect.Type]Scalar{reflect.TypeFor[size](): Choice([]size{"small", "large"})}}

func TestDecode(t *testing.T) {
	var o order
	places, faults := decode("name: tea\nsize: large\ncount: 3\nprice: 1\nnumber: 0x10\ntips: one\ngrades: [1, 6]\ncard: 7\npin: 1234\n"+
		"parts: [cup, {name: pot, cash: true}]\nextra: {kind: x, a: 1, b: two}\n", &o)
	if faults != nil {
		t.Fatalf("faults: %q", faults)
	}
	seven := 7
	want := order{Name: "tea", Size: "large", Count: 3, Price: 1, Number: 16, Gift: true, Tips: []string{"one"}, Grades: []int{1, 6},
		Card: &seven, Pin: "1234", Line: 1,
		Parts: []*order{{Name: "cup", Size: "small", Count: 1, Gift: true, Line: 10}, {Name: "pot", Size: "small", Count: 1, Gift: true, Cash: true, Line: 10}},
		Extra: open{"x", []entry{{"a", "1"}, {"b", "two"}}}}
	if !reflect.DeepEqual(o, want) {
		t.Errorf("got  %+v\nwant %+v", o, want)
	}
	if !places.Given(&o.Count) || places.Given(&o.Gift) || places[&o.Parts[1].Cash] != (Place{Line: 10, Column: 32}) || places[&o.Extra.More[1]] != (Place{Line: 11, Column: 24}) {
		t.Errorf("places are wrong: %v", places)
	}
}

func TestFaults(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"name: tea", "1:1 the file needs one of the keys card or cash"},
		{"cash: true", "1:1 the file needs the key `name`"},
		{"{name: tea, cash: true, card: 1}", "1:25 `card` cannot stand beside `cash`; only one of card or cash can"},
		{"{name: tea, cash: true, pin: 1}", "1:25 `pin` makes sense only beside `card`"},
		{"{name: tea, cash: true, weekly: true, monthly: true}", "1:39 `monthly` cannot stand beside `weekly`; only one of weekly or monthly can"},
		{"{nmae: tea, cash: true}", "1:2 unknown key `nmae`; did you mean `name`?"},
		{"{name: tea, cahs: true}", "1:13 unknown key `cahs`; did you mean `cash`?"},
		{"{name: tea, cash: true, count: 0}", "1:32 `count` must be at least 1, not `0`"},
		{"{name: tea, cash: true, count: 10}", "1:32 `count` must be at most 9, not `10`"},
		{"{name: tea, cash: true, count: '3'}", "1:32 `count` must be a whole number, not `3` in quotes"},
		{"{name: tea, cash: true, count: 1.0}", "1:32 `count` must be a whole number, not `1.0`"},
		{"{name: tea, cash: true, count: 99999999999999999999}", "1:32 `count` must be a whole number, not `99999999999999999999`"},
		{"{name: tea, cash: yes}", "1:19 `cash` must be true or false, not `yes`"},
		{"{name: tea, cash: true, price: .nan}", "1:32 `price` must be a number, not `.nan`"},
		{"{name: tea, cash: true, price: [1]}", "1:32 `price` must be a number, not a list"},
		{"{name: tea, cash: true, number: -1}", "1:33 `number` must be a whole number, not `-1`; it must be 0 or more and less than 2^64"},
		{"{name: tea, cash: true, size: lagre}", "1:31 `size` must be one of small or large, not `lagre`; did you mean `large`?"},
		{"{name: tea, cash: true, size: {}}", "1:31 `size` must be one of small or large, not a mapping"},
		{"{name: tea, cash: true, tips: [a, b, c]}", "1:31 `tips` has 3 entries; at most 2 are allowed"},
		{"{name: tea, cash: true, tips: [a, [b]]}", "1:35 an entry of `tips` cannot be a list"},
		{"{name: tea, cash: true, tips: [a, ~]}", "1:35 an entry of `tips` is empty; give it a value or leave it out"},
		{"{name: tea, cash: true, grades: 7}", "1:33 `grades` must be at most 6, not `7`"},
		{"{name: tea, cash: true, name: x}", "1:25 `name` stands here twice; the first is in line 1"},
		{"{name: '', cash: true}", "1:8 `name` is empty; give it a value"},
		{"{name: longer than ten, cash: true}", "1:8 `name` has 15 characters; at most 10 are allowed"},
		{"{name: &a tea, cash: true}", "1:8 `name` uses an anchor or an alias (& or *); write the value out"},
		{"{name: !!str tea, cash: true}", "1:8 `name` has a tag (!); leave it out"},
		{"{name: tea, cash: true, extra: {x: [1]}}", "1:36 `x` must be text, not a list"},
		{"{name: tea, cash: true, [1]: 2}", "1:25 a key must be a plain word"},
	} {
		if got := strings.Join(new(order).decode(c.src), "\n"); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.src, got, c.want)
		}
	}
}

func TestEncode(t *testing.T) {
	five := 5
	o := order{Name: "a: b\n#c\n", Size: "large", Count: 2, Price: 0.5, Number: 1 << 63, Tips: []string{}, Card: &five, Pin: "0123",
		Parts: []*order{{Name: "x", Size: "small", Count: 1, Cash: true, Line: 14}}, Extra: open{"k", []entry{{"true", "no"}}}, Line: 1}
	src := orders.Encode(&o)
	var again order
	if faults := again.decode(string(src)); faults != nil {
		t.Fatalf("%v\n%s", faults, src)
	}
	if again.Line, again.Parts[0].Line = 1, 14; !reflect.DeepEqual(again, o) {
		t.Errorf("%s is read as\n%+v, want\n%+v", src, again, o)
	}
}

func TestNearest(t *testing.T) {
	known := []string{"sites", "title", "script", "say"}
	for word, want := range map[string]string{
		"sitse": "sites", "SITES": "sites", "site": "sites", "tilte": "title", "scrpt": "script", "sya": "say", "sáy": "say",
		"x": "", "banana": "", "": "", strings.Repeat("s", 100): "",
	} {
		if got := Nearest(word, known); got != want {
			t.Errorf("%q is near %q, want %q", word, got, want)
		}
	}
}
