package scenario

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"

	"mailflow/sim/scenario/internal/form"
)

// Durations are written as Go writes them, with days added, because mail waits
// for days.
const durationPattern = `^([0-9]+(\.[0-9]+)?(d|h|m|s|ms|us|ns))+$`

var (
	durationExpr = regexp.MustCompile(durationPattern)
	durationPart = regexp.MustCompile(`[0-9.]+(?:ns|us|ms|d|h|m|s)`)
)

var durationScalar = form.Scalar{
	What:    "a duration with its unit, such as 300ms, 90s, 15m, 2h or 5d",
	Pattern: durationPattern,
	Parse: func(text string) (any, error) {
		if !durationExpr.MatchString(text) {
			return nil, errShape
		}
		var sum time.Duration
		for _, part := range durationPart.FindAllString(text, -1) {
			d, err := parsePart(part)
			if err != nil || sum+d > maxDuration {
				return nil, errLong
			}
			sum += d
		}
		return sum, nil
	},
	Format: func(v any) string { return formatDuration(v.(time.Duration)) },
}

// ParseDuration reads a duration as scenarios write it. The error says what it
// must be.
func ParseDuration(text string) (time.Duration, error) {
	d, err := durationScalar.Parse(text)
	if errors.Is(err, errShape) {
		err = errors.New("must be " + durationScalar.What)
	}
	if err != nil {
		return 0, err
	}
	return d.(time.Duration), nil
}

const (
	day         = 24 * time.Hour
	maxDuration = 36500 * day // keeps every sum of two durations within int64
)

type longDuration struct{}

func (longDuration) Error() string { return "at most 36500d" }

var errLong = longDuration{}

func parsePart(part string) (time.Duration, error) {
	number, days := strings.CutSuffix(part, "d")
	if !days {
		d, err := time.ParseDuration(part)
		if err == nil && d > maxDuration {
			err = errLong
		}
		return d, err
	}
	n, err := strconv.ParseFloat(number, 64)
	if err != nil || n > float64(maxDuration/day) {
		return 0, errLong
	}
	return time.Duration(n * float64(day)), nil
}

// formatDuration writes the fewest units that say it exactly, as 1d2h or 300us.
func formatDuration(d time.Duration) string {
	if d == 0 {
		return "0s"
	}
	var b strings.Builder
	for _, unit := range []struct {
		size time.Duration
		name string
	}{{day, "d"}, {time.Hour, "h"}, {time.Minute, "m"}, {time.Second, "s"}, {time.Millisecond, "ms"}, {time.Microsecond, "us"}, {1, "ns"}} {
		if n := d / unit.size; n > 0 {
			b.WriteString(strconv.FormatInt(int64(n), 10) + unit.name)
			d -= n * unit.size
		}
	}
	return b.String()
}
