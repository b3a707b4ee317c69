package trail

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"

	"mailflow/sim/transcript"
)

// Options say how a trail is set as text.
type Options struct {
	Width int  // characters a line; 0 means 100
	Color bool // colours for a terminal (ANSI)
}

// Write sets the trail as text for people, from the first hop to the last.
// Nothing of what stood in the header reaches the terminal as it was.
func (t Trail) Write(w io.Writer, o Options) error {
	if o.Width <= 0 {
		o.Width = 100
	}
	p := &page{out: bufio.NewWriter(w), width: o.Width, color: o.Color}
	p.heading(t)
	for i, l := range t.Lines {
		p.border(t, i)
		p.wait(l)
		p.line(l)
	}
	p.conclusion(t)
	return p.out.Flush()
}

// page is where a trail is set.
type page struct {
	out   *bufio.Writer
	width int
	color bool
	rail  string // what stands at the left of a line
}

// Marks at the left. They repeat in shape what words say.
const (
	soundRail = "┃ "
	claimRail = "┊ "
)

const (
	bold = "1"
	soft = "2"
	red  = "31"
	good = "32"
	blue = "36"
)

// put sets one text, broken where it gets too long; the lines after the first
// are indented further by hang.
func (p *page) put(style string, indent, hang int, text string) {
	p.set(style, strings.Repeat(" ", indent), indent+hang, text)
}

// set sets one text behind a lead; the lines after the first begin in column
// left.
func (p *page) set(style, lead string, left int, text string) {
	for _, line := range transcript.Wrap(transcript.Clean(text), p.width-left-len([]rune(p.rail))) {
		if p.color && style != "" {
			line = "\x1b[" + style + "m" + line + "\x1b[0m"
		}
		p.out.WriteString(strings.TrimRight(p.rail+lead+line, " ") + "\n")
		lead = strings.Repeat(" ", left)
	}
}

func (p *page) blank() { p.out.WriteString(strings.TrimRight(p.rail, " ") + "\n") }

// pair sets a word and its value in two columns.
func (p *page) pair(word, value string) {
	if value != "" {
		p.set("", fmt.Sprintf("     %-14s", word), 19, shorten(value))
	}
}

// shorten cuts what no honest field holds.
func shorten(s string) string { return firstOf(s, maxShown) }

func (p *page) heading(t Trail) {
	if t.Subject != "" {
		p.put(bold, 0, 0, shorten(t.Subject))
	}
	if t.From != "" {
		p.put("", 0, 2, "From "+shorten(t.From)+", as the message says itself.")
	}
	p.put("", 0, 2, ownWords(t.Own))
	if t.Cut {
		p.put(red, 0, 2, fmt.Sprintf("The header is longer than %d octets; the rest of it was not read.", MaxOctets))
	}
	p.blank()
	if len(t.Lines) == 0 {
		p.put("", 0, 0, "There is no Received field. Either no server has taken this message yet, or somebody took the lines away.")
		return
	}
	p.put(soft, 0, 0, "From the first hop to the last: in the header these lines stand the other way round.")
	if t.Skipped > 0 {
		p.put(red, 0, 2, fmt.Sprintf("%d more lines stand below the %d that were read.", t.Skipped, len(t.Lines)))
	}
}

func ownWords(o Own) string {
	if o.Guessed && len(o.Domains) == 0 {
		return "Nobody can tell from the lines which hosts are yours: say --mine DOMAIN or --border HOST."
	}
	var parts []string
	for _, d := range o.Domains {
		parts = append(parts, "all hosts of "+d)
	}
	for _, n := range o.Networks {
		parts = append(parts, n.String())
	}
	for _, b := range o.Borders {
		parts = append(parts, b+" as the border")
	}
	text := "Yours: " + strings.Join(parts, ", ")
	if o.Guessed {
		return text + ". This is a guess from the topmost line; --mine DOMAIN or --border HOST says it better."
	}
	return text + "."
}

// border sets the line between what is sound and what is not.
func (p *page) border(t Trail, i int) {
	switch {
	case i == 0 && t.Lines[0].Trust == Claim:
		p.rail = ""
		p.blank()
		p.put(red, 0, 0, "What follows came along with the message: a forger could have written it.")
	case t.Lines[i].Trust != Claim && (i == 0 || t.Lines[i-1].Trust == Claim):
		p.rail = ""
		p.blank()
		p.put(good, 0, 0, "What follows was written by hosts of yours.")
	}
	p.rail = claimRail
	if t.Lines[i].Trust != Claim {
		p.rail = soundRail
	}
	p.blank()
}

