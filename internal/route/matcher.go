package route

import "strings"

// Match reports whether the pattern matches a decoded path, and sets values, of
// which there must be as many as wildcards, by position. Each wildcard takes as
// much as it can, the leftmost first. After false the values mean nothing.
func (p *Pattern) Match(path string, values []string) bool {
	if !p.segmented {
		return matchPieces(p.pieces, path, values)
	}
	for i, s := range p.segments {
		if path == "" || path[0] != '/' {
			return false
		}
		path = path[1:]
		if s.spans() { // the last one, since the pattern is segmented
			values[0] = path
			return true
		}
		end := strings.IndexByte(path, '/')
		if last := i == len(p.segments)-1; last != (end < 0) {
			return false
		}
		if end < 0 {
			end = len(path)
		}
		if text, literal := s.literal(); literal {
			if path[:end] != text {
				return false
			}
		} else if !matchPieces(s, path[:end], values) {
			return false
		}
		values = values[s.wilds():]
		path = path[end:]
	}
	return path == ""
}

// matchPieces matches text as a whole.
func matchPieces(pieces []piece, text string, values []string) bool {
	first, last := pieces[0].text, pieces[len(pieces)-1].text
	if !strings.HasPrefix(text, first) || !strings.HasSuffix(text, last) {
		return false
	}
	if segment(pieces).wilds() > 1 {
		return matchMany(pieces, text, values)
	}
	if len(text) < len(first)+len(last) {
		return false // they would share bytes
	}
	values[0] = text[len(first) : len(text)-len(last)]
	wild := 0
	if first != "" {
		wild = 1
	}
	return pieces[wild].convertor.accepts(values[0])
}

// matchMany finds from the right, for each piece, where the rest of the pieces
// can match, and then goes from the left, giving each wildcard the most that the
// rest leaves it. Time and memory are proportional to len(text) × len(pieces).
func matchMany(pieces []piece, text string, values []string) bool {
	var inline [64]uint64 // enough for 11 pieces and 319 bytes
	words := len(text)/64 + 1
	bits := inline[:]
	if need := words * (len(pieces) + 1); need > len(bits) {
		bits = make([]uint64, need)
	}
	row := func(k int) offsets { return offsets(bits[k*words : (k+1)*words]) }

	row(len(pieces)).set(len(text))
	for k := len(pieces) - 1; k >= 0; k-- {
		pieces[k].reach(text, row(k+1), row(k))
	}
	if !row(0).has(0) {
		return false
	}
	at, n := 0, 0
	for k, piece := range pieces {
		if !piece.wild() {
			at += len(piece.text)
			continue
		}
		end := piece.convertor.longest(text, at, row(k+1))
		values[n] = text[at:end]
		at = end
		n++
	}
	return true
}

// offsets is a set of places in a path.
type offsets []uint64

func (o offsets) has(i int) bool { return o[i>>6]>>(i&63)&1 != 0 }
func (o offsets) set(i int)      { o[i>>6] |= 1 << (i & 63) }

// reach puts into from where the piece can start so that it ends at one of to.
// from is empty before.
func (p piece) reach(path string, to, from offsets) {
	if p.wild() {
		p.convertor.reach(path, to, from)
		return
	}
	for i := 0; i+len(p.text) <= len(path); i++ {
		if to.has(i+len(p.text)) && path[i:i+len(p.text)] == p.text {
			from.set(i)
		}
	}
}

func (c Convertor) reach(path string, to, from offsets) {
	switch c {
	case Path:
		for i, open := len(path), false; i >= 0; i-- {
			if open = open || to.has(i); open {
				from.set(i)
			}
		}
	case UUID:
		for i := range len(path) {
			if end := uuidEnd(path, i); end > 0 && to.has(end) {
				from.set(i)
			}
		}
	case Float:
		reachFloat(path, to, from)
	default:
		for i := len(path) - 1; i >= 0; i-- {
			if c.takes(path[i]) && (to.has(i+1) || i+1 < len(path) && from.has(i+1)) {
				from.set(i)
			}
		}
	}
}

// reachFloat remembers the last two answers for "digits that end at one of to",
// which is what may follow a point.
func reachFloat(path string, to, from offsets) {
	var next, second bool // for i+1 and i+2
	for i := len(path) - 1; i >= 0; i-- {
		here := digit(path[i]) && (to.has(i+1) || next)
		fraction := i+1 < len(path) && path[i+1] == '.' && second
		if digit(path[i]) && (here || fraction || i+1 < len(path) && from.has(i+1)) {
			from.set(i)
		}
		next, second = here, next
	}
}

// takes reports whether a value of Str or Int may contain the byte.
func (c Convertor) takes(b byte) bool {
	if c == Int {
		return digit(b)
	}
	return b != '/'
}

// longest returns the last of to up to which a value can reach that starts at i.
// There is one: reach has said so.
func (c Convertor) longest(path string, i int, to offsets) int {
	limit := len(path)
	switch c {
	case UUID:
		return uuidEnd(path, i)
	case Int:
		limit = digitsEnd(path, i)
	case Float:
		limit = i + floatEnd(path[i:])
	case Str:
		if slash := strings.IndexByte(path[i:], '/'); slash >= 0 {
			limit = i + slash
		}
	}
	for end := limit; end > i; end-- {
		// "1." is no float: a float does not end with its point.
		if to.has(end) && !(c == Float && path[end-1] == '.') {
			return end
		}
	}
	return i // only a path wildcard may be empty
}
