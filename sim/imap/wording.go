package imap

import "bytes"

// wordings is where the library's last words in an answer are not what IMAP
// wants.
var wordings = []struct{ said, meant []byte }{
	// An empty challenge is empty (RFC 9051 §6.2.2), not "=".
	{[]byte("+ =\r\n"), []byte("+ \r\n")},
	// Numbers, dates and search keys that are none are the client's fault.
	{[]byte(" NO [SERVERBUG] Internal server error\r\n"), []byte(" BAD [CLIENTBUG] Syntax error\r\n")},
}

// corrected is what is sent for what the library said.
func corrected(out []byte) []byte {
	for _, w := range wordings {
		if rest, ok := bytes.CutSuffix(out, w.said); ok {
			return append(rest, w.meant...)
		}
	}
	return out
}
