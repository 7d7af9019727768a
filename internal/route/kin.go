package route

import "slices"

// kin finds, among many patterns, those that could overlap with a given one. It
// may name too many, never too few: it compares segment by segment, text with
// text, and takes every wildcard for one that matches anything. So it spares
// nearly all comparisons of a large set, where most patterns differ in a
// literal segment.
type kin struct {
	patterns []*Pattern
	root     kinNode
}

// kinNode stands for the segments on the way to it.
type kinNode struct {
	literal map[string]*kinNode // by the text of the next segment
	wild    *kinNode            // the next segment holds a wildcard
	ends    []int               // patterns that end here
	spans   []int               // patterns whose next segment holds a path wildcard: anything may follow
}

// add enters a pattern; its number is how many were added before.
func (k *kin) add(p *Pattern) {
	number := len(k.patterns)
	k.patterns = append(k.patterns, p)
	n := &k.root
	for _, s := range p.segments {
		if s.spans() {
			n.spans = append(n.spans, number)
			return
		}
		n = n.child(s)
	}
	n.ends = append(n.ends, number)
}

func (n *kinNode) child(s segment) *kinNode {
	text, literal := s.literal()
	if !literal {
		if n.wild == nil {
			n.wild = &kinNode{}
		}
		return n.wild
	}
	c := n.literal[text]
	if c == nil {
		if n.literal == nil {
			n.literal = map[string]*kinNode{}
		}
		c = &kinNode{}
		n.literal[text] = c
	}
	return c
}

// of returns the numbers of the patterns that could overlap with p, ascending.
func (k *kin) of(p *Pattern) []int {
	found := k.root.gather(p.segments, nil)
	slices.Sort(found)
	return found
}

// gather appends what is below n and could match paths of the segments.
func (n *kinNode) gather(segments []segment, found []int) []int {
	found = append(found, n.spans...)
	if len(segments) == 0 {
		return append(found, n.ends...)
	}
	if segments[0].spans() {
		return n.everything(append(found, n.ends...))
	}
	if text, literal := segments[0].literal(); literal {
		if c := n.literal[text]; c != nil {
			found = c.gather(segments[1:], found)
		}
	} else {
		for _, c := range n.literal {
			found = c.gather(segments[1:], found)
		}
	}
	if n.wild != nil {
		found = n.wild.gather(segments[1:], found)
	}
	return found
}

// everything appends what is below n.
func (n *kinNode) everything(found []int) []int {
	visit := func(c *kinNode) {
		found = append(append(found, c.spans...), c.ends...)
		found = c.everything(found)
	}
	for _, c := range n.literal {
		visit(c)
	}
	if n.wild != nil {
		visit(n.wild)
	}
	return found
}

// overlaps reports whether one of the patterns overlaps with p.
func (k *kin) overlaps(p *Pattern) bool {
	return slices.ContainsFunc(k.of(p), func(i int) bool { return overlaps(k.patterns[i], p) })
}
