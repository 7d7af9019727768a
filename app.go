package signet

import (
	"context"
	"encoding"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/signet-go/signet/internal/caller"
	"github.com/signet-go/signet/internal/depend"
	"github.com/signet-go/signet/internal/layer"
	"github.com/signet-go/signet/internal/operation"
	"github.com/signet-go/signet/internal/table"
)

// App is a service: a handler for net/http, made of routes. Register routes,
// then serve: with Run, or with any server, for the first request links and
// starts the app. It is safe for concurrent use.
type App struct {
	registrar
	config *config
	kit    *operation.Kit

	serving atomic.Pointer[serving] // nil until the start

	updates sync.Mutex // one Update at a time; taken before starts
	starts  sync.Mutex // held while something is built or closed, and guards a change of serving; taken before mu

	lifetime *depend.Lifetime // what is built; guarded by starts

	mu     sync.Mutex // guards linked
	linked *linkage   // the last link before the start
}

// serving is what answers requests at a moment.
type serving struct {
	handler http.Handler
	table   *table.Table // nil after a failed start
	err     error        // why it refuses

	middleware []func(http.Handler) http.Handler // the app's own, around the table
}

// linkage is the outcome of linking what was registered at a moment.
type linkage struct {
	changes  int
	table    *table.Table // nil with mistakes
	mistakes []error
}

// New returns an app. It starts nothing; mistakes in options are
// reported by Err, and a nil Option is passed over.
func New(opts ...Option) *App {
	c := newConfig()
	for _, o := range opts {
		if o != nil {
			o.applyToApp(c)
		}
	}
	kit, mistakes := c.kit()
	a := &App{config: c, kit: kit, lifetime: depend.NewLifetime()}
	a.tree = table.NewTree()
	a.own = c.settings
	a.own.Place = caller.Here(1)
	c.check()
	for _, err := range mistakes {
		c.mistakeIf(true, "%v", err)
	}
	a.chain = []*layer.Settings{a.own}
	return a
}

// Err returns every mistake of every registration, joined; nil if there is none.
// Each one says where it was made and what to do. Before the app serves, Err
// links what is registered so far, so a test can assert on it.
func (a *App) Err() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.serving.Load() == nil {
		return errors.Join(a.link().mistakes...)
	}
	all := slices.Clone(a.linked.mistakes)
	for _, late := range a.tree.Mistakes() {
		if !slices.Contains(all, late) {
			all = append(all, late)
		}
	}
	return errors.Join(all...)
}

// link compiles what is registered, unless it did so already. The caller holds
// the lock.
func (a *App) link() *linkage {
	changes := a.tree.Changes()
	if a.linked == nil || a.linked.changes != changes {
		a.linked = a.linkTree(nil, nil)
		a.linked.changes = changes
	}
	return a.linked
}

// linkTree compiles what is registered. previous is the table to be replaced;
// known are mistakes of calls that are reported already.
func (a *App) linkTree(previous *table.Table, known []error) *linkage {
	entries, circles := a.tree.Entries()
	options := a.config.options(a.tree.Provided())
	calls := slices.DeleteFunc(a.tree.Mistakes(), func(err error) bool { return slices.Contains(known, err) })
	t, mistakes := table.Link(a.kit, a.own, entries, options, previous)
	mistakes = slices.Concat(a.config.mistakes, calls, circles, mistakes)
	if len(mistakes) > 0 {
		return &linkage{mistakes: mistakes}
	}
	return &linkage{table: t}
}

// refusal answers every request with an opaque 500. Why is logged once, for the
// developer; the client cannot do anything about it.
func (a *App) refusal(err error) http.Handler {
	a.config.logger.Error("signet: the app refuses to serve", "error", err.Error())
	refusals := a.kit.Refusals(a.own, nil)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		refusals.Write(w, r, errRefused)
	})
}

var errRefused = NewError(http.StatusInternalServerError, nil)

// serve puts the app's middleware around a table, outermost first.
func (a *App) serve(t *table.Table) *serving {
	s := &serving{handler: t, table: t, middleware: slices.Clone(a.own.Middleware)}
	for _, mw := range slices.Backward(s.middleware) {
		s.handler = mw(s.handler)
	}
	return s
}

