package openapi

import (
	"encoding/json"
	"fmt"
	"reflect"
)

// direction says who writes a value: what a client must send and what it gets
// may differ.
type direction int

const (
	input direction = iota
	output
)

var suffixes = [...]string{"-Input", "-Output"}

// component is a schema with a name of its own. Its name is settled by each
// Build, which knows the other components.
type component struct {
	id    int
	typ   reflect.Type // nil for a component that no Go type declares
	title string       // the type's name, readable; the component's name unless others have it too
	union string       // title of the union whose variant it is; empty for any other
	fixed bool         // clients know the name: others give way

	shapes [2]*shape
	names  [2]string // for one Build
	twin   bool      // for one Build: another component describes the same type
}

// shape is a component in one direction.
type shape struct {
	schema schema
	refs   []ref
}

// ref is a reference to a component.
type ref struct {
	to *component
	in direction
}

// String is the reference with the name that Build has settled.
func (r ref) String() string { return "#/components/schemas/" + r.to.names[r.in] }

// MarshalJSON writes String as text.
func (r ref) MarshalJSON() ([]byte, error) { return json.Marshal(r.String()) }

// set keeps the schema of one direction.
func (c *component) set(d direction, s schema) {
	sh := &shape{schema: s}
	seen := map[ref]bool{}
	eachRef(s, func(r ref) {
		if !seen[r] {
			seen[r] = true
			sh.refs = append(sh.refs, r)
		}
	})
	c.shapes[d] = sh
}

// used are the components of one document, in order of their first use.
type used struct {
	order []*component
	in    map[*component]*[2]bool // the directions
}

func newUsed() *used { return &used{in: map[*component]*[2]bool{}} }

// add notes a reference and all that it leads to.
func (u *used) add(r ref) {
	directions := u.in[r.to]
	if directions == nil {
		directions = new([2]bool)
		u.in[r.to] = directions
		u.order = append(u.order, r.to)
	}
	if directions[r.in] {
		return
	}
	directions[r.in] = true
	for _, next := range r.to.shapes[r.in].refs {
		u.add(next)
	}
}

// split finds the components that need a schema for each direction: those that
// differ, and those that lead to such a one.
func (u *used) split() map[*component]bool {
	split := map[*component]bool{}
	for changed := true; changed; {
		changed = false
		for _, c := range u.order {
			if both := u.in[c]; both[input] && both[output] && !split[c] && c.differs(split) {
				split[c], changed = true, true
			}
		}
	}
	return split
}

func (c *component) differs(split map[*component]bool) bool {
	for _, sh := range c.shapes {
		for _, r := range sh.refs {
			if split[r.to] {
				return true
			}
		}
	}
	return !sameSchema(c.shapes[input].schema, c.shapes[output].schema)
}

// settle names all components and returns the schemas by name.
func (u *used) settle(compat bool) (map[string]map[string]any, error) {
	schemas := make(map[string]map[string]any, len(u.order))
	split := u.split()
	for c, name := range nameComponents(u.order, compat) {
		for d, does := range u.in[c] {
			c.names[d] = name
			if split[c] {
				c.names[d] += suffixes[d]
			}
			if !does {
				continue
			}
			if known, ok := schemas[c.names[d]]; ok && !sameSchema(known, c.shapes[d].schema) {
				return nil, fmt.Errorf("two schemas are called %q; rename one of the types", c.names[d])
			}
			schemas[c.names[d]] = c.shapes[d].schema
		}
	}
	return schemas, nil
}
