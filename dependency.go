package signet

import (
	"github.com/signet-go/signet/internal/caller"
	"github.com/signet-go/signet/internal/layer"
)

// Dependency is what Depends and Provide return: a declaration of a layer.
// Passing one value to several layers means the same dependency.
type Dependency struct{ declared *layer.Dependency }

func (d Dependency) applyToApp(c *config)           { d.applyTo(c.settings) }
func (d Dependency) applyToGroup(s *layer.Settings) { d.applyTo(s) }
func (d Dependency) applyToRoute(s *layer.Settings) { d.applyTo(s) }
func (d Dependency) applyToHandle(h *handling)      { d.applyTo(h.settings) }
func (d Dependency) applyToFrontend(f *frontend)    { d.applyTo(f.settings) }

func (d Dependency) applyTo(s *layer.Settings) { s.Depends = append(s.Depends, d.declared) }

// Depends runs f for every route of the layer, and offers its result to
// arguments by type. f is a function with the same kinds of arguments as a
// handler, and returns T, (T, error), (T, Cleanup, error) or error. It runs at
// most once per request, before the body is read unless it needs the body: those
// of outer layers first, those of one layer in their order, each after what it
// needs. An error is the answer, and what comes after does not run. Requests run
// f at the same time.
func Depends(f any, opts ...DependOption) Dependency {
	return declare(f, caller.Here(1), true, opts)
}

// Provide offers the result of f to arguments of its type, and runs f only where
// one asks, at most once per request; see Depends. What lives as long as the app
// is for App.Provide.
func Provide(f any, opts ...DependOption) Dependency {
	return declare(f, caller.Here(1), false, opts)
}

func declare(f any, at caller.Place, runs bool, opts []DependOption) Dependency {
	d := &layer.Dependency{Func: f, Place: at, Runs: runs}
	for _, o := range opts {
		if o != nil {
			o.applyToDependency(d)
		}
	}
	return Dependency{d}
}

// DependOption is for Depends and Provide.
type DependOption interface {
	applyToDependency(*layer.Dependency)
}

type dependOption func(*layer.Dependency)

func (o dependOption) applyToDependency(d *layer.Dependency) { o(d) }

// NoCache runs the dependency anew for each argument that asks for it, its
// Cleanup with it.
func NoCache() DependOption { return dependOption(func(d *layer.Dependency) { d.NoCache = true }) }

// AfterResponse delays the dependency's cleanup until the answer is committed.
// Its error is logged, for it cannot change the answer any more.
func AfterResponse() DependOption {
	return dependOption(func(d *layer.Dependency) { d.AfterResponse = true })
}
