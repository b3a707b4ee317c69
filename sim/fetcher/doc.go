// Package fetcher is a program that looks into mailboxes at other providers and
// hands what it finds to a server at home, as if somebody had sent it: mail that
// is pulled over POP3 is pushed again over SMTP.
//
// It has no queue and promises nothing. A letter stays where it was until the
// server at home has said 250; if that comes and the goodbye to the provider does
// not, the letter arrives twice (RFC 1047). And POP3 knows no envelope. So the
// program has to make one up: who gets the letter is a setting, and who is told of
// a failure it reads from the header.
package fetcher