// ServeHTTP answers a request. The first one links and starts the app; with
// mistakes, every request gets an opaque 500.
func (a *App) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s := a.serving.Load()
	if s == nil {
		s = a.begin(context.Background()) // what is built now outlives the request
	}
	s.handler.ServeHTTP(w, r)
}

// Update changes the routes of an app that serves. change registers on next, a
// copy of the app, or on groups of the app; if it returns nil and what it
// registered has no mistakes, next's routes replace the app's at once. Requests
// in flight end on the routes that they began with. An error changes nothing.
//
// Updates run one at a time. change must not call Update.
func (a *App) Update(change func(next *App) error) error {
	a.updates.Lock()
	defer a.updates.Unlock()
	if err := a.Start(context.Background()); err != nil {
		return err
	}
	current := a.serving.Load()
	next := a.copy(current.middleware)
	known := next.tree.Mistakes()
	if err := a.tree.Forward(next.tree, func() error { return change(next) }); err != nil {
		return err
	}
	linked := next.linkTree(current.table, known)
	if len(linked.mistakes) > 0 {
		return errors.Join(linked.mistakes...)
	}
	return a.extend(next, linked)
}

// copy returns an app with the same registrations that can take more.
func (a *App) copy(middleware []func(http.Handler) http.Handler) *App {
	own := *a.own
	own.Middleware = slices.Clone(middleware)
	next := &App{config: a.config, kit: a.kit, lifetime: depend.NewLifetime()}
	next.tree, next.own, next.chain = a.tree.Copy(), &own, []*layer.Settings{&own}
	return next
}

// Routes yields every route in order of registration: one for each method, those
// of the document and its pages not among them. Before the app serves, it links;
// with mistakes there are no routes.
func (a *App) Routes() iter.Seq[*RouteInfo] {
	t := a.current()
	if t == nil {
		return func(func(*RouteInfo) bool) {}
	}
	return t.Routes()
}

// Mounts yields what Mount and Frontend have put into the app, in order of
// registration, as Routes does with routes. An http.Handler guards itself or is guarded by the
// dependencies of the layers around it; only the latter are in Security.
func (a *App) Mounts() iter.Seq[*RouteInfo] {
	t := a.current()
	if t == nil {
		return func(func(*RouteInfo) bool) {}
	}
	return t.Mounts()
}

// Methods returns the methods that are registered for r's path, whatever r's own
// is, with HEAD and OPTIONS where the app answers them: what CORS may allow
// (middleware.CORSOptions.Methods). It is nil for a path without routes, and
// where a mounted handler takes any method.
func (a *App) Methods(r *http.Request) []string {
	t := a.current()
	if t == nil {
		return nil
	}
	return t.Methods(r)
}

// current returns the table that serves, or would serve; nil with mistakes.
func (a *App) current() *table.Table {
	if s := a.serving.Load(); s != nil {
		return s.table
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.link().table
}

// URL returns the path of the named route, with params as the values of its
// wildcards from left to right. Of several routes with the name, the first that
// takes these values counts. A param is text, or has MarshalText, or is printed;
// it is escaped, a slash in it too unless the wildcard takes a path. The error says
// that no route has the name, or why the last one did not take the values.
func (a *App) URL(name string, params ...any) (string, error) {
	t := a.current()
	if t == nil {
		return "", fmt.Errorf("URL(%q): the app has mistakes; see App.Err", name)
	}
	values := make([]string, len(params))
	for i, p := range params {
		text, err := paramText(p)
		if err != nil {
			return "", fmt.Errorf("URL(%q): param %d: %w", name, i+1, err)
		}
		values[i] = text
	}
	path, err := t.URL(name, values)
	if err != nil {
		return "", fmt.Errorf("URL(%q): %w", name, err)
	}
	return path, nil
}

func paramText(p any) (string, error) {
	switch p := p.(type) {
	case string:
		return p, nil
	case encoding.TextMarshaler:
		text, err := p.MarshalText()
		return string(text), err
	}
	return fmt.Sprint(p), nil
}

// RouteOf returns the route that serves r, for middleware of a group or a
// route; nil in an app's middleware, which runs before the match.
func RouteOf(r *http.Request) *RouteInfo { return operation.RouteOf(r) }
