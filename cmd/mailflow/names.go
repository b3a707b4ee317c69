package main

import (
	"net"
	"net/netip"
	"os"
)

// namesOf lists what the server may be called by when it listens at a host: that
// host, or if it is no particular one, this machine's name and addresses. The
// first is the nearest. A browser that calls the server by any other name was
// sent by somebody else's page.
func namesOf(host string) []string {
	addr, err := netip.ParseAddr(host)
	if host != "" && (err != nil || !addr.IsUnspecified()) {
		return []string{host}
	}
	names := []string{"127.0.0.1"}
	if name, err := os.Hostname(); err == nil {
		names = append(names, name)
	}
	known, _ := net.InterfaceAddrs() // without them, the name is all there is
	for _, a := range known {
		prefix, err := netip.ParsePrefix(a.String())
		if ip := prefix.Addr(); err == nil && !ip.IsLoopback() && !ip.IsLinkLocalUnicast() && (ip.Is4() || !addr.Is4()) {
			names = append(names, ip.String())
		}
	}
	return names
}

// addresses are the URLs of the page, by name.
func addresses(names []string, at net.Addr) []string {
	_, port, _ := net.SplitHostPort(at.String()) // a TCP address always has one
	urls := make([]string, len(names))
	for i, name := range names {
		urls[i] = "http://" + net.JoinHostPort(name, port) + "/"
	}
	return urls
}
