package route

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// automaton is a pattern as a nondeterministic machine over bytes, without empty
// moves. It starts in state 0.
type automaton struct {
	moves   [][]move // by state
	accepts []bool   // by state
}

type move struct {
	on byteSet
	to int
}

// byteSet is a set of bytes.
type byteSet [4]uint64

func (b byteSet) has(c byte) bool { return b[c>>6]>>(c&63)&1 != 0 }

func bytesWhere(in func(byte) bool) (b byteSet) {
	for c := range 256 {
		if in(byte(c)) {
			b[c>>6] |= 1 << (c & 63)
		}
	}
	return b
}

func only(c byte) (b byteSet) {
	b[c>>6] = 1 << (c & 63)
	return b
}

// common returns a byte of both sets, a readable one if there is a choice.
func (b byteSet) common(o byteSet) (byte, bool) {
	for i := range b {
		b[i] &= o[i]
	}
	if b == (byteSet{}) {
		return 0, false
	}
	for _, c := range []byte("x0-./a") { // of what the convertors tell apart, one each
		if b.has(c) {
			return c, true
		}
	}
	for i := len(b) - 1; ; i-- {
		if b[i] != 0 {
			return byte(i<<6 + bits.Len64(b[i]) - 1), true
		}
	}
}

func newAutomaton(p *Pattern) *automaton {
	m := &automaton{}
	ends := []int{m.state()}
	for _, piece := range p.pieces {
		if piece.wild() {
			ends = m.wildcard(piece.convertor, ends)
			continue
		}
		for i := range len(piece.text) {
			ends = m.then(only(piece.text[i]), ends)
		}
	}
	m.accepts = make([]bool, len(m.moves))
	for _, s := range ends {
		m.accepts[s] = true
	}
	return m
}

func (m *automaton) state() int {
	m.moves = append(m.moves, nil)
	return len(m.moves) - 1
}

// then adds a state behind each of from, reached by one byte.
func (m *automaton) then(on byteSet, from []int) []int {
	to := m.state()
	for _, s := range from {
		m.moves[s] = append(m.moves[s], move{on, to})
	}
	return []int{to}
}

// repeat lets the states, which no other loop shares, take more such bytes: the
// piece before a wildcard is text.
func (m *automaton) repeat(on byteSet, states []int) []int {
	for _, s := range states {
		m.moves[s] = append(m.moves[s], move{on, s})
	}
	return states
}

// wildcard returns the states in which a value may end.
func (m *automaton) wildcard(c Convertor, from []int) []int {
	digits, hex := bytesWhere(digit), bytesWhere(hexadecimal)
	switch c {
	case Path:
		return m.repeat(bytesWhere(func(byte) bool { return true }), from)
	case Int:
		return m.repeat(digits, m.then(digits, from))
	case Float:
		whole := m.repeat(digits, m.then(digits, from))
		fraction := m.repeat(digits, m.then(digits, m.then(only('.'), whole)))
		return append(whole, fraction...)
	case UUID:
		for group, size := range uuidGroups {
			if group > 0 {
				from = append(from, m.then(only('-'), from)...)
			}
			for range size {
				from = m.then(hex, from)
			}
		}
		return from
	default:
		text := bytesWhere(c.takes)
		return m.repeat(text, m.then(text, from))
	}
}

// maxComparison is how many pairs meet and covers look at: of states, or of a
// state and a set of states. Two patterns of ordinary length, with two wildcards
// in a segment, need hundreds; only long ones with many path wildcards, or one
// like /{p:path}a{id:uuid}, can need more than there is time or memory for.
const maxComparison = 1 << 13

// meet walks pairs of states, at most one for each two, and returns the shortest
// path that both machines accept. When the comparison exceeds maxComparison, it
// assumes that there is one, and returns "".
func (m *automaton) meet(o *automaton) (string, bool) {
	type pair struct{ a, b int }
	type step struct {
		from int // in queue
		on   byte
		pair
	}
	queue := []step{{from: -1}}
	seen := map[pair]bool{{}: true}
	for i := 0; i < len(queue) && len(queue) <= maxComparison; i++ {
		at := queue[i]
		if m.accepts[at.a] && o.accepts[at.b] {
			var path []byte
			for ; queue[i].from >= 0; i = queue[i].from {
				path = append(path, queue[i].on)
			}
			slices.Reverse(path)
			return string(path), true
		}
		for _, x := range m.moves[at.a] {
			for _, y := range o.moves[at.b] {
				next := pair{x.to, y.to}
				if c, ok := x.on.common(y.on); ok && !seen[next] {
					seen[next] = true
					queue = append(queue, step{i, c, next})
				}
			}
		}
	}
	return "", len(queue) > maxComparison
}

// covers reports whether m accepts every path that o accepts. It answers false
// when the comparison exceeds maxComparison.
func (m *automaton) covers(o *automaton) bool {
	type pair struct {
		set   string // m's states, encoded
		state int    // o's
	}
	letters := alphabet(m, o)
	start := pair{encode([]int{0}), 0}
	queue := []pair{start}
	seen := map[pair]bool{start: true}
	for i := 0; i < len(queue) && len(queue) <= maxComparison; i++ {
		at := queue[i]
		set := decode(at.set)
		if o.accepts[at.state] && !slices.ContainsFunc(set, func(s int) bool { return m.accepts[s] }) {
			return false
		}
		for _, c := range letters {
			after := encode(m.after(set, c))
			for _, y := range o.moves[at.state] {
				next := pair{after, y.to}
				if y.on.has(c) && !seen[next] {
					seen[next] = true
					queue = append(queue, next)
				}
			}
		}
	}
	return len(queue) <= maxComparison
}

// after returns the states that the byte leads to, in order.
func (m *automaton) after(set []int, c byte) []int {
	var out []int
	for _, s := range set {
		for _, v := range m.moves[s] {
			if v.on.has(c) {
				out = append(out, v.to)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func encode(states []int) string {
	out := make([]byte, 0, 4*len(states))
	for _, s := range states {
		out = binary.BigEndian.AppendUint32(out, uint32(s))
	}
	return string(out)
}

func decode(set string) []int {
	out := make([]int, 0, len(set)/4)
	for in := []byte(set); len(in) > 0; in = in[4:] {
		out = append(out, int(binary.BigEndian.Uint32(in)))
	}
	return out
}

// alphabet returns one byte of each class that the machines' moves tell apart.
func alphabet(a, b *automaton) []byte {
	var sets []byteSet
	for _, m := range []*automaton{a, b} {
		for _, moves := range m.moves {
			for _, v := range moves {
				if !slices.Contains(sets, v.on) {
					sets = append(sets, v.on)
				}
			}
		}
	}
	classes := map[string]bool{}
	var letters []byte
	for c := range 256 {
		class := make([]byte, len(sets))
		for i, s := range sets {
			if s.has(byte(c)) {
				class[i] = 1
			}
		}
		if !classes[string(class)] {
			classes[string(class)] = true
			letters = append(letters, byte(c))
		}
	}
	return letters
}
