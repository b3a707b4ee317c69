package report

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"mailflow/sim/report/chart"
	"mailflow/sim/trace"
)

// story makes a trace of bodies that come a minute apart at one node.
func story(node string, bodies ...trace.Body) []trace.Event {
	events := make([]trace.Event, len(bodies))
	for i, b := range bodies {
		events[i] = trace.Event{Seq: trace.Seq(i + 1), At: time.Duration(i) * time.Minute, Node: node, About: trace.About{Message: "m1", Role: trace.MTA}, Body: b}
	}
	return events
}

func of(events ...[]trace.Event) Run {
	return Run{Name: "The run", Events: slices.Values(slices.Concat(events...))}
}

const (
	bob   = "bob@beta.example"
	carol = "carol@gamma.example"
)

func accepted(to ...string) trace.MessageAccepted {
	return trace.MessageAccepted{From: "alice@alpha.example", Recipients: to, ID: "A1", Protocol: trace.SMTP}
}

// Each copy of a letter has one fate at a time, and what was heard last counts.
func TestFates(t *testing.T) {
	for _, c := range []struct {
		name   string
		bodies []trace.Body
		want   map[fate]int
	}{
		{"two copies under way", []trace.Body{accepted(bob, carol)}, map[fate]int{underway: 2}},
		{"one waits", []trace.Body{accepted(bob, carol), trace.MessageDeferred{ID: "A1", Recipients: []string{bob}}}, map[fate]int{underway: 1, waiting: 1}},
		{"it is tried again", []trace.Body{accepted(bob), trace.MessageDeferred{ID: "A1", Recipients: []string{bob}}, trace.MessageAttempted{ID: "A1", Recipients: []string{bob}}}, map[fate]int{underway: 1}},
		{"a mailbox is the end", []trace.Body{accepted(bob), trace.MessageFiled{Recipient: bob}, accepted(bob)}, map[fate]int{filed: 1}},
		{"refused, and then sent back", []trace.Body{accepted(bob), trace.MessageRefused{Code: 550, Recipient: bob}, trace.MessageBounced{Recipients: []string{bob}}}, map[fate]int{returned: 1}},
		{"refused as a whole, and taken elsewhere", []trace.Body{trace.MessageRefused{Code: 554}, accepted(bob)}, map[fate]int{underway: 1}},
		{"refused for good", []trace.Body{trace.MessageRefused{Code: 554}}, map[fate]int{refused: 1}},
		{"dropped", []trace.Body{accepted(bob), trace.MessageDiscarded{Recipients: []string{bob}}}, map[fate]int{dropped: 1}},
		{"held at the end", []trace.Body{accepted(bob), trace.MessageHeld{Recipients: []string{bob}}}, map[fate]int{waiting: 1}},
	} {
		r := read(of(story("mail.alpha.example", c.bodies...)))
		for f := underway; f < fateCount; f++ {
			if got := r.fates.counts[f]; got != c.want[f] {
				t.Errorf("%s: %d %s, want %d", c.name, got, told[f].name, c.want[f])
			}
			if s := r.fates.series[f]; len(s) > 0 && s[len(s)-1].N != c.want[f] {
				t.Errorf("%s: the curve %s ends at %d", c.name, told[f].name, s[len(s)-1].N)
			}
		}
	}
}

