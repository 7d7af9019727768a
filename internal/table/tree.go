package table

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/signet-go/signet/internal/caller"
	"github.com/signet-go/signet/internal/layer"
)

// Tree records registrations in order: of an app with its groups, or of a group
// that is included elsewhere. It is safe for concurrent use until it is frozen;
// from then on it takes nothing but mistakes.
type Tree struct {
	mu       sync.Mutex // guards the fields below
	records  []Registration
	provided []*layer.Dependency // of the app's lifetime
	mistakes []error
	frozen   bool
	changes  int // counts what was recorded, so that a link can tell it is stale

	// copies are the copies of a tree and of those that it includes, by the
	// original; only the outermost copy has them.
	copies map[*Tree]*Tree

	// forward takes what is recorded while an update runs.
	forward *Tree

	// origin is the tree that this one is a copy of: routes made by the
	// groups of either belong to both.
	origin *Tree
}

// Registration is one Handle on one route, one Include or one Mount.
type Registration struct {
	Place    caller.Place
	Chain    []*layer.Settings // from the tree's root to the layer; for a route, function and route too
	Path     string
	Methods  []string     // a route's
	Handling *Handling    // a route's, or a front end's
	Frontend bool         // serves what is below Path and nothing else
	Mounted  http.Handler // a mount's
	Included *Tree        // an include's
}

// NewTree returns an empty tree.
func NewTree() *Tree {
	t := &Tree{}
	t.origin = t
	return t
}

// Copy returns a tree with the same registrations that can take more. The trees
// that it includes are copied too.
func (t *Tree) Copy() *Tree {
	copies := map[*Tree]*Tree{}
	c := t.copyInto(copies)
	c.copies = copies
	return c
}

func (t *Tree) copyInto(copies map[*Tree]*Tree) *Tree {
	if known := copies[t]; known != nil {
		return known
	}
	t.mu.Lock()
	c := &Tree{records: slices.Clone(t.records), provided: slices.Clone(t.provided), origin: t.origin}
	t.mu.Unlock()
	copies[t] = c
	for i, r := range c.records {
		if r.Included != nil {
			c.records[i].Included = r.Included.copyInto(copies)
		}
	}
	return c
}

// Forward lets a copy of t, and the copies of what t includes, take what is
// recorded in the originals while f runs: groups that were made before the copy
// belong to it too.
func (t *Tree) Forward(to *Tree, f func() error) error {
	for original, c := range to.copies {
		original.setForward(c)
		defer original.setForward(nil)
	}
	return f()
}

func (t *Tree) setForward(to *Tree) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.forward = to
}

// Adopt takes over the registrations of a copy; t stays frozen.
func (t *Tree) Adopt(copied *Tree) {
	originals := map[*Tree]*Tree{}
	for original, c := range copied.copies {
		originals[c] = original
	}
	for c, original := range originals {
		c.mu.Lock()
		records, provided := slices.Clone(c.records), slices.Clone(c.provided)
		c.mu.Unlock()
		for i, r := range records {
			if o := originals[r.Included]; o != nil {
				records[i].Included = o
			}
		}
		original.mu.Lock()
		original.records, original.provided = records, provided
		original.mu.Unlock()
	}
	t.Freeze() // what was included anew is part of it now
}

// Same reports whether registrations of o's groups belong to t.
func (t *Tree) Same(o *Tree) bool { return t.origin == o.origin }

var errFrozen = errors.New("the app serves already; change its routes with App.Update")

// Touch notes that a layer of the tree has changed.
func (t *Tree) Touch() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.changes++
}

// Record adds a registration, or a mistake if the tree is frozen.
func (t *Tree) Record(r Registration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.forward != nil {
		t.forward.Record(r)
		return
	}
	t.changes++
	if t.frozen {
		t.mistakes = append(t.mistakes, fmt.Errorf("signet: %v: %w", r.Place, errFrozen))
		return
	}
	t.records = append(t.records, r)
}

// Mistake records what is wrong with a call.
func (t *Tree) Mistake(at caller.Place, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.forward != nil {
		t.forward.Mistake(at, err)
		return
	}
	t.changes++
	t.mistakes = append(t.mistakes, fmt.Errorf("signet: %v: %w", at, err))
}

// CheckPrefix reports whether a prefix can stand in front of a path; it records a
// mistake for one that cannot.
func (t *Tree) CheckPrefix(prefix string, at caller.Place) bool {
	switch {
	case prefix == "":
		return true
	case !strings.HasPrefix(prefix, "/"):
		t.Mistake(at, fmt.Errorf("prefix %q must begin with /", prefix))
	case strings.HasSuffix(prefix, "/"):
		t.Mistake(at, fmt.Errorf("prefix %q must not end with /, for the paths after it begin with one", prefix))
	default:
		return true
	}
	return false
}

// Freeze makes the tree, and those that it includes, refuse further registrations.
func (t *Tree) Freeze() {
	t.walk(nil, nil, func(t *Tree) { t.frozen = true }, nil, nil)
}

// Frozen reports whether the tree refuses registrations.
func (t *Tree) Frozen() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.frozen
}

// Mistakes returns what was wrong with calls, of included trees too.
func (t *Tree) Mistakes() []error {
	var all []error
	t.walk(nil, nil, func(t *Tree) { all = append(all, t.mistakes...) }, nil, nil)
	return all
}

// Changes counts what was recorded in the tree and in those it includes.
func (t *Tree) Changes() int {
	n := 0
	t.walk(nil, nil, func(t *Tree) { n += t.changes }, nil, nil)
	return n
}

// Entries returns the routes and mounts in the order in which they match: what
// an included tree holds stands where Include stands. An include that leads
// back to itself is a mistake in the second result.
func (t *Tree) Entries() (entries []Entry, mistakes []error) {
	t.walk(nil, nil, nil, func(outer []*layer.Settings, r Registration) {
		entries = append(entries, Entry{
			Place: r.Place, Layers: slices.Concat(outer, r.Chain), Path: r.Path, Methods: r.Methods,
			Handling: r.Handling, Handler: r.Mounted, Mount: r.Mounted != nil, Frontend: r.Frontend,
		})
	}, func(err error) { mistakes = append(mistakes, err) })
	return entries, mistakes
}

// walk visits the tree and every tree that it includes, once for each place of
// inclusion. Any of the functions may be nil.
func (t *Tree) walk(above []*Tree, outer []*layer.Settings, tree func(*Tree), entry func([]*layer.Settings, Registration), circle func(error)) {
	t.mu.Lock()
	records := slices.Clone(t.records)
	if tree != nil {
		tree(t)
	}
	t.mu.Unlock()
	above = append(slices.Clone(above), t)
	for _, r := range records {
		switch {
		case r.Included == nil && entry != nil:
			entry(outer, r)
		case r.Included != nil && slices.Contains(above, r.Included):
			if circle != nil {
				circle(fmt.Errorf("signet: %v: Include puts a group into itself", r.Place))
			}
		case r.Included != nil:
			r.Included.walk(above, slices.Concat(outer, r.Chain), tree, entry, circle)
		}
	}
}
