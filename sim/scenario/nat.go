package scenario

import "net/netip"

// NAT is a router that hides a site's network behind one address (RFC 3022). The
// site's own addresses are private then, and the world can only reach what the
// router passes on.
//
//	address: 198.51.100.40
//	forward: [{port: 25, host: mail}, {port: 587, host: mail}]
//	hide_clients: true
type NAT struct {
	// The address that the world knows. Left out, it is a free one.
	Address netip.Addr `yaml:"address"`

	// What is passed on to whom. Left out, the ports of mail and of the DNS, each
	// to the site's first host with that role.
	Forward []*PortForward `yaml:"forward" form:"max=100"`

	// Whether the router puts its own inside address in the place of the client's
	// when it passes a connection on. To the servers everybody outside looks then
	// like somebody of the site.
	HideClients bool `yaml:"hide_clients" default:"false"`
}

// PortForward is a port of a router's outside address, and the host that gets what
// arrives there.
//
//	port: 25
//	host: mail
type PortForward struct {
	// The port.
	Port int `yaml:"port" form:"required,min=1,max=65535"`

	// The host, of the same site.
	Host string `yaml:"host" form:"required"`
}
