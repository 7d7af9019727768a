package route

import "slices"

// A Problem is an entry that can never answer a method, because an earlier one
// takes all its paths. The numbers are indexes of the entries.
type Problem struct {
	Earlier, Later int
	Method         string // empty: every method; Later is a mount
	Witness        string // a decoded path that both match
}

// Problems returns the entries that an earlier one shadows, in their order, and
// for each of their methods one: the earliest. An entry without guard shadows all
// later ones; one with a guard those with the same guard. Only mounts shadow a
// mount. What is derived from GET, and for OPTIONS, shadows nothing. An entry whose
// paths only several earlier ones together take is not found.
func Problems(entries []Entry) []Problem {
	var problems []Problem
	var earlierOnes kin
	for j, later := range entries {
		methods := slices.Compact(slices.Sorted(slices.Values(later.Methods)))
		if later.mount() {
			methods = []string{""}
		}
		for _, i := range earlierOnes.of(later.Pattern) {
			earlier := entries[i]
			taken := func(method string) bool { return earlier.mount() || slices.Contains(earlier.Methods, method) }
			if !slices.ContainsFunc(methods, taken) || !earlier.guardCovers(later) || !Shadows(earlier.Pattern, later.Pattern) {
				continue
			}
			witness, _ := Overlap(earlier.Pattern, later.Pattern)
			for _, method := range methods {
				if taken(method) {
					problems = append(problems, Problem{i, j, method, witness})
				}
			}
			methods = slices.DeleteFunc(methods, taken)
		}
		earlierOnes.add(later.Pattern)
	}
	return problems
}

// guardCovers reports whether every request that the later guard accepts is
// accepted here.
func (e Entry) guardCovers(later Entry) bool {
	return e.Guard == nil || later.Guard != nil && e.Guard.Key() == later.Guard.Key()
}
