package table

import (
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/signet-go/signet/internal/depend"
	"github.com/signet-go/signet/internal/layer"
	"github.com/signet-go/signet/internal/operation"
	"github.com/signet-go/signet/internal/refusal"
	"github.com/signet-go/signet/internal/route"
	"github.com/signet-go/signet/internal/signature"
)

// Link compiles and checks everything that was registered. All mistakes of all
// entries come together, each with its place.
//
// previous is the table that is being replaced, nil for the first.
func Link(kit *operation.Kit, app *layer.Settings, entries []Entry, o Options, previous *Table) (*Table, []error) {
	l := &linker{kit: kit, options: o, table: &Table{}, functions: map[*Handling]*signature.Func{}, previousIDs: map[string]string{}}
	l.declarer = declarer{types: kit.Types, known: map[*layer.Dependency]*depend.Declaration{}, report: l.report}
	l.nilMiddleware, l.errorFuncs = map[*layer.Settings]bool{}, map[*layer.ErrorFunc]*refusal.Func{}
	l.app = app
	l.lacksMiddleware(app)
	l.remember(previous)
	l.table.refusals = kit.Refusals(app, l.chain([]*layer.Settings{app}))
	l.table.matches.New = func() any { return new(route.Match) }
	l.readOverrides()
	l.addSingles(entries, previous)
	l.addDocuments()
	for i := range entries {
		l.add(&entries[i])
	}
	l.addWebhooks()
	l.refuseClashes()
	l.refuseUnused()
	l.refuseShadowed(&l.routes)
	last := l.sortFrontends()
	l.refuseShadowed(last)
	l.nameOperations()
	l.settleLinks()
	if len(l.mistakes) > 0 {
		return nil, l.mistakes
	}
	l.table.first, l.table.last = l.routes.section(o.Route), last.section(o.Route)
	return l.table, nil
}

type linker struct {
	kit       *operation.Kit
	options   Options
	table     *Table
	routes    register
	frontends []frontend
	app       *layer.Settings
	mistakes  []error
	declarer  declarer

	nilMiddleware map[*layer.Settings]bool           // reported
	errorFuncs    map[*layer.ErrorFunc]*refusal.Func // nil value: its mistakes are reported

	functions   map[*Handling]*signature.Func // nil value: its mistakes are reported
	previousIDs map[string]string             // by routeKey
}

// remember keeps the operationIds of the table that is being replaced.
func (l *linker) remember(previous *Table) {
	if previous == nil {
		return
	}
	for _, op := range previous.operations {
		l.previousIDs[routeKey(op)] = op.Info.OperationID
	}
}

func (l *linker) report(place string, err error) {
	for _, e := range flatten(err) {
		l.mistakes = append(l.mistakes, fmt.Errorf("signet: %s: %w", place, e))
	}
}

// flatten opens joined errors, so that each one gets its place.
func flatten(err error) []error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	var all []error
	for _, e := range joined.Unwrap() {
		all = append(all, flatten(e)...)
	}
	return all
}

// add compiles one registered entry: one operation for each of its methods.
func (l *linker) add(e *Entry) {
	if slices.ContainsFunc(e.Layers, l.lacksMiddleware) {
		return
	}
	if e.prefix() == "" && !e.Mount && !e.Frontend {
		l.report(e.place(), errors.New("prefix and path are both empty; a path begins with /"))
		return
	}
	pattern, err := route.Parse(e.pattern())
	if err != nil {
		l.report(e.place(), err)
		return
	}
	switch {
	case e.Frontend:
		l.addFrontend(e, pattern)
	case e.Handling != nil:
		l.addOperations(e, pattern)
	case e.guarded():
		l.addGuarded(e, pattern)
	default:
		if e.Mount { // else it is a document
			l.table.mounts = append(l.table.mounts, e.describeMount())
		}
		l.routes.enter(e.place(), e.Methods, pattern, target{handler: e.handler(), pattern: e.pattern()})
	}
}

// lacksMiddleware reports a nil among the middleware of a layer, once.
func (l *linker) lacksMiddleware(s *layer.Settings) bool {
	bad := slices.ContainsFunc(s.Middleware, func(mw func(http.Handler) http.Handler) bool { return mw == nil })
	if bad && !l.nilMiddleware[s] {
		l.nilMiddleware[s] = true
		l.report(s.Place.String()+": "+s.Name, errors.New("a middleware is nil"))
	}
	return bad
}

func (l *linker) addOperations(e *Entry, pattern *route.Pattern) {
	f := l.read(e.Handling)
	for _, method := range e.Methods {
		op := l.compile(e, f, method, pattern)
		if op == nil {
			return // the same mistakes would come again for each method
		}
		op.SeveralMethods = len(e.Methods) > 1
		l.table.operations = append(l.table.operations, op)
		l.routes.enter(e.place(), []string{method}, pattern, target{operation: op})
	}
}

// compile returns nil if the mistakes are reported, those of f included, which is
// nil then. What the layers declare is read in any case.
func (l *linker) compile(e *Entry, f *signature.Func, method string, p *route.Pattern) *operation.Operation {
	depends, chain := l.declarer.read(e.Layers), l.chain(e.Layers)
	if f == nil {
		return nil
	}
	op, err := operation.Compile(l.kit, operation.Source{
		Func: f, Method: method, Pattern: p, Layers: e.Layers, Depends: depends, Singles: l.table.singles, OnError: chain, Place: e.Place.String(),
	})
	if err != nil {
		l.report(e.place(), err)
		return nil
	}
	if e.Handling != nil && e.Handling.Name != "" {
		op.Info.Function = e.Handling.Name
	}
	return op
}

// refuseShadowed reports entries that an earlier one takes all paths of. Two
// registrations are named once, whatever number of methods they share.
func (l *linker) refuseShadowed(r *register) {
	told := map[[2]string]bool{}
	for _, p := range route.Problems(r.entries) {
		if op := r.targets[p.Later].operation; op != nil && l.options.AllowShadowed {
			op.Shadowed = true
		}
		earlier, later := r.places[p.Earlier], r.places[p.Later]
		if told[[2]string{earlier, later}] {
			continue
		}
		told[[2]string{earlier, later}] = true
		if l.options.AllowShadowed {
			l.kit.Logger.Warn("route can never match", "route", later, "earlier", earlier, "path", p.Witness)
			continue
		}
		l.report(later, fmt.Errorf("unreachable: %s is registered before it and takes all its requests, such as %s; register the narrower route first, or pass signet.AllowShadowed()",
			earlier, witness(p)))
	}
}

func witness(p route.Problem) string {
	if p.Method == "" {
		return p.Witness
	}
	return p.Method + " " + p.Witness
}
