package scenario

import (
	"regexp"
	"strconv"
	"strings"

	"mailflow/sim/scenario/internal/form"
)

const bandwidthPattern = `^([1-9][0-9]{0,5}) ?(k|M|G)?bit/s$|^unlimited$`

var bandwidthExpr = regexp.MustCompile(bandwidthPattern)

var bandwidthScalar = form.Scalar{
	What:    "unlimited or a whole number with its unit, such as 64 kbit/s or 10 Mbit/s",
	Pattern: bandwidthPattern,
	Parse: func(text string) (any, error) {
		m := bandwidthExpr.FindStringSubmatch(text)
		switch {
		case m == nil:
			return nil, errShape
		case m[1] == "":
			return Bandwidth(0), nil
		}
		n, err := strconv.ParseInt(m[1], 10, 64)
		if err != nil {
			return nil, errShape
		}
		for range strings.Index(" kMG", m[2]) {
			n *= 1000
		}
		return Bandwidth(n), nil
	},
	Format: func(v any) string { return v.(Bandwidth).String() },
}

// String is the bandwidth as scenarios write it.
func (b Bandwidth) String() string {
	if b == 0 {
		return "unlimited"
	}
	unit := 0
	for b%1000 == 0 && unit < 3 {
		b, unit = b/1000, unit+1
	}
	return strconv.FormatInt(int64(b), 10) + " " + strings.TrimSpace(" kMG"[unit:unit+1]) + "bit/s"
}
