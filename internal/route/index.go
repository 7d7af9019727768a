package route

import (
	"net/http"

	"github.com/julienschmidt/httprouter"
)

// index holds the entries of one method; the package comment describes its parts.
type index struct {
	fixed    map[string]*bucket
	marks    [8]uint64          // a bit for each path in fixed, by mark: no bit, no path
	overflow *radix             // nil if empty
	tree     *httprouter.Router // nil if empty
	trie     shapeTrie          // what is in tree
}

// treeMethod is the one method that an index registers in its tree.
const treeMethod = http.MethodGet

// indexer builds an index.
type indexer struct {
	index
	inTree kin
	moving kin // in the tree or the overflow: not fixed
}

// newIndex takes the candidates in the order of registration.
func newIndex(candidates []candidate) *index {
	b := indexer{index: index{fixed: map[string]*bucket{}}}
	for _, c := range candidates {
		if !b.addFixed(c) && !b.addTree(c) {
			b.addOverflow(c)
		}
	}
	return &b.index
}

// addFixed refuses an entry that an earlier one of another text overlaps: the
// fixed part is asked first.
func (b *indexer) addFixed(c candidate) bool {
	text := c.pattern.text
	if !c.pattern.static() {
		return false
	}
	if b.moving.overlaps(c.pattern) {
		return false
	}
	if b.fixed[text] == nil {
		b.fixed[text] = &bucket{}
	}
	c.exact = true
	b.fixed[text].add(c)
	m := mark(text)
	b.marks[m>>6] |= 1 << (m & 63)
	return true
}

func (b *indexer) addTree(c candidate) bool {
	shape := shapeOf(c.pattern)
	if shape.wilds > maxWildcards {
		return false // more than a search can capture
	}
	slot := b.trie.slot(shape.segments)
	if slot == nil {
		return false
	}
	if len(slot.entries) == 0 {
		if b.tree == nil {
			b.tree = newTree()
		}
		b.tree.Handle(treeMethod, shape.path(), slot.handle(shape.open()))
	}
	c.exact = shape.exact
	slot.add(c)
	b.inTree.add(c.pattern)
	b.moving.add(c.pattern)
	return true
}

func (b *indexer) addOverflow(c candidate) {
	c.contested = b.inTree.overlaps(c.pattern)
	if b.overflow == nil {
		b.overflow = newRadix("")
	}
	c.exact = c.pattern.simple
	b.overflow.add(radixKey(c.pattern), c)
	b.moving.add(c.pattern)
}

// newTree returns a router that does nothing of its own: it neither redirects,
// which httprouter does to other hosts (GET //evil.example/), nor answers.
//
// A tree is asked through ServeHTTP, not Lookup, which never puts the parameters
// that it returns back into its pool.
func newTree() *httprouter.Router {
	return &httprouter.Router{NotFound: http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})}
}

// handle returns what the tree calls when it finds the bucket. The answer is
// written to the search that asked.
func (b *bucket) handle(open bool) httprouter.Handle {
	return func(w http.ResponseWriter, _ *http.Request, found httprouter.Params) {
		s := w.(*search)
		for i := range found {
			s.captured[i] = found[i].Value
		}
		if open { // httprouter's rest begins with its slash
			s.captured[len(found)-1] = found[len(found)-1].Value[1:]
		}
		b.try(s)
	}
}

// mark maps a path to one of 512 bits. It looks at its
// length and two bytes: far less than a hash of it all, which most paths with
// wildcards are spared thereby.
func mark(path string) int {
	n := len(path)
	if n == 0 { // what is left of // without its last slash
		return 0
	}
	return (n*37 ^ int(path[n-1])*5 ^ int(path[n/2])*11) & 511
}

// find looks for the first entry that matches s.path and leaves it in s.
func (x *index) find(s *search) {
	if m := mark(s.path); x.marks[m>>6]>>(m&63)&1 != 0 {
		if b := x.fixed[s.path]; b != nil {
			if b.try(s); s.best != none {
				return
			}
		}
	}
	if x.overflow != nil {
		x.overflow.walk(s, s.path, 0)
		// A tree that fails beyond a wildcard drops its parameter list: two allocations
		// for the next look-up. That is no matter before a 404, but here it is.
		if s.best != none && !(s.contested && x.trie.has(s.path)) {
			return
		}
	}
	if x.tree != nil {
		s.url.Path = s.path
		x.tree.ServeHTTP(s, &s.probe)
	}
}
