package constraint

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// Violation is one value that breaks a rule.
type Violation struct {
	// Path leads from the checked value to the offending one: indices (int) and
	// keys (string); empty for the value itself. A bad key of a map has its own
	// text and then "[key]"; an item of a set has its text, for it has no index
	// once it was read (see KeyText).
	Path  []any
	Fault *vocab.Fault
	Input any // the offending scalar; nil for an array, an object or nothing
}

// maxViolations ends the walk through the items of one value: nobody reads
// more, and a client chooses how many there are.
const maxViolations = 1000

// Rules are the compiled constraints of one value and of what it holds. They
// keep no state of a check and may run at the same time.
type Rules struct {
	typ      *model.Type
	reach    func(p unsafe.Pointer) unsafe.Pointer // through pointers and Opts; nil: the value is there
	null     *vocab.Fault                          // for what reach does not find; nil: it may be missing
	empty    test                                  // omitempty: what is empty is not checked further
	checks   []check
	input    func(p unsafe.Pointer) any
	items    *Rules
	keys     *Rules
	walk     func(p unsafe.Pointer, found []Violation) []Violation // over items and keys
	self     bool                                                  // the type's own Validate ends the check
	keywords []Keyword
}

// test reports whether a value passes.
type test func(p unsafe.Pointer) bool

// check is a test and what to answer when it fails.
type check struct {
	ok      test
	fault   *vocab.Fault
	explain func(p unsafe.Pointer) *vocab.Fault // nil: fault says it all
}

// Keywords lists the constraints in the words of JSON Schema, for the value
// itself; what JSON Schema cannot say is left out.
func (r *Rules) Keywords() []Keyword { return r.keywords }

// Items returns the rules of a slice's items or a map's values, nil without any.
func (r *Rules) Items() *Rules { return r.items }

// Choice returns what to answer to a value that is none of an enumeration's, nil
// where the value may be any of its type. What cannot be read as the type is none
// of them either.
func (r *Rules) Choice() *vocab.Fault {
	if r == nil {
		return nil
	}
	for _, c := range r.checks {
		if c.fault != nil && (c.fault.Type == "enum" || c.fault.Type == "literal_error") {
			return c.fault
		}
	}
	return nil
}

// Keys returns the rules of a map's keys, nil without any.
func (r *Rules) Keys() *Rules { return r.keys }

// Check appends what is wrong with the value at p: the first failing tag of the
// value, or else of each thing that it holds.
func (r *Rules) Check(p unsafe.Pointer, found []Violation) []Violation {
	if r.reach != nil {
		if p = r.reach(p); p == nil {
			if r.null != nil {
				found = append(found, Violation{Fault: r.null})
			}
			return found
		}
	}
	if r.empty != nil && r.empty(p) {
		return found
	}
	for i := range r.checks {
		if c := &r.checks[i]; !c.ok(p) {
			return append(found, Violation{Fault: c.at(p), Input: r.input(p)})
		}
	}
	before := len(found)
	if r.walk != nil {
		found = r.walk(p, found)
	}
	if r.self && len(found) == before {
		found = validateSelf(r.typ.Go, p, found, r.input)
	}
	return found
}

// CheckParts appends what is wrong with the things that the value at p holds,
// and nothing of the value itself.
func (r *Rules) CheckParts(p unsafe.Pointer, found []Violation) []Violation {
	if r.walk == nil {
		return found
	}
	return r.walk(p, found)
}

func (c *check) at(p unsafe.Pointer) *vocab.Fault {
	if c.explain != nil {
		return c.explain(p)
	}
	return c.fault
}

// trivial reports whether the rules check nothing and document nothing.
func (r *Rules) trivial() bool {
	return r.null == nil && len(r.checks) == 0 && r.walk == nil && !r.self && len(r.keywords) == 0
}

// reach returns how to get from a value of type t to its base; nil if it is one.
func reach(t *model.Type) func(p unsafe.Pointer) unsafe.Pointer {
	if t.Kind != model.Pointer && t.Kind != model.Opt && t.Kind != model.Secret {
		return nil
	}
	step := func(p unsafe.Pointer) unsafe.Pointer { return *(*unsafe.Pointer)(p) }
	if t.Kind == model.Opt {
		step = func(p unsafe.Pointer) unsafe.Pointer {
			if *(*vocab.Presence)(unsafe.Add(p, t.OptState)) != vocab.Present {
				return nil
			}
			return unsafe.Add(p, t.OptValue)
		}
	}
	further := reach(t.Elem)
	if further == nil {
		return step
	}
	return func(p unsafe.Pointer) unsafe.Pointer {
		if p = step(p); p == nil {
			return nil
		}
		return further(p)
	}
}

