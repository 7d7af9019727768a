package table

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/signet-go/signet/internal/caller"
	"github.com/signet-go/signet/internal/layer"
	"github.com/signet-go/signet/internal/signature"
)

// Handling is one call of Handle: a function for one or more routes. Its
// address tells calls apart.
type Handling struct {
	Func     any
	Settings *layer.Settings // for all its routes
	Place    caller.Place
	Name     string // in place of the function's; empty: its own
}

// Entry is one route, or one mounted handler, in the order in which requests
// are matched.
type Entry struct {
	Place    caller.Place
	Layers   []*layer.Settings // app, groups, function, route; their prefixes are the pattern's front
	Path     string            // after the prefixes
	Methods  []string          // nil: all methods
	Handling *Handling         // nil: Handler serves
	Handler  http.Handler      // gets the whole request, or below a mount the path without the prefix
	Mount    bool              // Handler takes everything below Path
	Frontend bool              // Handling takes what no other entry does below Path
}

// The names of the wildcards below a mount and a front end.
const (
	mounted = "mounted_path"
	built   = "file"
)

// prefix returns the path down to the entry: the prefixes of its layers and
// its own path.
func (e *Entry) prefix() string {
	text := ""
	for _, l := range e.Layers {
		text += l.Prefix
	}
	return text + e.Path
}

func (e *Entry) pattern() string {
	switch {
	case e.Mount:
		return e.prefix() + "/{" + mounted + ":path}"
	case e.Frontend:
		return e.prefix() + "/{" + built + ":path}"
	}
	return e.prefix()
}

// title names the entry in messages.
func (e *Entry) title() string {
	switch {
	case e.Frontend:
		return "front end " + e.prefix() + "/"
	case e.Methods == nil:
		return "mount " + e.prefix()
	}
	return strings.TrimSpace(strings.Join(e.Methods, ",") + " " + e.prefix())
}

func (e *Entry) place() string { return e.Place.String() + ": " + e.title() }

// read returns the function of a Handle, read once for all its routes; nil if
// its mistakes are reported.
func (l *linker) read(h *Handling) *signature.Func {
	if known, ok := l.functions[h]; ok {
		return known
	}
	f, err := signature.ReadHandler(l.kit.Types, h.Func)
	if err != nil {
		name := "Handle"
		if f != nil {
			name = f.Place.Name
		}
		l.report(fmt.Sprintf("%v: %s", h.Place, name), err)
		f = nil
	}
	l.functions[h] = f
	return f
}

// guarded reports whether layers run dependencies in front of a mount, or
// require what a dependency would have to check.
func (e *Entry) guarded() bool {
	return slices.ContainsFunc(e.Layers, func(s *layer.Settings) bool {
		return len(s.Roles) > 0 || len(s.Scopes) > 0 || slices.ContainsFunc(s.Depends, func(d *layer.Dependency) bool { return d.Runs })
	})
}

// handler returns what serves an entry without a function.
func (e *Entry) handler() http.Handler {
	h := e.Handler
	if e.Mount {
		h = below(strings.Count(e.prefix(), "/"), h)
	}
	for _, l := range slices.Backward(e.Layers[min(1, len(e.Layers)):]) {
		for _, mw := range slices.Backward(l.Middleware) {
			h = mw(h)
		}
	}
	return h
}
