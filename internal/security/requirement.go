package security

import "slices"

// Requirement lists alternatives; each names the schemes whose credentials are
// all needed, in the order in which they are looked for. An alternative without
// a name needs none.
type Requirement [][]string

// And returns the alternatives of needing both. A nil requirement says nothing.
func (r Requirement) And(other Requirement) Requirement {
	if r == nil {
		return other
	}
	var both Requirement
	for _, a := range r {
		for _, b := range other {
			both = both.Or(slices.Concat(a, b))
		}
	}
	return both
}

// Or returns r with one more alternative, unless it has it already. A name
// counts once, the order of names does not count.
func (r Requirement) Or(names []string) Requirement {
	alternative := []string{}
	for _, name := range names {
		if !slices.Contains(alternative, name) {
			alternative = append(alternative, name)
		}
	}
	same := func(known []string) bool {
		return len(known) == len(alternative) && !slices.ContainsFunc(known, func(name string) bool { return !slices.Contains(alternative, name) })
	}
	if slices.ContainsFunc(r, same) {
		return r
	}
	return append(r, alternative)
}