// sliceHeader is how a slice lies in memory.
type sliceHeader struct {
	data unsafe.Pointer
	len  int
	cap  int
}

// walker returns the walk over what a value of the rules' type holds.
func (r *Rules) walker() func(p unsafe.Pointer, found []Violation) []Violation {
	switch r.typ.Kind {
	case model.Map, model.Set:
		return r.mapWalker()
	case model.Array:
		return func(p unsafe.Pointer, found []Violation) []Violation {
			return r.list(p, r.typ.Len, found)
		}
	default:
		return func(p unsafe.Pointer, found []Violation) []Violation {
			h := (*sliceHeader)(p)
			return r.list(h.data, h.len, found)
		}
	}
}

func (r *Rules) list(data unsafe.Pointer, n int, found []Violation) []Violation {
	size := r.typ.Elem.Go.Size()
	start := len(found)
	for i := range n {
		before := len(found)
		found = r.items.Check(unsafe.Add(data, uintptr(i)*size), found)
		within(i, found[before:])
		if len(found)-start > maxViolations {
			break
		}
	}
	return found
}

// within puts a step in front of each path.
func within(step any, found []Violation) {
	for i := range found {
		found[i].Path = slices.Insert(found[i].Path, 0, step)
	}
}

// mapScratch is what a walk over a map needs: an iterator, and a key and a
// value that have an address.
type mapScratch struct {
	iter       reflect.MapIter
	key, value reflect.Value
}

func (r *Rules) mapWalker() func(p unsafe.Pointer, found []Violation) []Violation {
	pool := &sync.Pool{New: func() any {
		return &mapScratch{key: reflect.New(r.typ.Go.Key()).Elem(), value: reflect.New(r.typ.Go.Elem()).Elem()}
	}}
	keys := r.typ.Key
	if r.typ.Kind == model.Set {
		keys = r.typ.Elem
	}
	keyText := KeyText(keys)
	return func(p unsafe.Pointer, found []Violation) []Violation {
		m := reflect.NewAt(r.typ.Go, p).Elem()
		if m.Len() == 0 {
			return found
		}
		s := pool.Get().(*mapScratch)
		start := len(found)
		for s.iter.Reset(m); s.iter.Next() && len(found)-start <= maxViolations; {
			found = r.entry(s, keyText, found)
		}
		s.iter.Reset(reflect.Value{})
		s.key.SetZero()
		s.value.SetZero()
		pool.Put(s)
		// Go's order of a map is random; the answer's is not.
		slices.SortStableFunc(found[start:], func(a, b Violation) int { return cmp.Compare(a.Path[0].(string), b.Path[0].(string)) })
		return found
	}
}

func (r *Rules) entry(s *mapScratch, keyText func(unsafe.Pointer) string, found []Violation) []Violation {
	s.key.SetIterKey(&s.iter)
	key := s.key.Addr().UnsafePointer()
	before := len(found)
	if r.typ.Kind == model.Set {
		found = r.items.Check(key, found)
		within(keyText(key), found[before:])
		return found
	}
	if r.keys != nil {
		found = r.keys.Check(key, found)
		within("[key]", found[before:])
	}
	if r.items != nil {
		s.value.SetIterValue(&s.iter)
		found = r.items.Check(s.value.Addr().UnsafePointer(), found)
	}
	if len(found) > before {
		within(keyText(key), found[before:])
	}
	return found
}

// KeyText returns how a scalar stands in a JSON object as a key; for an item of
// a set that is its text in Violation.Path.
func KeyText(t *model.Type) func(p unsafe.Pointer) string {
	if t.Kind == model.String {
		return func(p unsafe.Pointer) string { return *(*string)(p) }
	}
	if basic(t.Go.Kind()) && t.Kind != model.Text { // a String method has no say
		return func(p unsafe.Pointer) string { return plainText(reflect.NewAt(t.Go, p).Elem()) }
	}
	if text := textOf(t); text != nil {
		return text
	}
	return func(p unsafe.Pointer) string { return fmt.Sprint(reflect.NewAt(t.Go, p).Elem().Interface()) }
}
