package scenario

import (
	"regexp"
	"strconv"
	"strings"

	"mailflow/sim/scenario/internal/form"
)

// Size is an amount of octets; 0 is without limit.
type Size int64

const sizePattern = `^([1-9][0-9]{0,8}) ?(k|M|G)?B$|^unlimited$`

var sizeExpr = regexp.MustCompile(sizePattern)

var sizeScalar = form.Scalar{
	What:    "unlimited or a whole number of octets with its unit, such as 500 B, 20 kB or 10 MB",
	Pattern: sizePattern,
	Parse: func(text string) (any, error) {
		m := sizeExpr.FindStringSubmatch(text)
		switch {
		case m == nil:
			return nil, errShape
		case m[1] == "":
			return Size(0), nil
		}
		n, err := strconv.ParseInt(m[1], 10, 64)
		if err != nil {
			return nil, errShape
		}
		for range strings.Index(" kMG", m[2]) {
			n *= 1000
		}
		return Size(n), nil
	},
	Format: func(v any) string { return v.(Size).String() },
}

// String is the size as scenarios write it.
func (s Size) String() string {
	if s == 0 {
		return "unlimited"
	}
	unit := 0
	for s%1000 == 0 && unit < 3 {
		s, unit = s/1000, unit+1
	}
	return strconv.FormatInt(int64(s), 10) + " " + strings.TrimSpace(" kMG"[unit:unit+1]) + "B"
}
