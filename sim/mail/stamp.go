package mail

import (
	"fmt"
	netmail "net/mail"
	"strings"
	"time"
)

// Stamp is a Received field taken apart by the grammar that all software shares
// (RFC 5321 §4.4). What its clauses mean differs from dialect to dialect.
type Stamp struct {
	Comments []string // before the first clause
	Clauses  []Clause
	At       time.Time // zero if the field has no date
}

// Clause is one keyword of a Stamp with its value.
type Clause struct {
	Word     string   // from, by, via, with, id, for
	Value    string   // may be several words
	Comments []string // what followed in parentheses, each without them
}

// Clause finds the clause of a keyword; it is empty if there is none.
func (s Stamp) Clause(word string) Clause {
	for _, c := range s.Clauses {
		if c.Word == word {
			return c
		}
	}
	return Clause{Word: word}
}

// ParseStamp takes the unfolded value of a Received field apart.
func ParseStamp(value string) (Stamp, error) {
	tokens, err := stampTokens(value)
	if err != nil {
		return Stamp{}, err
	}
	var s Stamp
	for i, t := range tokens {
		switch {
		case t.kind == tokenSemicolon:
			s.At, err = stampDate(value[t.end:])
			if err != nil {
				return Stamp{}, err
			}
			return s, nil
		case t.kind == tokenComment && len(s.Clauses) == 0:
			s.Comments = append(s.Comments, t.text)
		case t.kind == tokenComment:
			last := &s.Clauses[len(s.Clauses)-1]
			last.Comments = append(last.Comments, t.text)
		case s.opens(tokens, i):
			s.Clauses = append(s.Clauses, Clause{Word: strings.ToLower(t.text)})
		case len(s.Clauses) == 0:
			return Stamp{}, fmt.Errorf("mail: Received begins with %q", t.text)
		default:
			last := &s.Clauses[len(s.Clauses)-1]
			last.Value = strings.TrimPrefix(last.Value+" "+t.text, " ")
		}
	}
	return s, nil
}

// opens reports whether token i opens a clause. A keyword right after another
// is its value: a client may call itself "by".
func (s Stamp) opens(tokens []stampToken, i int) bool {
	word := strings.ToLower(tokens[i].text)
	switch word {
	case "from", "by", "via", "with", "id", "for":
	default:
		return false
	}
	if n := len(s.Clauses); n > 0 && s.Clauses[n-1].Value == "" {
		return false
	}
	return s.Clause(word).Value == ""
}

type stampKind int

const (
	tokenWord stampKind = iota
	tokenComment
	tokenSemicolon // the one before the date
)

type stampToken struct {
	kind stampKind
	text string
	end  int // offset after the token
}

// stampTokens finds words and comments up to the last semicolon that stands in
// no comment: keywords inside of comments mean nothing.
func stampTokens(s string) ([]stampToken, error) {
	var tokens []stampToken
	last := -1 // index into tokens
	for i := 0; i < len(s); {
		switch c := s[i]; c {
		case ' ', '\t', '\r', '\n':
			i++
		case '(':
			end := commentEnd(s, i)
			if end < 0 {
				return nil, fmt.Errorf("mail: Received has a comment without an end")
			}
			tokens = append(tokens, stampToken{tokenComment, s[i+1 : end-1], end})
			i = end
		case ';':
			last = len(tokens)
			tokens = append(tokens, stampToken{tokenSemicolon, ";", i + 1})
			i++
		default:
			end := wordEnd(s, i)
			tokens = append(tokens, stampToken{tokenWord, s[i:end], end})
			i = end
		}
	}
	for i := range tokens {
		if tokens[i].kind == tokenSemicolon && i != last {
			tokens[i].kind = tokenWord
		}
	}
	return tokens, nil
}

// wordEnd finds the end of the word that begins at s[i]. What stands in quotes
// belongs to it, as in <"a b"@beta.example>.
func wordEnd(s string, i int) int {
	for i < len(s) && strings.IndexByte(" \t\r\n(;", s[i]) < 0 {
		if s[i] == '"' {
			if _, rest, ok := unquote(s[i:]); ok {
				i = len(s) - len(rest)
				continue
			}
		}
		i++
	}
	return i
}

// commentEnd finds the end of the comment that begins at s[i]; comments nest
// and a backslash quotes (RFC 5322 §3.2.2).
func commentEnd(s string, i int) int {
	depth := 0
	for ; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return -1
}

func stampDate(s string) (time.Time, error) {
	at, err := netmail.ParseDate(strings.TrimSpace(s))
	if err != nil {
		return time.Time{}, fmt.Errorf("mail: Received: %w", err)
	}
	return at, nil
}
