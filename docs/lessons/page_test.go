package lessons

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"

	"mailflow/sim/scenario"
	"mailflow/sim/trace"
	"mailflow/sim/transcript"
)

const generated = "<!-- Made from the scenario and its run by go generate ./docs/...; change the scenario. -->\n\n"

// index lists the lessons by chapter.
func index(all []lesson) []byte {
	var b bytes.Buffer
	b.WriteString(generated + "# The course\n\n" +
		"Each lesson is one scenario: a small world, a story, something to predict before it is shown, and facts that the run must keep. " +
		"`mailflow serve` shows them in a browser, `mailflow run NAME` in the terminal. [Teaching with Mailflow](../teaching.md) says how to use each in a class.\n")
	group := ""
	for _, l := range all {
		if l.Course.Group != group {
			group = l.Course.Group
			fmt.Fprintf(&b, "\n## %s\n\n| | lesson | its one concept | for | minutes |\n| --- | --- | --- | --- | --- |\n", plain(group))
		}
		fmt.Fprintf(&b, "| %s | [%s](%s.md) | %s | %s | %d |\n", number(l.Name), plain(l.Title), l.Name, plain(l.Teaches), l.Level, l.Minutes)
	}
	return b.Bytes()
}

// number is a lesson's number in the course, as its name has it: 18b of
// 18b-open-relay-behind-nat.
func number(name string) string {
	first, _, _ := strings.Cut(name, "-")
	return strings.TrimLeft(first, "0")
}

// page tells one lesson.
func page(all []lesson, i int) []byte {
	l := all[i]
	b := &bytes.Buffer{}
	fmt.Fprintf(b, "%s# %s\n\n", generated, plain(l.Title))
	fmt.Fprintf(b, "Lesson %s, in [%s](README.md#%s). Level: %s. About %d minutes.\n\n", number(l.Name), plain(l.Course.Group), anchor(l.Course.Group), l.Level, l.Minutes)
	if l.Teaches != "" {
		fmt.Fprintf(b, "The one concept: **%s.**\n\n", strings.TrimSuffix(plain(l.Teaches), "."))
	}
	fmt.Fprintf(b, "![%s](%s.svg)\n\n", alt(l.Scenario), l.Name)
	fmt.Fprintf(b, "## What to watch\n\n%s\n\n", paragraphs(l.Story))
	fmt.Fprintf(b, "## Run it\n\n```\nmailflow serve             # and choose it in the browser\nmailflow run %s\n```\n\n", l.Name)
	fmt.Fprintf(b, "It is the file [%s.yaml](../../scenarios/%s.yaml), and this is [everything that happens in it](../../scenarios/%s.golden), down to the wire.\n", l.Name, l.Name, l.Name)
	l.people(b)
	l.before(b)
	l.questions(b)
	l.beliefs(b)
	l.change(b)
	l.reading(b)
	b.WriteString("\n" + neighbours(all, i) + "\n")
	return b.Bytes()
}

// people lists who is where: the map in words.
func (l lesson) people(b *bytes.Buffer) {
	b.WriteString("\n## Who is there\n\n| site | host | what it is |\n| --- | --- | --- |\n")
	for _, s := range l.Sites {
		for _, h := range s.Hosts {
			fmt.Fprintf(b, "| %s | %s | %s |\n", plain(s.Domain), plain(short(s, h)), plain(what(l.Scenario, h)))
		}
	}
}

// what says what a host is for.
func what(sc *scenario.Scenario, h *scenario.Host) string {
	if p := owner(sc, h); p != "" {
		return p + "'s device"
	}
	if webmail(sc, h) {
		return "webmail: a mail program (MUA) for many people"
	}
	roles := make([]string, len(h.Roles))
	for i, r := range h.Roles {
		roles[i] = longRoles[r]
	}
	if len(roles) == 0 {
		return "a host"
	}
	return strings.Join(roles, ", ")
}

// webmail reports whether people's programs run on a host of which they see a
// page in their browsers.
func webmail(sc *scenario.Scenario, h *scenario.Host) bool {
	for _, s := range sc.Sites {
		for _, u := range s.Users {
			if slices.ContainsFunc(u.Devices, func(d *scenario.Device) bool { return d.Host == h.Name && d.Webmail }) {
				return true
			}
		}
	}
	return false
}

var longRoles = map[trace.Role]string{
	trace.MUA: "mail program (MUA)", trace.MSA: "submission agent (MSA)", trace.MTA: "transfer agent (MTA)",
	trace.MDA: "delivery agent with the mailboxes (MDA)", trace.DNS: "name server", trace.Resolver: "resolver",
	trace.Attacker: "spammer's program", trace.Watcher: "keeper of a blocklist",
}

// before is what to ask before anything is shown.
func (l lesson) before(b *bytes.Buffer) {
	if l.Notes == nil || l.Notes.Ask == "" {
		return
	}
	fmt.Fprintf(b, "\n## Ask first\n\n%s\n", plain(l.Notes.Ask))
	if l.Notes.Hear != "" {
		fmt.Fprintf(b, "\nThey say: %s\n", plain(l.Notes.Hear))
	}
}

