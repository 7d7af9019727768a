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
	l.refuseShadowed()
	l.nameOperations()
	l.settleLinks()
	if len(l.mistakes) > 0 {
		return nil, l.mistakes
	}
	l.table.routes = route.NewTable(l.entries, o.Route)
	return l.table, nil
}

type linker struct {
	kit      *operation.Kit
	options  Options
	table    *Table
	entries  []route.Entry
	app      *layer.Settings
	places   []string // of entries
	mistakes []error
	declarer declarer

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
	if e.prefix() == "" && !e.Mount {
		l.report(e.place(), errors.New("prefix and path are both empty; a path begins with /"))
		return
	}
	pattern, err := route.Parse(e.pattern())
	if err != nil {
		l.report(e.place(), err)
		return
	}
	switch {
	case e.Handling != nil:
		l.addOperations(e, pattern)
	case e.guarded():
		l.addGuarded(e, pattern)
	default:
		if e.Mount { // else it is a document
			l.table.mounts = append(l.table.mounts, e.describeMount())
		}
		l.enter(e.place(), e.Methods, pattern, target{handler: e.handler(), pattern: e.pattern()})
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
	depends, chain := l.declarer.read(e.Layers), l.chain(e.Layers)
	if f == nil {
		return
	}
	for _, method := range e.Methods {
		op, err := operation.Compile(l.kit, operation.Source{
			Func: f, Method: method, Pattern: pattern, Layers: e.Layers, Depends: depends, Singles: l.table.singles, OnError: chain, Place: e.Place.String(),
		})
		if err != nil {
			l.report(e.place(), err)
			return // the same mistakes would come again for each method
		}
		op.SeveralMethods = len(e.Methods) > 1
		l.table.operations = append(l.table.operations, op)
		l.enter(e.place(), []string{method}, pattern, target{operation: op})
	}
}

func (l *linker) enter(place string, methods []string, p *route.Pattern, to target) {
	l.entries = append(l.entries, route.Entry{Methods: methods, Pattern: p})
	l.places = append(l.places, place)
	l.table.targets = append(l.table.targets, to)
}

// refuseShadowed reports entries that an earlier one takes all paths of.
func (l *linker) refuseShadowed() {
	for _, p := range route.Problems(l.entries) {
		err := fmt.Errorf("unreachable: %s is registered before it and takes all its requests, such as %s; register the narrower route first, or pass signet.AllowShadowed()",
			l.places[p.Earlier], witness(p))
		if l.options.AllowShadowed {
			l.kit.Logger.Warn("route can never match", "route", l.places[p.Later], "earlier", l.places[p.Earlier], "path", p.Witness)
			if op := l.table.targets[p.Later].operation; op != nil {
				op.Shadowed = true
			}
			continue
		}
		l.report(l.places[p.Later], err)
	}
}

func witness(p route.Problem) string {
	if p.Method == "" {
		return p.Witness
	}
	return p.Method + " " + p.Witness
}
