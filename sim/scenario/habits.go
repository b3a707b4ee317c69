package scenario

import "time"

// habits are the programs' own settings as they come.
var habits = map[Preset]Retry{
	// As long again as the message has waited, but not less than 5 minutes and
	// not more than 4000 seconds: minimal_backoff_time, maximal_backoff_time,
	// maximal_queue_lifetime. Nobody is warned, as delay_warning_time is 0.
	"postfix": {
		Schedule: []time.Duration{5 * time.Minute, 5 * time.Minute, 10 * time.Minute, 20 * time.Minute, 40 * time.Minute, 4000 * time.Second},
		Expire:   5 * day,
	},

	// The rule "F,2h,15m; G,16h,1h,1.5; F,4d,6h". What is due after less than 16
	// hours waits by the second part for half as long again as before, so its
	// last wait ends after nearly 23 hours.
	"exim": {
		Schedule: []time.Duration{
			15 * time.Minute, 15 * time.Minute, 15 * time.Minute, 15 * time.Minute,
			15 * time.Minute, 15 * time.Minute, 15 * time.Minute, 15 * time.Minute,
			time.Hour, 90 * time.Minute, 135 * time.Minute, 12150 * time.Second, 18225 * time.Second, 27337 * time.Second,
			6 * time.Hour,
		},
		Expire: 4 * day,
		Warn:   day,
	},

	// The queue is run every 30 minutes, as -q30m asks; Timeout.queuewarn and
	// Timeout.queuereturn are the rest.
	"sendmail": {
		Schedule: []time.Duration{30 * time.Minute},
		Expire:   5 * day,
		Warn:     4 * time.Hour,
	},

	"qmail": {
		Schedule: quadratic(7 * day),
		Expire:   7 * day,
	},

	// QueueGlitchRetryCount and its interval, TransientFailureRetryCount and its
	// interval, then OutboundConnectionFailureRetryInterval; the rest is
	// MessageExpirationTimeout and DelayNotificationTimeout.
	"exchange": {
		Schedule: []time.Duration{
			time.Minute, time.Minute, time.Minute, time.Minute,
			5 * time.Minute, 5 * time.Minute, 5 * time.Minute, 5 * time.Minute, 5 * time.Minute, 5 * time.Minute,
			10 * time.Minute,
		},
		Expire: 2 * day,
		Warn:   4 * time.Hour,
	},
}

// quadratic is qmail's schedule for remote recipients: attempt k comes when the
// message is (20 k)² seconds old, so it comes ever more rarely and there is no
// longest wait.
func quadratic(lifetime time.Duration) []time.Duration {
	const unit = 400 * time.Second
	var waits []time.Duration
	for k := time.Duration(1); (k-1)*(k-1)*unit < lifetime; k++ {
		waits = append(waits, (2*k-1)*unit)
	}
	return waits
}
