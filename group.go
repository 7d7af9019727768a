package signet

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/signet-go/signet/internal/caller"
	"github.com/signet-go/signet/internal/layer"
	"github.com/signet-go/signet/internal/table"
)

// Group is a set of routes that share a prefix, dependencies, middleware and
// settings. Groups are folded when the app links: what is added to a group
// later applies to its earlier routes too, and siblings share nothing.
type Group struct{ registrar }

// NewGroup returns a group that belongs to no app yet: Include puts it into one
// or more places.
func NewGroup(opts ...GroupOption) *Group {
	g := &Group{}
	own := g.configure(opts, caller.Here(1))
	g.tree = table.NewTree()
	g.chain = []*layer.Settings{own}
	g.tree.CheckPrefix(own.Prefix, own.Place)
	return g
}

func (g *Group) configure(opts []GroupOption, at caller.Place) *layer.Settings {
	own := &layer.Settings{Place: at}
	for _, o := range opts {
		if o != nil {
			o.applyToGroup(own)
		}
	}
	own.Name = strings.TrimSpace("group " + own.Prefix)
	g.own = own
	return own
}

// registrar is what App and Group have in common: it makes routes and records
// registrations, in order, in a tree that all groups below one root share.
type registrar struct {
	tree  *table.Tree
	chain []*layer.Settings // from the root of the tree to this layer
	own   *layer.Settings   // the last of chain
}

// Group returns a group inside this one. The prefix begins with a slash and
// does not end with one; it may be empty and may hold wildcards.
func (l *registrar) Group(prefix string, opts ...GroupOption) *Group {
	g := &Group{}
	own := g.configure(opts, caller.Here(1))
	own.Prefix = prefix + own.Prefix
	own.Name = strings.TrimSpace("group " + own.Prefix)
	g.tree = l.tree
	g.chain = append(slices.Clone(l.chain), own)
	l.tree.CheckPrefix(own.Prefix, own.Place)
	return g
}

// Include puts a group made by NewGroup here, with all its routes, also those
// that are added to it later. One group may be included in several places;
// Prefix and other options apply to this place only. What the group declares
// Public is open here too, whatever guards stand among the options.
func (l *registrar) Include(g *Group, opts ...GroupOption) {
	at := caller.Here(1)
	own := &layer.Settings{Name: "include", Place: at}
	for _, o := range opts {
		if o != nil {
			o.applyToGroup(own)
		}
	}
	if g == nil || len(g.chain) != 1 {
		l.tree.Mistake(at, errors.New("Include wants a group made by NewGroup; a group made by app.Group is part of the app already"))
		return
	}
	l.tree.CheckPrefix(own.Prefix, at)
	l.tree.Record(table.Registration{Place: at, Chain: append(slices.Clone(l.chain), own), Included: g.tree})
}

// Mount lets h serve every method of every path below prefix, which is cut off
// before h sees the path. What the layers declare with Depends runs before h does.
// What h serves is not in the document.
func (l *registrar) Mount(prefix string, h http.Handler) {
	at := caller.Here(1)
	if h == nil {
		l.tree.Mistake(at, fmt.Errorf("Mount(%q): the handler is nil", prefix))
		return
	}
	if l.tree.CheckPrefix(prefix, at) {
		l.tree.Record(table.Registration{Place: at, Chain: l.chain, Path: prefix, Mounted: h})
	}
}

// Use adds middleware to the layer, outermost first. An app's middleware wraps
// everything and runs before the match; a group's runs after it, around the
// group's routes and no others, and can ask RouteOf. A panic of middleware, or of
// a mounted handler, goes to the server, which cuts the connection, unless
// middleware.Recover stands around it.
func (l *registrar) Use(mw ...func(http.Handler) http.Handler) {
	if slices.ContainsFunc(mw, func(m func(http.Handler) http.Handler) bool { return m == nil }) {
		l.tree.Mistake(caller.Here(1), errors.New("Use: a middleware is nil"))
		return
	}
	if l.tree.Frozen() {
		l.tree.Mistake(caller.Here(1), errors.New("Use: the app serves already; add middleware before it starts"))
		return
	}
	l.own.Middleware = append(l.own.Middleware, mw...)
	l.tree.Touch() // what is linked so far lacks it
}

// handling gathers the options of one Handle.
type handling struct {
	settings *layer.Settings
	routes   []Route
}

// Handle registers fn for every route among opts; the other options hold for
// all of them. fn is read once. Mistakes do not panic: App.Err reports them all.
func (l *registrar) Handle(fn any, opts ...HandleOption) {
	at := caller.Here(1)
	h := &handling{settings: &layer.Settings{Name: "function", Place: at}}
	for _, o := range opts {
		if o != nil {
			o.applyToHandle(h)
		}
	}
	if name := caller.Func(fn).Name; name != "" {
		h.settings.Name = "function " + name
	}
	if len(h.routes) == 0 {
		l.tree.Mistake(at, fmt.Errorf("Handle(%s): no route; pass one or more, such as app.GET(%q)", describe(fn), "/items"))
	}
	handling := &table.Handling{Func: fn, Settings: h.settings, Place: at}
	for _, r := range h.routes {
		if r.from == nil {
			l.tree.Mistake(at, fmt.Errorf("Handle(%s): a Route without methods and path; make it with GET or another verb of the app or a group", describe(fn)))
			continue
		}
		if err := checkMethods(r.methods); err != nil {
			l.tree.Mistake(r.place, err)
			continue
		}
		to := r.from.tree
		if to.Same(l.tree) {
			to = l.tree // in App.Update: the copy, although the group was made by the original
		}
		to.Record(table.Registration{Place: r.place, Chain: r.layers(h.settings), Path: r.path, Methods: r.methods, Handling: handling})
	}
}

func describe(fn any) string {
	if name := caller.Func(fn).Name; name != "" {
		return name
	}
	return fmt.Sprintf("%T", fn)
}

func splitMethods(text string) []string {
	methods := strings.Split(text, ",")
	for i := range methods {
		methods[i] = strings.ToUpper(strings.TrimSpace(methods[i]))
	}
	return methods
}

// checkMethods refuses what is no token (RFC 9110, 9.1).
func checkMethods(methods []string) error {
	for _, m := range methods {
		if m == "" || strings.Trim(m, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~") != "" {
			return fmt.Errorf("Method(%q): %q is no method; write one or more separated by commas, such as %q", joinMethods(methods), m, "GET,POST")
		}
	}
	return nil
}

func joinMethods(methods []string) string { return strings.Join(methods, ",") }
