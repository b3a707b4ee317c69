// Package spf asks whether a host may send mail in the name of a domain: the
// function check_host() of RFC 7208, with an account of how it came to its
// result.
//
// The owner of a domain publishes a record of terms. Each term is a question
// about the client's address, in the order in which they stand; the first that
// fits decides (check.go). A record is read whole before the first term is asked,
// so that a mistake at its end counts too (record.go, term.go). Names in terms may
// contain macros (macro.go). Records can make whoever checks them ask the DNS
// again and again; that is why there are limits (limits.go).
//
// The DNS is asked through [Names]. Nothing else is asked, and nothing is told.
package spf
