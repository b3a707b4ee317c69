package spf

import "fmt"

// Result is what a check comes to (RFC 7208 §2.6).
type Result string

const (
	None      Result = "none"      // the domain says nothing
	Neutral   Result = "neutral"   // it says that it does not say
	Pass      Result = "pass"      // the client may send for it
	Fail      Result = "fail"      // the client may not
	SoftFail  Result = "softfail"  // the client probably may not
	TempError Result = "temperror" // the DNS did not answer
	PermError Result = "permerror" // the record cannot be followed
)

// Results lists every result.
var Results = []Result{None, Neutral, Pass, Fail, SoftFail, TempError, PermError}

// Outcome is a result and how it came about.
type Outcome struct {
	Result Result
	Domain string // whose record had the last word
	Record string // that record; empty if there is none
	Term   string // the term that decided, as written; empty if none did
	Text   string // one sentence
	RFC    string // the section that ruled
	Steps  []Step // every term that was asked, in order

	// Explanation is what the domain's owner has to say about a fail (§6.2).
	Explanation string

	Lookups int // terms that asked the DNS, of MaxLookups
	Voids   int // answers with nothing in them, of MaxVoids
}

// Step is one term that was asked.
type Step struct {
	Domain string // in whose record it stands
	Term   string // as written
	Fits   bool
}

// String is "alpha.example: mx no".
func (s Step) String() string {
	answer := "no"
	if s.Fits {
		answer = "yes"
	}
	return fmt.Sprintf("%s: %s %s", s.Domain, s.Term, answer)
}
