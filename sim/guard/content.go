package guard

import (
	"fmt"
	"regexp"
	"strings"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// Scoring gives a letter points for what it looks like.
type Scoring struct {
	Effect Effect
	Tag    float64 // from so many points on it is marked, or filed as junk
	Refuse float64 // from so many on it is refused, if the effect is refuse
	Rules  []Rule
}

// Rule gives points for one thing.
type Rule struct {
	Name    string
	Weight  float64 // may be negative
	In      string  // where to look: a header field's name, "header", "body", or "verdicts"
	Pattern *regexp.Regexp
	Text    string // what it found, as people say it
}

// Where rules may look, apart from header fields. A field that is not there is
// empty.
const (
	InHeader   = "header"
	InBody     = "body"
	InVerdicts = "verdicts" // what the other checks found, as "spf=fail", one a line
)

// score judges a letter.
func (c Scoring) score(m mail.Message, verdicts []Verdict) finding {
	p := &papers{message: m, verdicts: verdicts}
	var points float64
	var names, texts []string
	for _, r := range c.Rules {
		if r.Pattern.MatchString(p.read(r.In)) {
			points += r.Weight
			names = append(names, r.Name)
			texts = append(texts, fmt.Sprintf("%s %+.1f (%s)", r.Name, r.Weight, r.Text))
		}
	}
	f := finding{check: trace.Content, inputs: []trace.Input{input("score", points1(points)), input("limit", points1(c.Tag))}}
	if len(texts) > 0 {
		f.inputs = append(f.inputs, input("rules", strings.Join(texts, ", ")))
	}
	found := "no rule fits"
	if len(names) > 0 {
		found = strings.Join(names, ", ")
	}
	f.result = "ham"
	f.why = trace.Why(fmt.Sprintf("The letter has %s points, fewer than %s: %s.", points1(points), points1(c.Tag), found), "content.tag", "")
	status := "No"
	if points >= c.Tag {
		f.result, f.weight, status = "spam", bad, "Yes"
		f.why = trace.Why(fmt.Sprintf("The letter has %s points, and %s are enough to mark it: %s.", points1(points), points1(c.Tag), found), "content.tag", "")
	}
	if c.Effect == Refuse && points >= c.Tag {
		f.weight = suspect
		if points >= c.Refuse {
			f.weight = bad
			f.why = trace.Why(fmt.Sprintf("The letter has %s points, and %s are enough to refuse it: %s.", points1(points), points1(c.Refuse), found), "content.refuse", "RFC 5321 §7.9")
		}
	}
	f.reply = reject("5.7.1", "Message rejected as spam: score "+points1(points)+", "+strings.Join(names, " "))
	f.fields = []mail.Field{mail.NewField("X-Spam-Status", fmt.Sprintf("%s, score=%s required=%s tests=%s", status, points1(points), points1(c.Tag), tests(names)))}
	return f
}

func tests(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ",")
}

// points1 writes points with one digit after the point.
func points1(p float64) string { return fmt.Sprintf("%.1f", p) }
