package openapi

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
)

// direction says who writes a value: what a client must send and what it gets
// may differ.
type direction int

const (
	input direction = iota
	output
	closed // input whose unknown members are refused
	directions
)

// suffix tells the names of one component apart.
func (d direction) suffix(in *[directions]bool) string {
	switch {
	case d == output:
		return "-Output"
	case d == closed && in[input]:
		return "-Strict"
	}
	return "-Input"
}

// component is a schema with a name of its own. Its name is settled by each
// Build, which knows the other components.
type component struct {
	id    int
	typ   reflect.Type // nil for a component that no Go type declares
	title string       // the type's name, readable; the component's name unless others have it too
	union string       // title of the union whose variant it is; empty for any other
	fixed bool         // clients know the name: others give way

	shapes [directions]*shape
	names  [directions]string // for one Build
	twin   bool               // for one Build: another component describes the same type
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
	in    map[*component]*[directions]bool
}

func newUsed() *used { return &used{in: map[*component]*[directions]bool{}} }

// add notes a reference and all that it leads to.
func (u *used) add(r ref) {
	in := u.in[r.to]
	if in == nil {
		in = new([directions]bool)
		u.in[r.to] = in
		u.order = append(u.order, r.to)
	}
	if in[r.in] {
		return
	}
	in[r.in] = true
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
			if !split[c] && c.differs(u.in[c], split) {
				split[c], changed = true, true
			}
		}
	}
	return split
}

// differs compares the directions that are used. An answer has no unknown
// members either, so that it may share the schema of an input that takes none.
func (c *component) differs(in *[directions]bool, split map[*component]bool) bool {
	var used []*shape
	splits := false
	for d, sh := range c.shapes {
		if in[d] {
			used = append(used, sh)
			splits = splits || slices.ContainsFunc(sh.refs, func(r ref) bool { return split[r.to] })
		}
	}
	for _, sh := range used[1:] {
		if splits || !sameSchema(unclosed(used[0].schema), unclosed(sh.schema)) {
			return true
		}
	}
	return in[input] && in[closed] && !sameSchema(c.shapes[input].schema, c.shapes[closed].schema)
}

// unclosed returns the schema without the word that keeps other members out.
func unclosed(s schema) schema {
	if s["additionalProperties"] != false {
		return s
	}
	s = maps.Clone(s)
	delete(s, "additionalProperties")
	return s
}

// settle names all components and returns the schemas by name.
func (u *used) settle(compat bool) (map[string]map[string]any, error) {
	schemas := make(map[string]map[string]any, len(u.order))
	split := u.split()
	for c, name := range nameComponents(u.order, compat) {
		for d, does := range u.in[c] {
			c.names[d] = name
			if split[c] {
				c.names[d] += direction(d).suffix(u.in[c])
			}
			if !does {
				continue
			}
			if known, ok := schemas[c.names[d]]; ok && !sameSchema(unclosed(known), unclosed(c.shapes[d].schema)) {
				return nil, fmt.Errorf("two schemas are called %q; rename one of the types", c.names[d])
			}
			schemas[c.names[d]] = c.shapes[d].schema
		}
	}
	return schemas, nil
}