// A message is in the queue until the last of its recipients has found an end.
func TestQueues(t *testing.T) {
	r := read(of(story("mx",
		trace.MessageQueued{ID: "A", Recipients: []string{bob, carol}},
		trace.MessageQueued{ID: "B", Recipients: []string{bob}},
		trace.MessageRelayed{ID: "A", Recipients: []string{bob}},
		trace.MessageDelivered{ID: "B", Recipient: bob},
		trace.MessageBounced{ID: "A", Recipients: []string{carol}},
		trace.MessageRelayed{ID: "unknown", Recipients: []string{carol}})))
	got := r.queues.hosts["mx"].series
	want := series{{At: 0, N: 1}, {At: time.Minute, N: 2}, {At: 3 * time.Minute, N: 1}, {At: 4 * time.Minute, N: 0}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if n := got.at(210 * time.Second); n != 1 {
		t.Errorf("between two changes: %d", n)
	}
}

func TestRefusalsRelaysDelaysListings(t *testing.T) {
	why := trace.Why("nobody has that mailbox", "users", "")
	events := slices.Concat(
		[]trace.Event{{Node: "mx", About: trace.About{Reason: why}, Body: trace.MessageRefused{Code: 550, Enhanced: "5.1.1", Stage: trace.AtRcpt}}},
		[]trace.Event{{Node: "mx", About: trace.About{Reason: why}, Body: trace.MessageRefused{Code: 550, Enhanced: "5.1.1", Stage: trace.AtRcpt}}},
		[]trace.Event{{Node: "mx", Body: trace.MessageRefused{Code: 452, Stage: trace.AtData}}},
		story("relay", accepted(bob, carol), trace.MessageRelayed{ID: "A1", Recipients: []string{bob, carol}}, trace.MessageFiled{Recipient: bob}),
		story("dnsbl", trace.BlocklistListed{List: "bl.test", Address: "192.0.2.1"}, trace.BlocklistDelisted{List: "bl.test", Address: "192.0.2.1"},
			trace.BlocklistListed{List: "bl.test", Address: "192.0.2.1"}),
	)
	r := New(of(events))
	for _, want := range []struct{ figure, says string }{
		{"refusals", "3 refusals; the commonest cause, users (550 5.1.1), made 2."},
		{"amplification", "relay made the most of it: 1 transaction in, 2 deliveries out."},
		{"delays", "1 letter arrived; one in the middle took 2 min, the slowest 2 min."},
		{"listings", "1 address was put on a list; all are on it still when the run ends."},
	} {
		if got := panelOf(t, r, want.figure, 0).says; got != want.says {
			t.Errorf("%s: %q, want %q", want.figure, got, want.says)
		}
	}
	rows := panelOf(t, r, "listings", 0).rows
	if want := [][]string{{"192.0.2.1", "bl.test", "0", "1 min"}, {"192.0.2.1", "bl.test", "2 min", "still listed"}}; !slices.EqualFunc(rows, want, slices.Equal[[]string]) {
		t.Errorf("listings: %v", rows)
	}
	if rows := panelOf(t, r, "refusals", 0).rows; !slices.Equal(rows[1], []string{"at data (452)", "1", ""}) {
		t.Errorf("refusals: %v", rows)
	}
}

func panelOf(t *testing.T, r *Report, figure string, run int) panel {
	t.Helper()
	for _, f := range r.figures {
		if f.name == figure {
			return f.panels[run]
		}
	}
	t.Fatalf("no figure %s", figure)
	return panel{}
}

// A run in which nothing happened is told in words.
func TestNothing(t *testing.T) {
	r := New(of(story("", trace.RunStarted{Title: "Nothing"}, trace.RunEnded{Outcome: trace.Quiet})))
	for _, f := range r.figures {
		if p := f.panels[0]; p.drawing != nil || p.says == "" {
			t.Errorf("%s: %q", f.name, p.says)
		}
	}
	for _, f := range r.Files() {
		if strings.HasSuffix(f.Name, ".png") {
			t.Errorf("%s shows nothing", f.Name)
		}
	}
	if n := strings.Count(string(r.page()), `class="nothing"`); n != len(r.figures) {
		t.Errorf("%d figures say so", n)
	}
}

// Two runs have the same axes, and one that lacks what the other has says so.
func TestTwoRuns(t *testing.T) {
	quiet := Run{Name: "Second run", Changes: []string{"network.loss=0.2"}, Events: slices.Values(story("mx", accepted(bob)))}
	r := New(of(story("mx", accepted(bob, carol), trace.MessageRefused{Code: 550, Recipient: carol}, trace.MessageFiled{Recipient: bob})), quiet)
	var names []string
	for _, f := range r.Files() {
		names = append(names, f.Name)
	}
	want := []string{"index.html", "letters-1.png", "letters-2.png", "letters.csv", "refusals-1.png", "refusals.csv", "queues.csv",
		"delays-1.png", "delays.csv", "amplification.csv", "listings.csv"}
	if !slices.Equal(names, want) {
		t.Errorf("files: %v", names)
	}
	if says := panelOf(t, r, "refusals", 1).says; says != "Nobody was refused anything in this run." {
		t.Errorf("the second run: %q", says)
	}
	if a, b := axes(panelOf(t, r, "letters", 0)), axes(panelOf(t, r, "letters", 1)); a != b {
		t.Errorf("axes differ: %v, %v", a, b)
	}
	if page := string(r.page()); !strings.Contains(page, "network.loss=0.2") {
		t.Error("what was changed is not told")
	}
}

// Every outcome of a run is said in words.
func TestEndings(t *testing.T) {
	for _, o := range trace.Outcomes {
		if endings[o] == "" {
			t.Errorf("nothing is said of a run that ended with %s", o)
		}
	}
	r := New(of(story("", trace.RunStarted{}, trace.RunEnded{Outcome: trace.Quiet})))
	if page := string(r.page()); !strings.Contains(page, "then nothing was left to happen.") {
		t.Error("the page does not say how the run ended")
	}
}

// hostile is text that would do harm if it were taken for anything but text.
var hostile = []string{
	`<script>alert(1)</script>`, `</svg><img src=x onerror=alert(1)>`, `" onload="alert(1)`, "=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1",
	"a\r\nInjected: yes", "nul\x00", "\x1b[2J", "{{.}}", "<!--", "]]>", "\u202egnp.exe", "\xff\xfe", "$x^2$", "&lt;b&gt;",
}

// Whatever a run says, in a name, an address, a reason or a title, is text in
// the page, in its drawings and in the tables.
func TestHostileText(t *testing.T) {
	for _, s := range hostile {
		about := trace.About{Message: s, Role: trace.MTA, Reason: trace.Why(s, s, s)}
		events := slices.Values([]trace.Event{
			{Body: trace.RunStarted{Title: s, Scenario: s}},
			{Node: s, About: about, Body: trace.MessageAccepted{From: s, Recipients: []string{s}, ID: s, Protocol: trace.SMTP}},
			{Node: s, About: about, Body: trace.MessageQueued{ID: s, Recipients: []string{s}}},
			{Node: s, About: about, Body: trace.MessageRefused{Code: 550, Enhanced: s, Recipient: s, Stage: trace.Stage(s)}},
			{Node: s, About: about, Body: trace.MessageRelayed{ID: s, Recipients: []string{s}}},
			{Node: s, About: about, Body: trace.MessageFiled{Recipient: s, Folder: s}},
			{Node: s, About: about, Body: trace.BlocklistListed{List: s, Address: s}},
			{Body: trace.RunEnded{Outcome: trace.Outcome(s)}},
		})
		r := New(Run{Name: s, Changes: []string{s}, Events: events}, Run{Name: s, Changes: []string{s}, Events: events})
		checkPage(t, s, r.page())
		for _, f := range r.figures {
			checkSheet(t, s, File{f.name + ".csv", r.sheet(f)})
		}
	}
}

// checkPage checks that a page has only the elements of its template and of its
// drawings, that nothing in it runs or is fetched, and that it has no character
// that cannot be seen.
func checkPage(t *testing.T, said string, content []byte) {
	t.Helper()
	known := strings.Fields("html head meta title style body main header p h1 h2 h3 code ul li nav a section div table thead tbody tr th td caption figure figcaption details summary span svg desc g path text")
	for z := html.NewTokenizer(bytes.NewReader(content)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			if !errors.Is(z.Err(), io.EOF) {
				t.Errorf("%q: %v", said, z.Err())
			}
			break
		}
		token := z.Token()
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			if !slices.Contains(known, token.Data) {
				t.Errorf("%q becomes an element: %s", said, token)
			}
			for _, a := range token.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "src" || a.Key == "href" && !strings.HasPrefix(a.Val, "#") || strings.Contains(a.Val, "url(") {
					t.Errorf("%q becomes an attribute: %s", said, token)
				}
			}
		}
		if kind == html.CommentToken {
			t.Errorf("%q becomes a comment: %s", said, token)
		}
	}
	for _, r := range string(content) {
		if r < ' ' && r != '\n' && r != '\t' || r == '\u202e' || r == '\ufffd' {
			t.Errorf("%q: the page has the character %U", said, r)
			return
		}
	}
}

