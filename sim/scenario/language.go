package scenario

import (
	"errors"
	"fmt"
	"net/netip"
	"reflect"
	"regexp"
	"time"

	"mailflow/sim/scenario/internal/form"
	"mailflow/sim/trace"
)

// language says how the values of a scenario are written that are neither text
// nor plain numbers.
var language = &form.Language{Scalars: map[reflect.Type]form.Scalar{
	reflect.TypeFor[Level]():         form.Choice(Levels),
	reflect.TypeFor[SiteKind]():      form.Choice(SiteKinds),
	reflect.TypeFor[Access]():        form.Choice(Accesses),
	reflect.TypeFor[ForwardedAs]():   form.Choice(ForwardedAsChoices),
	reflect.TypeFor[Software]():      form.Choice(Softwares),
	reflect.TypeFor[Preset]():        form.Choice(Presets),
	reflect.TypeFor[Strangers]():     form.Choice(StrangersChoices),
	reflect.TypeFor[UnknownUsers]():  form.Choice(UnknownUsersChoices),
	reflect.TypeFor[TLSUse]():        form.Choice(TLSUses),
	reflect.TypeFor[Way]():           form.Choice(Ways),
	reflect.TypeFor[Effect]():        form.Choice(Effects),
	reflect.TypeFor[RecordType]():    form.Choice(RecordTypes),
	reflect.TypeFor[DNSFault]():      form.Choice(DNSFaults),
	reflect.TypeFor[trace.Role]():    form.Choice(trace.Roles),
	reflect.TypeFor[trace.Kind]():    kindScalar(),
	reflect.TypeFor[RFC]():           rfcScalar,
	reflect.TypeFor[Bandwidth]():     bandwidthScalar,
	reflect.TypeFor[Door]():          form.Choice(Doors),
	reflect.TypeFor[Full]():          form.Choice(Fulls),
	reflect.TypeFor[Senders]():       form.Choice(SenderRules),
	reflect.TypeFor[Size]():          sizeScalar,
	reflect.TypeFor[time.Time]():     instantScalar,
	reflect.TypeFor[netip.Addr]():    addressScalar,
	reflect.TypeFor[netip.Prefix]():  prefixScalar,
	reflect.TypeFor[time.Duration](): durationScalar,
}}

// errShape stands for "see What".
var errShape = errors.New("")

func kindScalar() form.Scalar {
	kinds := make([]trace.Kind, len(trace.Kinds))
	for i, spec := range trace.Kinds {
		kinds[i] = spec.Kind
	}
	s := form.Choice(kinds)
	s.What = "a kind of event, such as message.delivered"
	return s
}

const rfcPattern = `^RFC [1-9][0-9]{0,4}( (§|Appendix )[0-9A-Z]+(\.[0-9A-Z]+)*)?$`

var rfcExpr = regexp.MustCompile(rfcPattern)

var rfcScalar = form.Scalar{
	What:    `a document and a section, such as "RFC 5321 §4.4"`,
	Pattern: rfcPattern,
	Parse: func(text string) (any, error) {
		if !rfcExpr.MatchString(text) {
			return nil, errShape
		}
		return RFC(text), nil
	},
	Format: func(v any) string { return string(v.(RFC)) },
}

// The years that a world may start in: virtual time begins with the year 2000,
// and after the last one clocks and certificates make no sense.
const firstYear, lastYear = 2000, 2199

var instantScalar = form.Scalar{
	What:    "a date and time, such as 2026-03-02T09:00:00Z",
	Pattern: `^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})$`,
	Parse: func(text string) (any, error) {
		t, err := time.Parse(time.RFC3339, text)
		if err != nil || t.Nanosecond() != 0 {
			return nil, errShape
		}
		t = t.UTC()
		if t.Year() < firstYear || t.Year() > lastYear {
			return nil, fmt.Errorf("between the years %d and %d", firstYear, lastYear)
		}
		return t, nil
	},
	Format: func(v any) string { return v.(time.Time).UTC().Format(time.RFC3339) },
}

var addressScalar = form.Scalar{
	What: "an IP address, such as 192.0.2.25",
	Parse: func(text string) (any, error) {
		a, err := netip.ParseAddr(text)
		if err != nil || a.Zone() != "" || a.Is4In6() {
			return nil, errShape
		}
		return a, nil
	},
	Format: func(v any) string {
		if a := v.(netip.Addr); a.IsValid() {
			return a.String()
		}
		return ""
	},
}

var prefixScalar = form.Scalar{
	What: "a network, such as 192.0.2.0/28",
	Parse: func(text string) (any, error) {
		p, err := netip.ParsePrefix(text)
		if err != nil || p.Addr().Is4In6() {
			return nil, errShape
		}
		if p != p.Masked() {
			return nil, fmt.Errorf("%s, the network in which that address lies", p.Masked())
		}
		return p, nil
	},
	Format: func(v any) string {
		if p := v.(netip.Prefix); p.IsValid() {
			return p.String()
		}
		return ""
	},
}
