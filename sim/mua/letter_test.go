package mua

import (
	"strings"
	"testing"
)

func FuzzSubject(f *testing.F) {
	for _, seed := range []string{
		"", "\r\n", "Subject:", "Subject: a\r\n b\r\n\r\n", "Subject: =?utf-8?q?=C3?=\r\n", "Subject: =?utf-8?b?" + strings.Repeat("QUFB", 9000) + "?=\r\n",
		"Subject: =?iso-8859-1?q?=FC?= =?us-ascii?q?x?=\r\n\r\n", "=?=?=?=\r\nSubject: =?=?=?=?=",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, octets string) {
		if s := subjectOf(octets); len(s) > 2*longestSubject {
			t.Errorf("a subject of %d octets", len(s))
		}
	})
}
