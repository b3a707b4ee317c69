// Package msa is the mail submission agent: it takes messages from the site's
// own people and nobody else, checks and completes them, and hands them to a
// queue (RFC 6409).
//
// It differs from a transfer agent in what it may do: it knows who is speaking,
// so it may refuse what is wrong and add what is missing, which no relay on the
// way must.
package msa
