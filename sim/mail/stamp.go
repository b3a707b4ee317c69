package mail

import (
	"fmt"
	"strings"
	"time"
)

// Stamp is a Received field taken apart by the grammar that all software shares
// (RFC 5321 §4.4). What its clauses mean differs from dialect to dialect.
type Stamp struct {
	Comments []string // before the first clause
	Clauses  []Clause
	Date     string    // as written, without comments; empty if the field has none
	At       time.Time // zero if there is no date, or none that can be read
	Trailing []string  // comments around the date
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

// recipient is the address behind for, or nobody if it cannot be read.
func (s Stamp) recipient() Address {
	to := s.Clause("for").Value
	if to == "" {
		return Address{}
	}
	a, err := ParseForwardPath(to)
	if err != nil {
		return Address{}
	}
	return a
}

// ParseStamp takes the unfolded value of a Received field apart. It is an error
// if the field does not even begin like one.
func ParseStamp(value string) (Stamp, error) {
	if len(value) > maxStamp {
		return Stamp{}, fmt.Errorf("mail: Received is longer than %d octets", maxStamp)
	}
	var s Stamp
	tokens := stampTokens(value)
	for i, t := range tokens {
		switch {
		case t.kind == tokenSemicolon:
			s.dated(value[t.end:])
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
	s.undated()
	return s, nil
}

// maxStamp is how long a value may be. No server writes nearly as much.
const maxStamp = 4 << 10

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
//
// A parenthesis that nobody closes is a character like others.
func stampTokens(s string) []stampToken {
	var tokens []stampToken
	last := -1 // index into tokens
	ends := commentEnds(s)
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case strings.IndexByte(" \t\r\n", c) >= 0:
			i++
		case c == '(' && ends[i] > 0:
			tokens = append(tokens, stampToken{tokenComment, s[i+1 : ends[i]-1], ends[i]})
			i = ends[i]
		case c == ';':
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
	return tokens
}

// wordEnd finds the end of the word that begins at s[i]. What stands in quotes
// belongs to it, as in <"a b"@beta.example>.
func wordEnd(s string, i int) int {
	for start := i; i < len(s) && (i == start || strings.IndexByte(" \t\r\n(;", s[i]) < 0); {
		if s[i] == '"' {
			near := s[i:min(len(s), i+maxPath)]
			if _, rest, ok := unquote(near); ok {
				i += len(near) - len(rest)
				continue
			}
		}
		i++
	}
	return i
}

// commentEnds finds for every parenthesis that opens a comment where it ends;
// comments nest and a backslash quotes (RFC 5322 §3.2.2).
func commentEnds(s string) map[int]int {
	ends := map[int]int{}
	var open []int
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			if len(open) > 0 {
				i++
			}
		case '(':
			open = append(open, i)
		case ')':
			if n := len(open); n > 0 {
				ends[open[n-1]] = i + 1
				open = open[:n-1]
			}
		}
	}
	return ends
}
