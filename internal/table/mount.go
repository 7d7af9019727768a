package table

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/signet-go/signet/internal/caller"
	"github.com/signet-go/signet/internal/route"
	"github.com/signet-go/signet/internal/signature"
	"github.com/signet-go/signet/internal/vocab"
)

// below serves a mount: h sees the path without its first segments. They are
// counted, not compared, for a prefix may hold wildcards.
func below(segments int, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		cut := *r.URL
		cut.Path = cutSegments(r.URL.Path, segments)
		if r.URL.RawPath != "" {
			// Only here is an escaped slash told from one that ends a segment.
			cut.RawPath = cutSegments(r.URL.RawPath, segments)
			plain, err := url.PathUnescape(cut.RawPath)
			if err != nil {
				http.NotFound(w, r)
				return
			}
			cut.Path = plain
		}
		inner := *r
		inner.URL = &cut
		h.ServeHTTP(w, &inner)
	})
}

// addGuarded puts the dependencies of the layers in front of a handler, as a
// function that takes the answer over. It is no operation of the document.
func (l *linker) addGuarded(e *Entry, p *route.Pattern) {
	inner := http.HandlerFunc(e.Handler.ServeHTTP)
	if e.Mount {
		inner = below(strings.Count(e.prefix(), "/"), e.Handler).ServeHTTP
	}
	f, err := signature.ReadHandler(l.kit.Types, inner.ServeHTTP)
	if err != nil {
		l.report(e.place(), err)
		return
	}
	op := l.compile(e, f, anyMethod, p)
	if op == nil {
		return
	}
	if e.Mount {
		info := e.describeMount()
		info.Roles, info.Scopes, info.Security = op.Info.Roles, op.Info.Scopes, op.Info.Security
		l.table.mounts = append(l.table.mounts, info)
	}
	l.routes.enter(e.place(), e.Methods, p, target{operation: op})
}

// anyMethod stands in a RouteInfo for all methods.
const anyMethod = "*"

// describeMount says what is mounted where, without its guards.
func (e *Entry) describeMount() *vocab.RouteInfo {
	name := caller.Func(e.Handler).Name
	if name == "" {
		name = fmt.Sprintf("%T", e.Handler)
	}
	return &vocab.RouteInfo{Method: anyMethod, Pattern: e.prefix(), Function: name, Place: e.Place.String()}
}

// cutSegments returns the path from its slash number n+1 on, or / if there is none.
func cutSegments(path string, n int) string {
	rest := path
	for range n {
		slash := strings.IndexByte(rest[1:], '/')
		if slash < 0 {
			return "/"
		}
		rest = rest[slash+1:]
	}
	return rest
}
