package route

import (
	"math"
	"strings"
)

// none is the index of no entry: any entry is earlier.
const none = math.MaxInt

// radix is a node of the overflow: it takes every set of patterns. A look-up goes
// down all branches that fit, but not where every entry was registered later than
// what is found already.
//
// In one look-up a node stands at one place of the path only, since a wild part
// takes all that is left of a segment. So no node is entered twice, and a path of
// n segments enters at most 2^n at the deepest level: text and wildcard at each.
type radix struct {
	text  string   // eaten on entering; empty for the root and for a wild node
	heads string   // the first byte of each kid's text
	kids  []*radix // texts
	wild  *radix   // the node behind a wild part
	leaf  bucket   // what ends here
	rest  bucket   // what takes the rest from here

	first     int // the smallest index in this subtree
	firstRest int // the smallest index in rest
}

// radixPart is text unless wild or rest is set.
type radixPart struct {
	text       string
	wild, rest bool
}

// literalPrefix returns the text that a mixed segment begins with.
func (s segment) literalPrefix() string {
	if len(s) > 0 && !s[0].wild() {
		return s[0].text
	}
	return ""
}

// radixKey spells a pattern for the overflow: text, a wild rest of a segment, or
// the rest of the path.
func radixKey(p *Pattern) []radixPart {
	var parts []radixPart
	var text strings.Builder
	for _, s := range p.segments {
		text.WriteString("/" + s.literalPrefix())
		if _, literal := s.literal(); literal {
			continue
		}
		parts = append(parts, radixPart{text: text.String()})
		text.Reset()
		if s.spans() {
			return append(parts, radixPart{rest: true})
		}
		parts = append(parts, radixPart{wild: true})
	}
	if text.Len() > 0 {
		parts = append(parts, radixPart{text: text.String()})
	}
	return parts
}

func newRadix(text string) *radix { return &radix{text: text, first: none, firstRest: none} }

func (n *radix) add(key []radixPart, c candidate) {
	n.first = min(n.first, c.index)
	switch {
	case len(key) == 0:
		n.leaf.add(c)
	case key[0].rest:
		n.rest.add(c)
		n.firstRest = min(n.firstRest, c.index)
	case key[0].wild:
		if n.wild == nil {
			n.wild = newRadix("")
		}
		n.wild.add(key[1:], c)
	default:
		n.addText(key, c)
	}
}

// addText goes into the kid with which the text shares a beginning, and splits it
// where they part.
func (n *radix) addText(key []radixPart, c candidate) {
	text := key[0].text
	k := strings.IndexByte(n.heads, text[0])
	if k < 0 {
		kid := newRadix(text)
		n.heads += text[:1]
		n.kids = append(n.kids, kid)
		kid.add(key[1:], c)
		return
	}
	kid := n.kids[k]
	shared := 0
	for shared < min(len(text), len(kid.text)) && text[shared] == kid.text[shared] {
		shared++
	}
	if shared < len(kid.text) {
		upper := newRadix(kid.text[:shared])
		upper.heads, upper.kids, upper.first = kid.text[shared:shared+1], []*radix{kid}, kid.first
		kid.text = kid.text[shared:]
		n.kids[k], kid = upper, upper
	}
	if shared == len(text) {
		kid.add(key[1:], c)
		return
	}
	kid.add(append([]radixPart{{text: text[shared:]}}, key[1:]...), c)
}

// walk offers every bucket that the rest of the path leads to; count wild parts
// have been captured before.
func (n *radix) walk(s *search, path string, count int) {
	for {
		if path == "" {
			n.leaf.try(s)
			n.walkRest(s, path, count)
			return
		}
		kid := n.kid(s, path)
		if kid != nil && (n.wild == nil || n.wild.first >= s.best) && n.firstRest >= s.best {
			n, path = kid, path[len(kid.text):] // the only way: no need to come back
			continue
		}
		if kid != nil {
			kid.walk(s, path[len(kid.text):], count)
		}
		n.walkRest(s, path, count)
		if n.wild == nil || n.wild.first >= s.best || path[0] == '/' {
			return
		}
		end := strings.IndexByte(path, '/')
		if end < 0 {
			end = len(path)
		}
		s.captured[count] = path[:end]
		n, path = n.wild, path[end:]
		count++
	}
}

func (n *radix) walkRest(s *search, path string, count int) {
	if n.firstRest < s.best {
		s.captured[count] = path
		n.rest.try(s)
	}
}

// kid returns the text node that the path continues in, if it can improve the
// search.
func (n *radix) kid(s *search, path string) *radix {
	for i := range len(n.heads) {
		if n.heads[i] == path[0] {
			if kid := n.kids[i]; kid.first < s.best && strings.HasPrefix(path, kid.text) {
				return kid
			}
			return nil
		}
	}
	return nil
}
