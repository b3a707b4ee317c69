package imap

import "strings"

// Folder is a folder as LIST tells of it.
type Folder struct {
	Name       string
	Use        string // special-use attribute, e.g. `\Sent` (RFC 6154 §2); mostly empty
	Subscribed bool
}

// Status is the numbers of a folder.
type Status struct {
	Messages int
	Unseen   int    // not told by Select and Examine
	Next     UID    // UIDNEXT
	Validity uint32 // UIDVALIDITY: if it changes, no UID means what it meant
}

// specialUses is the attributes of RFC 6154 §2.
var specialUses = []string{`\All`, `\Archive`, `\Drafts`, `\Flagged`, `\Junk`, `\Sent`, `\Trash`}

// Folders lists the user's folders.
func (c *Client) Folders() ([]Folder, error) {
	var list []Folder
	_, err := c.do("LIST", func(r reply) {
		if r.name == "LIST" && len(r.values) >= 3 {
			list = append(list, folderOf(r.values))
		}
	}, word(`""`), word("*"))
	return list, err
}

func folderOf(v []value) Folder {
	f := Folder{Name: fromUTF7(v[2].text)}
	for _, attr := range v[0].list {
		if strings.EqualFold(attr.text, `\Subscribed`) {
			f.Subscribed = true
		}
		for _, use := range specialUses {
			if strings.EqualFold(attr.text, use) {
				f.Use = use
			}
		}
	}
	return f
}

// Create makes a folder.
func (c *Client) Create(name string) error {
	_, err := c.do("CREATE", nil, mailbox(name))
	return err
}

// Select opens a folder; what follows is about its messages.
func (c *Client) Select(name string) (Status, error) { return c.open("SELECT", name) }

// Examine opens a folder to look at only: nothing in it changes.
func (c *Client) Examine(name string) (Status, error) { return c.open("EXAMINE", name) }

func (c *Client) open(command, name string) (Status, error) {
	var st Status
	_, err := c.do(command, func(r reply) {
		if r.name == "EXISTS" {
			st.Messages = int(r.number)
		}
		if n, ok := r.codeNumber("UIDNEXT"); ok {
			st.Next = UID(n)
		}
		if n, ok := r.codeNumber("UIDVALIDITY"); ok {
			st.Validity = n
		}
	}, mailbox(name))
	return st, err
}

// Status asks for the numbers of a folder that need not be open.
func (c *Client) Status(name string) (Status, error) {
	var st Status
	_, err := c.do("STATUS", func(r reply) {
		if r.name == "STATUS" && len(r.values) == 2 {
			items := r.values[1].list
			st.Messages = int(number(items, "MESSAGES"))
			st.Unseen = int(number(items, "UNSEEN"))
			st.Next = UID(number(items, "UIDNEXT"))
			st.Validity = number(items, "UIDVALIDITY")
		}
	}, mailbox(name), word("(MESSAGES UNSEEN UIDNEXT UIDVALIDITY)"))
	return st, err
}
