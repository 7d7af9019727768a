package binding

import (
	"net/url"
	"strings"

	"github.com/signet-go/signet/internal/vocab"
)

// pairs walks the pairs of a query string without taking the escapes off. It
// reads what url.ParseQuery reads.
type pairs struct {
	query string
	at    int // where the next pair begins

	start              int // of the current pair
	key, value         string
	escapedKey         bool // has a % or a +
	escapedValue       bool
	semicolon          bool // somewhere in the pair, where it must not be
	semicolonInTheName bool
}

// What a byte of a query means.
const (
	plainByte = iota
	ampersand
	equalsSign
	escape
	semicolon
)

var byteMeaning = [256]uint8{'&': ampersand, '=': equalsSign, '%': escape, '+': escape, ';': semicolon}

// next goes to the next pair; empty ones are passed over.
func (p *pairs) next() bool {
	for p.at < len(p.query) && p.query[p.at] == '&' {
		p.at++
	}
	if p.at >= len(p.query) {
		return false
	}
	p.scan()
	return true
}

func (p *pairs) scan() {
	q, start, equals := p.query, p.at, -1
	escaped := false
	p.escapedKey, p.semicolon, p.semicolonInTheName = false, false, false
	i := start
scan:
	for ; i < len(q); i++ {
		switch byteMeaning[q[i]] {
		case plainByte:
		case ampersand:
			break scan
		case equalsSign:
			if equals < 0 {
				equals = i
				p.escapedKey, escaped = escaped, false
			}
		case escape:
			escaped = true
		case semicolon:
			p.semicolon = true
			p.semicolonInTheName = p.semicolonInTheName || equals < 0
		}
	}
	p.start, p.at = start, i+1
	if equals < 0 {
		p.key, p.value = q[start:i], ""
		p.escapedKey, p.escapedValue = escaped, false
		return
	}
	p.key, p.value = q[start:equals], q[equals+1:i]
	p.escapedValue = escaped
}

// name returns the key without its escapes.
func (p *pairs) name() (string, *vocab.Fault) {
	if p.semicolonInTheName {
		return "", semicolonFault
	}
	return unescaped(p.key, p.escapedKey)
}

func unescaped(text string, escaped bool) (string, *vocab.Fault) {
	if !escaped {
		return text, nil
	}
	plain, err := url.QueryUnescape(text)
	if err != nil {
		return "", percentFault
	}
	return plain, nil
}

// tooManyPairs reports whether a query has more than most pairs, empty ones counted.
func tooManyPairs(query string, most int) bool {
	return len(query) >= most && strings.Count(query, "&") >= most
}

// These answer many requests: they are never changed.
var (
	semicolonFault = queryFault("a semicolon separates nothing: write & between parameters, and %3B for a semicolon in a value")
	percentFault   = queryFault("a % must be followed by two hexadecimal digits: write %25 for a percent sign")
)

func queryFault(msg string) *vocab.Fault {
	return &vocab.Fault{Type: "query_invalid", Msg: msg, Ctx: map[string]any{"error": msg}}
}
