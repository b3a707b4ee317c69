package smtp

import (
	"encoding/base64"
	"strings"

	"mailflow/sim/mail"
)

// Auth logs in with the first of PLAIN and LOGIN that the server offers. The
// zero Reply means that it offers neither.
func (c *Client) Auth(user, password string) (mail.Reply, error) {
	offered, _ := c.Offers("AUTH")
	for mechanism := range strings.FieldsSeq(offered) {
		switch strings.ToUpper(mechanism) {
		case "PLAIN": // RFC 4616
			return c.Command("AUTH PLAIN " + base64.StdEncoding.EncodeToString([]byte("\x00"+user+"\x00"+password)))
		case "LOGIN":
			return c.AuthLogin(user, password)
		}
	}
	return mail.Reply{}, nil
}

// AuthLogin logs in with LOGIN, as old programs do that know nothing else.
func (c *Client) AuthLogin(user, password string) (mail.Reply, error) {
	r, err := c.Command("AUTH LOGIN")
	for _, word := range []string{user, password} {
		if err != nil || !r.Intermediate() {
			return r, err
		}
		if err = c.send("", base64.StdEncoding.EncodeToString([]byte(word))); err == nil {
			r, err = c.read(commandTimeout)
		}
	}
	return r, err
}
