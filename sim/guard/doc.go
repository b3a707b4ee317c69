// Package guard checks incoming mail: who the client is, what it calls itself,
// what the DNS and others say about it, whether it comes too often, and what the
// letter looks like.
//
// A check looks at facts and finds something, in the words of its RFC
// (finding.go); its setting says what follows from that, an [Effect]; both
// together are a [Verdict], with its reason. Each check has a file of its own.
// A [Guard] is a server's checks with what they remember, and a [Visit] takes one
// connection through them, stage by stage (visit.go).
//
// Nothing here speaks SMTP or changes a letter. The server tells the verdicts,
// says the replies and makes the edit; what a guard needs of it is a [Desk].
package guard
