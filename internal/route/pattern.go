package route

import "strings"

// maxWildcards is how many wildcards a pattern may have. Their values are kept
// inside [Match], so that a look-up allocates nothing.
const maxWildcards = 16

// A Pattern is the parsed text of a route. It is immutable and safe for
// concurrent use; its language is described at the top of this package.
type Pattern struct {
	text      string
	wildcards []Wildcard
	pieces    []piece   // text and wildcards in turn; the first is text
	segments  []segment // the pieces between slashes

	// segmented: if there is a path wildcard, it is the last segment. Such a
	// pattern is matched segment by segment.
	//
	// simple: besides, every segment is text or one wildcard. Such patterns are
	// compared segment by segment, any others byte by byte.
	segmented, simple bool
}

// A Wildcard is one {name:convertor} of a pattern.
type Wildcard struct {
	Name      string
	Convertor Convertor
}

// piece is literal text or, if the text is empty, a wildcard.
type piece struct {
	text      string
	convertor Convertor
}

func (p piece) wild() bool { return p.text == "" }

// segment is what stands between two slashes; without pieces it is empty.
type segment []piece

// literal returns the segment's text if it has no wildcard.
func (s segment) literal() (string, bool) {
	switch {
	case len(s) == 0:
		return "", true
	case len(s) == 1 && !s[0].wild():
		return s[0].text, true
	}
	return "", false
}

// wilds counts the wildcards.
func (s segment) wilds() (n int) {
	for _, p := range s {
		if p.wild() {
			n++
		}
	}
	return n
}

// single reports whether the segment is one wildcard and nothing else.
func (s segment) single() bool { return len(s) == 1 && s[0].wild() }

// spans reports whether the segment holds a path wildcard, so that it can match
// across slashes.
func (s segment) spans() bool {
	for _, p := range s {
		if p.wild() && p.convertor == Path {
			return true
		}
	}
	return false
}

// String returns the pattern as it was written.
func (p *Pattern) String() string { return p.text }

// Wildcards returns the wildcards from left to right. The caller must not change
// the slice.
func (p *Pattern) Wildcards() []Wildcard { return p.wildcards }

// Template returns the pattern without its convertors: /files/{name}. OpenAPI
// writes paths like that.
func (p *Pattern) Template() string {
	var b strings.Builder
	n := 0
	for _, piece := range p.pieces {
		if !piece.wild() {
			b.WriteString(piece.text)
			continue
		}
		b.WriteString("{" + p.wildcards[n].Name + "}")
		n++
	}
	return b.String()
}

// static reports whether the pattern has no wildcard, so that it matches its own
// text only.
func (p *Pattern) static() bool { return len(p.wildcards) == 0 }

// open reports whether a segmented pattern ends in a path wildcard.
func (p *Pattern) open() bool { return p.segments[len(p.segments)-1].spans() }

// fixed returns the segments of a segmented pattern without a final path wildcard.
func (p *Pattern) fixed() []segment {
	if p.open() {
		return p.segments[:len(p.segments)-1]
	}
	return p.segments
}

// first and last return the text that every matching path begins and ends with.
func (p *Pattern) first() string { return p.pieces[0].text }
func (p *Pattern) last() string  { return p.pieces[len(p.pieces)-1].text }

// divide sets segments, segmented and simple from pieces.
func (p *Pattern) divide() {
	var current segment
	for i, piece := range p.pieces {
		if piece.wild() {
			current = append(current, piece)
			continue
		}
		text := piece.text
		if i == 0 {
			text = text[1:] // the leading slash opens the first segment
		}
		for {
			before, after, more := strings.Cut(text, "/")
			if before != "" {
				current = append(current, segment{{text: before}}...)
			}
			if !more {
				break
			}
			p.segments = append(p.segments, current)
			current, text = nil, after
		}
	}
	p.segments = append(p.segments, current)
	p.segmented, p.simple = true, true
	for i, s := range p.segments {
		_, literal := s.literal()
		final := i == len(p.segments)-1 && s.single()
		p.segmented = p.segmented && (final || !s.spans())
		p.simple = p.simple && p.segmented && (literal || s.single())
	}
}