// checkSheet checks that no cell is a formula, and that the table has the lines
// that it should have.
func checkSheet(t *testing.T, said string, f File) {
	t.Helper()
	rd := csv.NewReader(bytes.NewReader(f.Content))
	rd.FieldsPerRecord = -1
	rows, err := rd.ReadAll()
	if err != nil {
		t.Errorf("%q: %s: %v", said, f.Name, err)
	}
	for _, row := range rows {
		for _, c := range row {
			if c != "" && strings.ContainsRune("=+-@\t\r", rune(c[0])) || strings.ContainsAny(c, "\r\n\x00\x1b") {
				t.Errorf("%q: %s has the cell %q", said, f.Name, c)
			}
		}
	}
}

// The drawings in the page are XML, each with its title and its description.
func TestDrawingsAreSound(t *testing.T) {
	r := New(of(story("mx", accepted(bob, carol), trace.MessageRefused{Code: 550, Enhanced: "5.1.1", Recipient: carol}, trace.MessageFiled{Recipient: bob})))
	page := string(r.page())
	n := 0
	for part := range strings.SplitSeq(page, "<svg ") {
		drawn, _, found := strings.Cut(part, "</svg>")
		if !found {
			continue
		}
		n++
		d := xml.NewDecoder(strings.NewReader("<svg " + drawn + "</svg>"))
		elements := map[string]int{}
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%v in %s", err, drawn)
			}
			if start, ok := token.(xml.StartElement); ok {
				elements[start.Name.Local]++
			}
		}
		if elements["title"] != 1 || elements["desc"] != 1 || elements["text"] == 0 || elements["path"] == 0 {
			t.Errorf("a drawing has %v", elements)
		}
		if strings.Contains(drawn, "#") {
			t.Errorf("a colour is fixed: …%.60s", drawn[strings.Index(drawn, "#"):])
		}
	}
	if n != 3 { // letters, refusals, delays
		t.Errorf("%d drawings", n)
	}
	if strings.Count(page, "<table>") != n {
		t.Error("a drawing has no table")
	}
}

// A curve that is too fine to be seen keeps its highest values, and its end.
func TestThin(t *testing.T) {
	var s series
	for i := range 100_000 {
		n := i % 7
		if i == 77_777 {
			n = 1000
		}
		s.set(time.Duration(i)*time.Second, n)
	}
	thin := series(s.thin(100_000 * time.Second))
	if len(thin) > columns+1 || thin.most() != 1000 || thin[len(thin)-1] != s[len(s)-1] {
		t.Errorf("%d points, at most %d, the last is %v", len(thin), thin.most(), thin[len(thin)-1])
	}
}

// axes is how far the axes of curves go.
func axes(p panel) [2]int64 {
	c := p.drawing.(chart.Curves)
	return [2]int64{int64(c.End), int64(c.Top)}
}
