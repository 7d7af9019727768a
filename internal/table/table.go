package table

import (
	"errors"
	"iter"
	"net/http"
	"slices"
	"sync"

	"github.com/signet-go/signet/internal/depend"
	"github.com/signet-go/signet/internal/layer"
	"github.com/signet-go/signet/internal/operation"
	"github.com/signet-go/signet/internal/refusal"
	"github.com/signet-go/signet/internal/route"
	"github.com/signet-go/signet/internal/vocab"
)

// Options are the app's choices that concern the whole table.
type Options struct {
	Route         route.Options
	AllowShadowed bool
	Document      Document   // the app's own
	Documents     []Document // others

	Provided  []*layer.Dependency // of the app's lifetime, in the order of registration
	Overrides []layer.Override
}

// Table serves one set of routes. It is immutable and safe for concurrent use.
type Table struct {
	first      section // routes and mounts
	last       section // front ends, asked where nothing else is found
	operations []*operation.Operation
	mounts     []*vocab.RouteInfo // and front ends
	refusals   *refusal.Plan      // of requests that no route matches
	webhooks   []*operation.Outgoing
	documents  []*document
	matches    sync.Pool

	singles  []*depend.Single // in the order in which they are built
	singleOf map[*layer.Dependency]*depend.Single
}

// ServeHTTP matches and serves one request.
func (t *Table) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	m := t.matches.Get().(*route.Match)
	switch t.first.routes.Match(r, m) {
	case route.Found, route.FoundAsHead:
		t.first.serve(w, r, m)
	case route.AutoOptions:
		w.Header().Set("Allow", m.Allow)
		w.WriteHeader(http.StatusNoContent)
	case route.Redirect:
		redirect(w, m.Location)
	case route.MethodNotAllowed:
		w.Header().Set("Allow", m.Allow)
		t.refusals.Write(w, r, errMethod)
	default:
		t.serveLast(w, r, m)
	}
	m.Reset()
	t.matches.Put(m)
}

// serveLast asks the front ends.
func (t *Table) serveLast(w http.ResponseWriter, r *http.Request, m *route.Match) {
	if len(t.last.targets) > 0 && t.last.routes.Match(r, m) == route.Found {
		t.last.serve(w, r, m)
		return
	}
	t.notFound(w, r)
}

func (t *Table) notFound(w http.ResponseWriter, r *http.Request) { t.refusals.Write(w, r, errPath) }

// The answers to what nothing is registered for.
var (
	errPath   = vocab.NewError(http.StatusNotFound, nil)
	errMethod = vocab.NewError(http.StatusMethodNotAllowed, nil)
)

// redirect keeps the method and the body (307, RFC 9110, 15.4.8).
func redirect(w http.ResponseWriter, to string) {
	h := w.Header()
	h.Set("Location", to)
	h.Set("Content-Length", "0")
	w.WriteHeader(http.StatusTemporaryRedirect)
}

// Methods returns the methods of r's path; nil if there are none, and where a
// mount takes any.
func (t *Table) Methods(r *http.Request) []string {
	m := t.matches.Get().(*route.Match)
	defer t.matches.Put(m)
	methods := t.first.routes.Methods(r, m)
	m.Reset()
	return methods
}

// Routes yields every operation's route in order of registration.
func (t *Table) Routes() iter.Seq[*vocab.RouteInfo] {
	return func(yield func(*vocab.RouteInfo) bool) {
		for _, op := range t.operations {
			if !yield(op.Info) {
				return
			}
		}
	}
}

// Mounts yields what is mounted and the front ends, in order of registration.
func (t *Table) Mounts() iter.Seq[*vocab.RouteInfo] { return slices.Values(t.mounts) }

// URL returns the path of the first route with the name that takes the values.
func (t *Table) URL(name string, values []string) (string, error) {
	err := errors.New("no route has the name")
	for _, op := range t.operations {
		if op.Info.Name != name {
			continue
		}
		var path string
		if path, err = op.Pattern.Expand(values); err == nil {
			return path, nil
		}
	}
	return "", err
}
