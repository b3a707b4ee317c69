package imap

import "testing"

func TestUTF7(t *testing.T) {
	for name, written := range map[string]string{
		"INBOX": "INBOX", "a & b": "a &- b", "Entwürfe": "Entw&APw-rfe", "~peter/mail/台北/日本語": "~peter/mail/&U,BTFw-/&ZeVnLIqe-",
		"😀": "&2D3eAA-", "": "",
	} {
		if got := toUTF7(name); got != written {
			t.Errorf("%q is written %q, want %q", name, got, written)
		}
		if got := fromUTF7(written); got != name {
			t.Errorf("%q is read %q, want %q", written, got, name)
		}
	}
	for _, broken := range []string{"&", "a&b", "&!-", "&AA-", "&A-"} {
		if got := fromUTF7(broken); got != broken {
			t.Errorf("%q is read %q", broken, got)
		}
	}
}