// change is what may be changed, with what comes of it folded away.
func (l lesson) change(b *bytes.Buffer) {
	if l.Notes == nil || l.Notes.Change == "" {
		return
	}
	fmt.Fprintf(b, "\n## Change one thing\n\n%s\n", plain(l.Notes.Change))
	if l.Notes.Then != "" {
		fmt.Fprintf(b, "\n<details><summary>What comes of it</summary>\n\n%s\n\n</details>\n", plain(l.Notes.Then))
	}
}

// questions asks, and folds the answers away.
func (l lesson) questions(b *bytes.Buffer) {
	var asked []trace.Event
	for e := range l.log.All() {
		if _, ok := e.Body.(trace.Question); ok {
			asked = append(asked, e)
		}
	}
	if len(asked) == 0 {
		return
	}
	slices.SortStableFunc(asked, func(x, y trace.Event) int { return int(x.Cause) - int(y.Cause) })
	b.WriteString("\n## What comes next?\n")
	for n, e := range asked {
		q := e.Body.(trace.Question)
		fmt.Fprintf(b, "\n**%d. %s** (asked at %s)\n\n", n+1, plain(q.Text), l.moment(e.Cause))
		for i, a := range q.Answers {
			fmt.Fprintf(b, "%d. %s\n", i+1, plain(a))
		}
		fmt.Fprintf(b, "\n<details><summary>Answer</summary>\n\n**%d. %s.** %s%s\n\n</details>\n",
			q.Right+1, strings.TrimSuffix(plain(q.Answers[q.Right]), "."), plain(q.Why), cited(q.RFC))
	}
}

// beliefs sets right what many believe.
func (l lesson) beliefs(b *bytes.Buffer) {
	first := true
	for e := range l.log.All() {
		m, ok := e.Body.(trace.MisconceptionRefuted)
		if !ok {
			continue
		}
		if first {
			b.WriteString("\n## What many believe\n")
			first = false
		}
		fmt.Fprintf(b, "\n- **“%s”** %s\n", plain(m.Belief), plain(m.Truth))
		if shown, ok := l.log.Event(e.Cause); ok {
			fmt.Fprintf(b, "  It shows at %s: %s\n", l.moment(e.Cause), plain(transcript.Teller(l.log.Event).Say(shown)))
		}
	}
}

// reading lists what the lesson rests on.
func (l lesson) reading(b *bytes.Buffer) {
	if len(l.RFC) == 0 {
		return
	}
	b.WriteString("\n## What it rests on\n\n")
	for _, r := range l.RFC {
		fmt.Fprintf(b, "- %s\n", reference(string(r)))
	}
}

// moment is the time of an event as the world's clock shows it, with the day if
// it is not the first.
func (l lesson) moment(seq trace.Seq) string {
	e, ok := l.log.Event(seq)
	if !ok {
		return "the end"
	}
	at := l.Start.Add(e.At).UTC()
	if day := int(at.Truncate(24*time.Hour).Sub(l.Start.UTC().Truncate(24*time.Hour)).Hours() / 24); day > 0 {
		return fmt.Sprintf("%s on day %d", at.Format("15:04:05"), day+1)
	}
	return at.Format("15:04:05")
}

// neighbours leads on.
func neighbours(all []lesson, i int) string {
	var ways []string
	if i > 0 {
		ways = append(ways, fmt.Sprintf("Before: [%s](%s.md)", plain(all[i-1].Title), all[i-1].Name))
	}
	ways = append(ways, "[All lessons](README.md)")
	if i+1 < len(all) {
		ways = append(ways, fmt.Sprintf("Next: [%s](%s.md)", plain(all[i+1].Title), all[i+1].Name))
	}
	return strings.Join(ways, " · ")
}

// alt is the map in one sentence.
func alt(sc *scenario.Scenario) string {
	var names []string
	for _, s := range sc.Sites {
		if s.Kind != scenario.Internet {
			names = append(names, s.Domain)
		}
	}
	if n := len(names); n > 6 {
		names = append(names[:5], fmt.Sprintf("%d more", n-5))
	}
	if n := len(names); n > 1 {
		names = append(names[:n-2], names[n-2]+" and "+names[n-1])
	}
	return plain("The map: " + strings.Join(names, ", "))
}

func paragraphs(story string) string {
	var out []string
	for p := range strings.SplitSeq(strings.TrimSpace(story), "\n\n") {
		out = append(out, plain(p))
	}
	return strings.Join(out, "\n\n")
}

var marks = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "|", `\|`, "#", `\#`)

// plain is a text on one line that means nothing to Markdown.
func plain(text string) string { return marks.Replace(strings.Join(strings.Fields(text), " ")) }

func anchor(heading string) string {
	return strings.ReplaceAll(strings.ToLower(heading), " ", "-")
}

func cited(rfc string) string {
	if rfc == "" {
		return ""
	}
	return " (" + reference(rfc) + ")"
}

// reference is an RFC and its section as a link.
func reference(rfc string) string {
	var number int
	if _, err := fmt.Sscanf(rfc, "RFC %d", &number); err != nil {
		return plain(rfc)
	}
	url := fmt.Sprintf("https://www.rfc-editor.org/rfc/rfc%d", number)
	if _, section, ok := strings.Cut(rfc, " §"); ok {
		url += "#section-" + section
	}
	return fmt.Sprintf("[%s](%s)", plain(rfc), url)
}
