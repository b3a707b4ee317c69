package scenario

import (
	"slices"
	"testing"
	"time"
)

// attempts is how old a message is at each attempt after the first, if nothing
// takes time but the waiting: the last comes when the queue's patience ends.
func attempts(r Retry) []time.Duration {
	var ages []time.Duration
	for age := time.Duration(0); age < r.Expire; {
		wait := r.Schedule[min(len(ages), len(r.Schedule)-1)]
		age = min(age+wait, r.Expire)
		ages = append(ages, age)
	}
	return ages
}

// When each program tries again, to the second, counted from the first failure.
func TestWhenEachPresetTriesAgain(t *testing.T) {
	for preset, want := range map[Preset]struct {
		first  []string // the first attempts
		count  int      // all after the first failure
		last   string   // the last before the end
		expire string
		warn   string
	}{
		"postfix":  {[]string{"5m", "10m", "20m", "40m", "1h20m", "2h26m40s", "3h33m20s", "4h40m"}, 112, "119h6m40s", "120h", "never"},
		"exim":     {[]string{"15m", "30m", "45m", "1h", "1h15m", "1h30m", "1h45m", "2h", "3h", "4h30m", "6h45m", "10h7m30s", "15h11m15s", "22h46m52s", "28h46m52s"}, 27, "94h46m52s", "96h", "1d"},
		"sendmail": {[]string{"30m", "1h", "1h30m", "2h"}, 240, "119h30m", "120h", "4h"},
		"qmail":    {[]string{"6m40s", "26m40s", "1h", "1h46m40s", "2h46m40s", "4h", "5h26m40s"}, 39, "160h26m40s", "168h", "never"},
		"exchange": {[]string{"1m", "2m", "3m", "4m", "9m", "14m", "19m", "24m", "29m", "34m", "44m", "54m", "1h4m"}, 295, "47h54m", "48h", "4h"},
	} {
		r := habits[preset]
		ages := attempts(r)
		for i, w := range want.first {
			if ages[i] != duration(t, w) {
				t.Errorf("%s: attempt %d comes after %v, want %s", preset, i+2, ages[i], w)
			}
		}
		if len(ages) != want.count || ages[len(ages)-2] != duration(t, want.last) || ages[len(ages)-1] != duration(t, want.expire) {
			t.Errorf("%s: %d attempts, the last at %v, the end at %v; want %d, %s, %s", preset,
				len(ages), ages[len(ages)-2], ages[len(ages)-1], want.count, want.last, want.expire)
		}
		warn := "never"
		if r.Warn > 0 {
			warn = formatDuration(r.Warn)
		}
		if warn != want.warn {
			t.Errorf("%s: warns after %s, want %s", preset, warn, want.warn)
		}
	}
}

func duration(t *testing.T, s string) time.Duration {
	t.Helper()
	d, err := time.ParseDuration(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Every software has habits of its own, and every preset is one of a software.
func TestEverySoftwareHasHabits(t *testing.T) {
	for _, s := range Softwares {
		if !slices.Contains(Presets, Preset(s)) || len(habits[Preset(s)].Schedule) == 0 {
			t.Errorf("%s has no preset", s)
		}
		w := world(t, "  - {domain: a.example, hosts: [{name: mx, roles: mta, software: "+string(s)+"}]}\n")
		if r := w.Sites[0].Hosts[0].MTA.Retry; r.Preset != Preset(s) || r.Expire != habits[Preset(s)].Expire {
			t.Errorf("a host with %s has the habits %s", s, r.Preset)
		}
	}
	if len(Presets) != len(habits) {
		t.Errorf("%d presets, and habits for %d", len(Presets), len(habits))
	}
}
