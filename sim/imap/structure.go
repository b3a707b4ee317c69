package imap

import (
	"bufio"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-message/textproto"

	"mailflow/sim/mail"
)

// envelope is what ENVELOPE tells (RFC 9051 §7.5.2).
func envelope(m mail.Message) *imap.Envelope {
	header, err := textproto.ReadHeader(bufio.NewReader(wellFormed(m)))
	if err != nil {
		return nil
	}
	return imapserver.ExtractEnvelope(header)
}

// structure is what BODYSTRUCTURE tells. The library cannot write a part of type
// "multipart" that has no parts, so that such a one is told as the text which a
// reader would make of it.
func structure(m mail.Message) imap.BodyStructure {
	return mended(imapserver.ExtractBodyStructure(wellFormed(m)))
}

func mended(s imap.BodyStructure) imap.BodyStructure {
	switch s := s.(type) {
	case *imap.BodyStructureMultiPart:
		if len(s.Children) == 0 {
			return &imap.BodyStructureSinglePart{
				Type: "text", Subtype: "plain", Text: &imap.BodyStructureText{}, Extended: &imap.BodyStructureSinglePartExt{},
			}
		}
		for i := range s.Children {
			s.Children[i] = mended(s.Children[i])
		}
	case *imap.BodyStructureSinglePart:
		if s.MessageRFC822 != nil {
			s.MessageRFC822.BodyStructure = mended(s.MessageRFC822.BodyStructure)
		}
	}
	return s
}
