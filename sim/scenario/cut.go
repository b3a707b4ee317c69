package scenario

// Cut takes a site's line to the Internet away. What is sent over it gets lost.
//
//	site: beta.example
//	way: in
type Cut struct {
	// The site's domain.
	Site string `yaml:"site" form:"required,short"`

	// What no longer gets through.
	Way Way `yaml:"way" default:"both"`
}

// Word implements [Action].
func (*Cut) Word() string { return "cut" }

// Mend repairs a line that was cut.
//
//	site: beta.example
type Mend struct {
	// The site's domain.
	Site string `yaml:"site" form:"required,short"`

	// What gets through again.
	Way Way `yaml:"way" default:"both"`
}

// Word implements [Action].
func (*Mend) Word() string { return "mend" }

// Way is a direction on a site's line to the Internet.
type Way string

const (
	In   Way = "in"   // towards the site
	Out  Way = "out"  // towards the Internet
	Both Way = "both" // in and out
)

// Ways lists every direction.
var Ways = []Way{In, Out, Both}
