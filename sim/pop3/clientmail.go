package pop3

import (
	"bufio"
	"errors"
	"strconv"
	"strings"
)

// longestMessage is where the client stops believing in the end of a message.
const longestMessage = 100 << 20

// Listing is one message as LIST and UIDL tell of it.
type Listing struct {
	Number int    // of this session
	Octets int    // its size
	ID     string // its lasting name (RFC 1939 §7, UIDL)
}

// Login says who the user is.
func (c *Client) Login(user, password string) error {
	if _, err := c.ask("USER", user); err != nil {
		return err
	}
	_, err := c.ask("PASS", password)
	return err
}

// Stat is how many messages there are, and their octets.
func (c *Client) Stat() (messages, octets int, err error) {
	text, err := c.ask("STAT", "")
	if err != nil {
		return 0, 0, err
	}
	return pair(text)
}

// List is what lies in the maildrop: LIST and UIDL put together.
func (c *Client) List() ([]Listing, error) {
	sizes, err := c.listing("LIST")
	if err != nil {
		return nil, err
	}
	names, err := c.listing("UIDL")
	if err != nil {
		return nil, err
	}
	ids := make(map[int]string, len(names))
	for _, line := range names {
		number, id, _ := strings.Cut(line, " ")
		n, err := strconv.Atoi(number)
		if err != nil {
			return nil, ErrProtocol
		}
		ids[n] = id
	}
	list := make([]Listing, len(sizes))
	for i, line := range sizes {
		n, octets, err := pair(line)
		if err != nil {
			return nil, err
		}
		list[i] = Listing{Number: n, Octets: octets, ID: ids[n]}
	}
	return list, nil
}

// Retr is the whole message, octet for octet.
func (c *Client) Retr(number int) (string, error) {
	return c.message("RETR", strconv.Itoa(number))
}

// Top is the header of a message and so many lines of its body.
func (c *Client) Top(number, lines int) (string, error) {
	return c.message("TOP", strconv.Itoa(number)+" "+strconv.Itoa(lines))
}

// Dele marks a message; it goes at Quit.
func (c *Client) Dele(number int) error {
	_, err := c.ask("DELE", strconv.Itoa(number))
	return err
}

// Reset takes all marks off.
func (c *Client) Reset() error {
	_, err := c.ask("RSET", "")
	return err
}

// Quit removes what is marked and ends the connection.
func (c *Client) Quit() error {
	_, err := c.ask("QUIT", "")
	if e := c.Close(); err == nil {
		err = e
	}
	return err
}

func (c *Client) listing(verb string) ([]string, error) {
	if _, err := c.ask(verb, ""); err != nil {
		return nil, err
	}
	var lines []string
	for {
		line, err := c.line()
		if err != nil {
			return nil, err
		}
		if line == "." {
			return lines, nil
		}
		lines = append(lines, line)
	}
}

// message asks for a message and takes the dots out again. Only CRLF ends a
// line, so that a message keeps its octets whatever they are.
func (c *Client) message(verb, arg string) (string, error) {
	if _, err := c.ask(verb, arg); err != nil {
		return "", err
	}
	var b strings.Builder
	for begins := true; b.Len() < longestMessage; begins = strings.HasSuffix(b.String(), "\r\n") {
		c.conn.SetReadDeadline(c.host.Now().Add(c.timeout))
		part, err := c.in.ReadSlice('\n')
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return "", err
		}
		if begins && len(part) > 0 && part[0] == '.' {
			if string(part) == ".\r\n" {
				c.heard = c.conn.Wire.Heard()
				return b.String(), nil
			}
			part = part[1:]
		}
		b.Write(part)
	}
	return "", ErrProtocol
}

// pair reads two numbers.
func pair(text string) (a, b int, err error) {
	first, rest, _ := strings.Cut(text, " ")
	second, _, _ := strings.Cut(rest, " ")
	a, err1 := strconv.Atoi(first)
	b, err2 := strconv.Atoi(second)
	if err1 != nil || err2 != nil {
		return 0, 0, ErrProtocol
	}
	return a, b, nil
}
