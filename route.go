package signet

import (
	"net/http"
	"slices"

	"github.com/signet-go/signet/internal/caller"
	"github.com/signet-go/signet/internal/layer"
)

// Route is one method, or several, on a pattern, with options. It belongs to
// the app or the group that made it: its prefixes, dependencies and settings
// apply, whoever's Handle it is passed to. Making a route registers nothing.
//
// A pattern is the text of a path with wildcards: {name} is one segment,
// {name:int}, {name:float} and {name:uuid} match only such text, {name:path}
// takes the rest, slashes included. Several wildcards may stand in a segment:
// /{from}-{to}, /{file}.json. The first route registered that matches wins.
type Route struct {
	from     *registrar
	methods  []string
	path     string
	settings *layer.Settings
	place    caller.Place
}

func (r Route) applyToHandle(h *handling) { h.routes = append(h.routes, r) }

// String is the route's methods and its path without the group's prefix.
func (r Route) String() string { return joinMethods(r.methods) + " " + r.path }

// GET returns a route for GET; HEAD follows it.
func (l *registrar) GET(path string, opts ...RouteOption) Route {
	return l.route(path, opts, http.MethodGet)
}

// POST returns a route for POST.
func (l *registrar) POST(path string, opts ...RouteOption) Route {
	return l.route(path, opts, http.MethodPost)
}

// PUT returns a route for PUT.
func (l *registrar) PUT(path string, opts ...RouteOption) Route {
	return l.route(path, opts, http.MethodPut)
}

// PATCH returns a route for PATCH.
func (l *registrar) PATCH(path string, opts ...RouteOption) Route {
	return l.route(path, opts, http.MethodPatch)
}

// DELETE returns a route for DELETE.
func (l *registrar) DELETE(path string, opts ...RouteOption) Route {
	return l.route(path, opts, http.MethodDelete)
}

// HEAD returns a route for HEAD, in place of the one that follows GET.
func (l *registrar) HEAD(path string, opts ...RouteOption) Route {
	return l.route(path, opts, http.MethodHead)
}

// OPTIONS returns a route for OPTIONS, in place of the automatic answer.
func (l *registrar) OPTIONS(path string, opts ...RouteOption) Route {
	return l.route(path, opts, http.MethodOptions)
}

// TRACE returns a route for TRACE.
func (l *registrar) TRACE(path string, opts ...RouteOption) Route {
	return l.route(path, opts, http.MethodTrace)
}

// Method returns a route for any methods, separated by commas: "PURGE",
// "GET,POST". Each method is an operation of its own in the document.
func (l *registrar) Method(methods, path string, opts ...RouteOption) Route {
	return l.route(path, opts, splitMethods(methods)...)
}

// route makes a Route two calls away from the user's code.
func (l *registrar) route(path string, opts []RouteOption, methods ...string) Route {
	r := Route{from: l, methods: methods, path: path, settings: &layer.Settings{Name: "route"}, place: caller.Here(2)}
	r.settings.Place = r.place
	for _, o := range opts {
		if o != nil {
			o.applyToRoute(r.settings)
		}
	}
	return r
}

// layers returns the chain of settings from the outermost layer of the route's
// tree to the route itself, with the function's between.
func (r Route) layers(function *layer.Settings) []*layer.Settings {
	return append(slices.Clone(r.from.chain), function, r.settings)
}
