package trace

// AutoReplyDecided reports whether a letter gets an automatic answer; the reason
// says why. The event belongs to the letter that was filed.
type AutoReplyDecided struct {
	User   string `json:"user"`             // who is away
	To     string `json:"to"`               // the sender of the envelope; empty for the null sender
	Answer bool   `json:"answer"`           // or silence
	Notice string `json:"notice,omitempty"` // the identity of the answer
}

// Kind implements [Body].
func (AutoReplyDecided) Kind() Kind { return "autoreply.decided" }
