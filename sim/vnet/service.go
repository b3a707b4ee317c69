package vnet

import "strconv"

// services names the well-known ports of our protocols.
var services = map[int]string{
	24: "lmtp", 25: "smtp", 53: "domain", 110: "pop3", 143: "imap",
	465: "submissions", 587: "submission", 993: "imaps", 995: "pop3s",
}

// Service is the registered name of a port (RFC 6335), or its number.
func Service(port int) string {
	if s := services[port]; s != "" {
		return s
	}
	return strconv.Itoa(port)
}
