package route

import (
	"slices"
	"strings"
)

// Overlap reports whether some path matches both patterns, and returns one. Two
// patterns that are too intricate to compare (see maxComparison) count as
// overlapping, with an empty witness.
func Overlap(a, b *Pattern) (witness string, ok bool) {
	switch {
	case !overlaps(a, b):
		return "", false
	case a.static():
		return a.text, true
	case b.static():
		return b.text, true
	case a.simple && b.simple:
		return segmentsWitness(a, b), true
	}
	return newAutomaton(a).meet(newAutomaton(b))
}

// Shadows reports whether a matches every path that b matches. Two patterns that
// are too intricate to compare (see maxComparison) count as not shadowing.
func Shadows(a, b *Pattern) bool {
	switch {
	case b.static():
		return a.matches(b.text)
	case a.simple && b.simple:
		return segmentsCover(a, b)
	case slices.Equal(a.pieces, b.pieces):
		return true
	}
	return overlaps(a, b) && newAutomaton(a).covers(newAutomaton(b))
}

// overlaps is Overlap without the witness.
func overlaps(a, b *Pattern) bool {
	switch {
	case a.static():
		return b.matches(a.text)
	case b.static():
		return a.matches(b.text)
	case a.simple && b.simple:
		return segmentsOverlap(a, b)
	case !endsOverlap(a, b), a.segmented && b.segmented && !segmentsOverlap(a, b):
		return false
	}
	_, ok := newAutomaton(a).meet(newAutomaton(b))
	return ok
}

// matches is Match for whoever does not need the values.
func (p *Pattern) matches(path string) bool {
	var values [maxWildcards]string
	return p.Match(path, values[:])
}

// endsOverlap compares the texts that the paths of two patterns begin and end
// with; it spares most pairs the automata.
func endsOverlap(a, b *Pattern) bool {
	return (strings.HasPrefix(a.first(), b.first()) || strings.HasPrefix(b.first(), a.first())) &&
		(strings.HasSuffix(a.last(), b.last()) || strings.HasSuffix(b.last(), a.last()))
}

// segmentsOverlap: each segment overlaps its partner, and the shorter pattern,
// if there is one, takes the rest of the longer. For patterns that are segmented
// but not simple, true means perhaps.
func segmentsOverlap(a, b *Pattern) bool {
	x, y := a.fixed(), b.fixed()
	switch {
	case !a.open() && !b.open() && len(x) != len(y),
		!a.open() && len(x) <= len(y) && b.open(),
		!b.open() && len(y) <= len(x) && a.open():
		return false
	}
	for i := range min(len(x), len(y)) {
		if !segmentOverlaps(x[i], y[i]) {
			return false
		}
	}
	return true
}

// segmentOverlaps: false means no, true perhaps if both are mixed.
func segmentOverlaps(x, y segment) bool {
	text, literal := x.literal()
	other, otherLiteral := y.literal()
	switch {
	case literal && otherLiteral:
		return text == other
	case literal:
		return y.matches(text)
	case otherLiteral:
		return x.matches(other)
	}
	return true
}

// segmentsCover: a has no segment that b lacks, takes each of b's, and takes what
// b has more.
func segmentsCover(a, b *Pattern) bool {
	x, y := a.fixed(), b.fixed()
	switch {
	case !a.open() && (b.open() || len(x) != len(y)),
		a.open() && b.open() && len(y) < len(x),
		a.open() && !b.open() && len(y) <= len(x):
		return false
	}
	for i := range x {
		if !segmentCovers(x[i], y[i]) {
			return false
		}
	}
	return true
}

func segmentCovers(x, y segment) bool {
	text, literal := y.literal()
	if own, fixed := x.literal(); fixed {
		return literal && own == text
	}
	if literal {
		return x[0].convertor.accepts(text)
	}
	a, b := x[0].convertor, y[0].convertor
	return a == Str || a == b || a == Float && b == Int
}

// matches reports whether a segment with wildcards matches the text.
func (s segment) matches(text string) bool {
	var values [maxWildcards]string
	return matchPieces(s, text, values[:])
}

// segmentsWitness spells a path of two simple patterns that overlap.
func segmentsWitness(a, b *Pattern) string {
	x, y := a.fixed(), b.fixed()
	var path strings.Builder
	for i := range max(len(x), len(y)) {
		var value string
		switch {
		case i >= len(x):
			value = commonValue(y[i], y[i])
		case i >= len(y):
			value = commonValue(x[i], x[i])
		default:
			value = commonValue(x[i], y[i])
		}
		path.WriteString("/" + value)
	}
	if a.open() && b.open() {
		path.WriteString("/x")
	}
	return path.String()
}

// sample returns a value that both convertors take; every two have one. Path is
// none of them.
func sample(a, b Convertor) string {
	switch {
	case a == Str:
		a = b
	case b == Str:
		b = a
	}
	switch {
	case a == UUID && b == UUID:
		return "00000000-0000-0000-0000-000000000000"
	case a == UUID || b == UUID:
		return "00000000000000000000000000000000" // a UUID and an int, so a float as well
	case a == Float && b == Float:
		return "1.5"
	case a == Str:
		return "x"
	}
	return "1"
}

// commonValue returns a value that two segments of simple patterns take, which
// overlap.
func commonValue(x, y segment) string {
	if text, literal := x.literal(); literal {
		return text
	}
	if text, literal := y.literal(); literal {
		return text
	}
	return sample(x[0].convertor, y[0].convertor)
}
