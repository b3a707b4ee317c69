package trace

// Record is one DNS resource record in presentation form.
type Record struct {
	Name string `json:"name"`
	Type string `json:"type"`
	TTL  uint32 `json:"ttl"`  // seconds left
	Data string `json:"data"` // e.g. "10 mx.beta.example."
}

// DNSQuery is a question on its way.
type DNSQuery struct {
	ID        uint16    `json:"id"`
	Name      string    `json:"name"`
	Type      string    `json:"type"`
	Recursive bool      `json:"recursive"` // asks the server to find the answer itself
	Transport Transport `json:"transport"`
}

// Kind implements [Body].
func (DNSQuery) Kind() Kind { return "dns.query" }

// DNSAnswer is a reply on its way.
type DNSAnswer struct {
	ID            uint16    `json:"id"`
	Name          string    `json:"name"`
	Type          string    `json:"type"`
	Code          string    `json:"code"` // NOERROR, NXDOMAIN, SERVFAIL, REFUSED …
	Authoritative bool      `json:"authoritative,omitempty"`
	Truncated     bool      `json:"truncated,omitempty"`
	Transport     Transport `json:"transport"`
	Answer        []Record  `json:"answer,omitempty"`
	Authority     []Record  `json:"authority,omitempty"`
	Additional    []Record  `json:"additional,omitempty"`
}

// Kind implements [Body].
func (DNSAnswer) Kind() Kind { return "dns.answer" }

// DNSCacheHit is an answer that needed no question.
type DNSCacheHit struct {
	Name   string   `json:"name"`
	Type   string   `json:"type"`
	Code   string   `json:"code"`
	Answer []Record `json:"answer,omitempty"`
}

// Kind implements [Body].
func (DNSCacheHit) Kind() Kind { return "dns.cache-hit" }

// DNSCacheExpired reports that the resolver must ask again.
type DNSCacheExpired struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

// Kind implements [Body].
func (DNSCacheExpired) Kind() Kind { return "dns.cache-expired" }

// DNSFailed reports a question without a usable answer.
type DNSFailed struct {
	Name  string `json:"name"`
	Type  string `json:"type"`
	Error string `json:"error"` // timeout, SERVFAIL, loop …
}

// Kind implements [Body].
func (DNSFailed) Kind() Kind { return "dns.failed" }
