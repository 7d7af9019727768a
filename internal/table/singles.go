package table

import (
	"errors"
	"fmt"
	"slices"

	"github.com/signet-go/signet/internal/depend"
	"github.com/signet-go/signet/internal/layer"
	"github.com/signet-go/signet/internal/signature"
)

// Provide records a function of the app's lifetime, or a mistake if the tree is
// frozen.
func (t *Tree) Provide(d *layer.Dependency) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.forward != nil {
		t.forward.Provide(d)
		return
	}
	t.changes++
	if t.frozen {
		t.mistakes = append(t.mistakes, fmt.Errorf("signet: %v: %w", d.Place, errFrozen))
		return
	}
	t.provided = append(t.provided, d)
}

// Provided returns what has the app's lifetime, in the order of registration.
func (t *Tree) Provided() []*layer.Dependency {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.provided)
}

// Twin returns a copy of the tree with its mistakes.
func (t *Tree) Twin() *Tree {
	twin := t.Copy()
	for original, c := range twin.copies {
		original.mu.Lock()
		c.mistakes = slices.Clone(original.mistakes)
		original.mu.Unlock()
	}
	return twin
}

// Singles returns what has the app's lifetime, in the order in which it is built.
func (t *Table) Singles() []*depend.Single { return t.singles }

// Started takes over the values that the start has built. It must be called
// before the table serves.
func (t *Table) Started() {
	for _, to := range slices.Concat(t.first.targets, t.last.targets) {
		if to.operation != nil {
			to.operation.Started()
		}
	}
}

// addSingles reads and orders what has the app's lifetime. What the previous
// table has built is kept.
func (l *linker) addSingles(entries []Entry, previous *Table) {
	if len(l.options.Provided) == 0 {
		return
	}
	for i := range entries {
		l.declarer.read(entries[i].Layers)
	}
	l.table.singleOf = map[*layer.Dependency]*depend.Single{}
	var declared []*depend.Single
	for _, dep := range l.options.Provided {
		s := previous.single(dep)
		if s == nil {
			s = l.readSingle(dep)
		}
		if s != nil {
			l.table.singleOf[dep] = s
			declared = append(declared, s)
		}
	}
	ordered, err := depend.ResolveSingles(declared, l.declarer.all)
	l.table.singles = ordered
	if err != nil {
		for _, e := range flatten(err) {
			l.mistakes = append(l.mistakes, fmt.Errorf("signet: %w", e))
		}
	}
}

// single is what the table has built of a declaration; nil if it has not.
func (t *Table) single(dep *layer.Dependency) *depend.Single {
	if t == nil {
		return nil
	}
	if s := t.singleOf[dep]; s != nil && s.Built() {
		return s
	}
	return nil
}

// readSingle returns nil if the function's mistakes are reported.
func (l *linker) readSingle(dep *layer.Dependency) *depend.Single {
	name, read := "Provide", signature.ReadProvider
	if dep.Runs {
		name, read = "Lifespan", signature.ReadLifespan
	}
	f, err := read(l.kit.Types, dep.Func)
	if f != nil {
		name += "(" + f.Place.Name + ")"
	}
	if err == nil {
		err = checkSingle(dep, f)
	}
	if err != nil {
		l.report(fmt.Sprintf("%v: %s", dep.Place, name), err)
		return nil
	}
	return depend.NewSingle(l.declarer.overrides.apply(&depend.Declaration{Func: f, Runs: dep.Runs, Place: dep.Place}))
}

// checkSingle refuses what means something for a request only.
func checkSingle(dep *layer.Dependency, f *signature.Func) error {
	forRequests := ""
	switch {
	case !dep.Runs && f.ResultType() == nil:
		return errors.New("returns no value that an argument could ask for; what only has to run at the start is for signet.Lifespan")
	case dep.NoCache:
		forRequests = "NoCache"
	case dep.AfterResponse:
		forRequests = "AfterResponse"
	case len(dep.Scopes) > 0:
		forRequests = "RequireScopes"
	case len(dep.Raises) > 0:
		forRequests = "Raises"
	default:
		return nil
	}
	return fmt.Errorf("%s is for dependencies of a request, but this one is built once, at the start; leave it out, or offer the function with signet.Provide on a layer", forRequests)
}
