package trace

// CampaignEnded counts what became of a campaign, as far as the spammer's
// program knows: each recipient of each letter was taken by some server,
// refused by one, or never offered to any.
type CampaignEnded struct {
	Letters    int `json:"letters"`
	Recipients int `json:"recipients"`
	Accepted   int `json:"accepted"`
	Refused    int `json:"refused"`
	Failed     int `json:"failed"`
}

// Kind implements [Body].
func (CampaignEnded) Kind() Kind { return "campaign.ended" }

// Ground is why a blocklist lists an address.
type Ground string

const (
	OpenRelay Ground = "open relay" // a letter of a stranger to a stranger came through it
	SpamTrap  Ground = "spam trap"  // it sent mail to an address that nobody ever had
)

// Grounds lists every ground.
var Grounds = []Ground{OpenRelay, SpamTrap}

// BlocklistTested reports the outcome of a test with a letter from the keeper to
// the keeper: whether it came through. The event's peer is the host.
type BlocklistTested struct {
	List    string `json:"list"`
	Address string `json:"address"`
	Open    bool   `json:"open"`
	Reply   string `json:"reply,omitempty"` // the host's words where it refused the letter, or the network's
}

// Kind implements [Body].
func (BlocklistTested) Kind() Kind { return "blocklist.tested" }

// BlocklistListed reports an entry in a blocklist (RFC 5782). The event's peer
// is the host that has the address, and its message the letter that gave it away.
type BlocklistListed struct {
	List     string   `json:"list"`
	Address  string   `json:"address"`
	Ground   Ground   `json:"ground"`
	Evidence string   `json:"evidence"`          // what was seen, in words
	Records  []Record `json:"records,omitempty"` // as they stand in the list's zone from now on
}

// Kind implements [Body].
func (BlocklistListed) Kind() Kind { return "blocklist.listed" }

// BlocklistDelisted reports the end of an entry. The reason says why.
type BlocklistDelisted struct {
	List    string `json:"list"`
	Address string `json:"address"`
}

// Kind implements [Body].
func (BlocklistDelisted) Kind() Kind { return "blocklist.delisted" }