// wait tells what passed before a line, and where.
func (p *page) wait(l Line) {
	if l.Wait == nil || l.SameHost && l.Wait.Time == 0 {
		return
	}
	style, text := soft, ""
	switch w := l.Wait; {
	case w.Skewed:
		style, text = red, "− "+transcript.Span(-w.Time)+"  the clocks disagree"
	case w.Keeper == "":
		text = "+ " + seconds(w.Time) + "  from the author's Date to this line"
	default:
		text = "+ " + seconds(w.Time) + "  at " + w.Keeper
		if w.Time >= time.Minute {
			style, text = blue, "+ "+transcript.Span(w.Time)+"  in the queue of "+w.Keeper
		}
	}
	p.put(style, 2, 2, shorten(text))
	p.blank()
}

// seconds says how long something took, by clocks that tell no less.
func seconds(d time.Duration) string {
	if d < time.Second {
		return "0 s"
	}
	return transcript.Span(d.Round(time.Second))
}

func (p *page) line(l Line) {
	head := l.By
	switch {
	case l.Part == Unreadable:
		head = "a line that cannot be read"
	case head == "":
		head = "a host that does not say its name"
	}
	if l.SameHost {
		head += ", another of its programs"
	}
	if l.Software != "" {
		head += ", in the manner of " + l.Software
	}
	p.put(bold, 0, 5, fmt.Sprintf("%3d  %s", l.Number, shorten(head)))
	if l.Trust == Border {
		p.put(good, 5, 2, "This is your border. What it saw is sound; what it was told is not.")
	}
	p.pair("took it", when(l))
	p.from(l)
	p.pair("how", how(l))
	p.pair("its log says", idWords(l))
	p.pair("for", l.For)
	if l.Part == Unreadable {
		p.pair("it reads", l.Value)
	}
	for _, doubt := range l.Doubts {
		p.put(red, 5, 2, "! "+shorten(doubt))
	}
}

func when(l Line) string {
	if l.At.IsZero() {
		return l.Date
	}
	return l.At.Format("Mon 2 Jan 2006 15:04:05 -0700")
}

// from tells whom the message came from: what the client said, and what the
// writer found out.
func (p *page) from(l Line) {
	switch l.Part {
	case Service:
		if l.SameHost {
			p.pair("from", "itself: a message passes through several of its programs")
			return
		}
	case Origin:
		p.pair("from", "itself: the message was written, or put in, on this host")
		return
	}
	p.pair("client said", l.Claimed)
	p.pair("from", l.Name)
	var saw []string
	if l.Client.IsValid() {
		saw = append(saw, l.Client.String())
	}
	if l.Checked != "" {
		saw = append(saw, "in the DNS "+l.Checked)
	}
	p.pair("writer saw", strings.Join(saw, ", "))
	if l.Part != Unreadable && l.Claimed == "" && l.Name == "" && saw == nil {
		p.pair("from", "it does not say whom it took the message from")
	}
}

func how(l Line) string {
	var parts []string
	if l.Protocol != "" {
		parts = append(parts, l.Protocol)
	}
	if l.TLS != "" {
		parts = append(parts, l.TLS)
	}
	switch {
	case l.User != "":
		parts = append(parts, "logged in as "+l.User)
	case l.Part == Submission:
		parts = append(parts, "somebody had logged in")
	}
	return strings.Join(parts, ", ")
}

func idWords(l Line) string {
	if l.ID == "" {
		return ""
	}
	return "id " + l.ID
}

// conclusion sums up what a reader may take away.
func (p *page) conclusion(t Trail) {
	p.rail = ""
	if len(t.Lines) == 0 {
		return
	}
	p.blank()
	total := "The lines name " + count(t.Hosts(), "host")
	if d := t.Total(); d >= time.Second {
		total += " and " + seconds(d) + " from the beginning to the end"
	}
	if longest, ok := t.Longest(); ok {
		keeper := longest.Keeper
		if keeper == "" {
			keeper = "the author's program"
		}
		total += "; the longest wait was " + seconds(longest.Time) + " at " + shorten(keeper)
	}
	p.put("", 0, 2, total+".")
	p.put(bold, 0, 2, t.verdict())
}

// verdict is what can be relied on, in one sentence or two.
func (t Trail) verdict() string {
	if t.Border < 0 {
		return "No line was written by a host of yours, so nothing here can be relied on."
	}
	l := t.Lines[t.Border]
	text := fmt.Sprintf("You can rely on this: %s took the message", shorten(l.By))
	switch {
	case l.Part == Origin:
		text += " from a program of its own"
	case l.Client.IsValid():
		text += " from " + l.Client.String()
	}
	if !l.At.IsZero() {
		text += " at " + l.At.Format("15:04:05 -0700 on 2 January 2006")
	}
	text += "."
	if l.Claimed != "" {
		text += fmt.Sprintf(" That the client is called %s is only what it said.", shorten(l.Claimed))
	}
	if t.Border > 0 {
		text += fmt.Sprintf(" The %s below came with the message.", count(t.Border, "line"))
	}
	return text
}

func count(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%d %s", n, thing)
}
