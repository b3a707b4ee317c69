// Package attacker is a spammer's program. It writes letters from a template,
// with whatever it likes in HELO, in the envelope and in the header, and throws
// them at the servers that take mail for their recipients, or at a relay that
// passes them on.
//
// It is no mail system: it keeps no queue and tries nothing twice. What a server
// does not take at once is abandoned, and that is all the care it gives. To whom
// a letter goes stands in targets.go, what it says in letter.go, where it is
// thrown in aim.go, and the throw itself in throw.go.
package attacker
