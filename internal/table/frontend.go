package table

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/signet-go/signet/internal/file"
	"github.com/signet-go/signet/internal/operation"
	"github.com/signet-go/signet/internal/route"
)

// frontend is an entry that is asked where no route matches.
type frontend struct {
	place    string
	segments int            // of its prefix
	prefix   *route.Pattern // nil: the root
	pattern  *route.Pattern
	op       *operation.Operation
}

// addFrontend compiles a front end. It takes every method, for only its files say
// which of them is wrong.
func (l *linker) addFrontend(e *Entry, p *route.Pattern) {
	op := l.compile(e, l.read(e.Handling), anyMethod, p)
	if op == nil {
		return
	}
	info := *op.Info
	info.Pattern = cmp.Or(e.prefix(), "/")
	l.table.mounts = append(l.table.mounts, &info)
	f := frontend{place: e.place(), segments: strings.Count(e.prefix(), "/"), pattern: p, op: op}
	if f.segments > 0 {
		var err error
		if f.prefix, err = route.Parse(e.prefix()); err != nil {
			l.report(e.place(), err)
			return
		}
	}
	l.frontends = append(l.frontends, f)
}

// sortFrontends puts the longest prefix first, for front ends are registered in
// any order: what a group includes stands where Include stands. A prefix without
// its slash belongs to its front end too, not to one around it.
func (l *linker) sortFrontends() *register {
	slices.SortStableFunc(l.frontends, func(a, b frontend) int { return cmp.Compare(b.segments, a.segments) })
	r := &register{}
	for _, f := range l.frontends {
		if f.prefix != nil {
			r.enter(f.place, nil, f.prefix, target{handler: http.HandlerFunc(addSlash), pattern: f.prefix.String()})
		}
		r.enter(f.place, nil, f.pattern, target{operation: f.op})
	}
	return r
}

func addSlash(w http.ResponseWriter, r *http.Request) { redirect(w, file.WithSlash(r.URL)) }
