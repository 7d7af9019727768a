package depend

import (
	"reflect"
	"strings"
	"testing"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/signature"
)

type (
	conn  struct{}
	tx    struct{}
	user  struct{}
	audit struct{}
	limit interface{ Limit() int }
	body  struct {
		Body user `body:""`
	}
)

func (*conn) Limit() int { return 0 }

func openConn() *conn                { return nil }
func begin(*conn) (*tx, error)       { return nil, nil }
func who(*tx) (*user, error)         { return nil, nil }
func otherWho() *user                { return nil }
func guard(*user) error              { return nil }
func record(*body, *user) *audit     { return nil }
func wrapConn(*conn) *conn           { return nil }
func chicken(*user) *tx              { return nil }
func handle(*user, *tx) error        { return nil }
func handleAudit(*audit) error       { return nil }
func handleLimit(limit) error        { return nil }
func handleConn(*conn) error         { return nil }
func handleValue(user) error         { return nil }
func handleTwice(*conn, *conn) error { return nil }

func declare(t *testing.T, fn any, runs bool) *Declaration {
	t.Helper()
	f, err := signature.ReadProvider(model.NewReader(), fn)
	if err != nil {
		t.Fatal(err)
	}
	return &Declaration{Func: f, Runs: runs}
}

func layers(t *testing.T, app, group, route []*Declaration) []Layer {
	t.Helper()
	return []Layer{{Name: "app", Declarations: app}, {Name: "group /v1", Declarations: group}, {Name: "route", Declarations: route}}
}

func resolve(t *testing.T, l []Layer, handler any) (*Plan, error) {
	t.Helper()
	f, err := signature.ReadHandler(model.NewReader(), handler)
	if err != nil {
		t.Fatal(err)
	}
	return Resolve(l, nil, f)
}

// order prints what runs, in order.
func order(p *Plan) string {
	var names []string
	for _, n := range p.Nodes {
		names = append(names, n.Func.Place.BareName())
	}
	return strings.Join(names, " ")
}

func TestResolveOrder(t *testing.T) {
	t.Parallel()
	d := func(fns ...any) (list []*Declaration) {
		for _, fn := range fns {
			list = append(list, declare(t, fn, true))
		}
		return list
	}
	p := func(fns ...any) (list []*Declaration) {
		for _, fn := range fns {
			list = append(list, declare(t, fn, false))
		}
		return list
	}
	tests := []struct {
		name              string
		app, group, route []*Declaration
		handler           any
		want              string
	}{
		{"provided only on demand", p(openConn), nil, nil, func() {}, ""},
		{"needs before needers", p(openConn, begin, who), nil, nil, handle, "openConn begin who"},
		{"outer layers first", d(openConn), d(begin), d(who), handle, "openConn begin who"},
		{"a guard pulls what it needs", p(openConn, begin, who), d(guard), nil, func() {}, "openConn begin who guard"},
		{"once, however many ask", p(openConn), nil, nil, handleTwice, "openConn"},
		{"once, however many layers declare", d(openConn), d(openConn), d(openConn), handleConn, "openConn"},
		{"body readers last", p(openConn, begin, who, record), nil, nil, handleAudit, "openConn begin who record"},
		{"a wrapper takes the outer value", p(openConn), nil, p(wrapConn), handleConn, "openConn wrapConn"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			plan, err := resolve(t, layers(t, tt.app, tt.group, tt.route), tt.handler)
			if err != nil {
				t.Fatalf("Resolve = %v; want a plan", err)
			}
			if got := order(plan); got != tt.want {
				t.Errorf("Resolve runs %q; want %q", got, tt.want)
			}
		})
	}
}

// TestOuterGuardIsSafe: what a route provides must never reach a guard of an
// outer layer.
func TestOuterGuardIsSafe(t *testing.T) {
	t.Parallel()
	app := []*Declaration{declare(t, otherWho, false), declare(t, guard, true)}
	route := []*Declaration{declare(t, func() *user { return nil }, false)}
	plan, err := resolve(t, layers(t, app, nil, route), func(*user) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range plan.Nodes {
		if n.Func.Place.BareName() == "guard" && n.Feeds[0].Node.Func.Place.BareName() != "otherWho" {
			t.Errorf("the app's guard is fed by %v", n.Feeds[0].Node.Func)
		}
	}
	if got := plan.Handler.Feeds[0].Node.Func.Place; !got.Closure() {
		t.Errorf("the handler is fed by %v; want the route's own provider", got)
	}
}

func TestResolveMistakes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		app     []any
		handler any
		says    []string
	}{
		{"nothing provides it", []any{begin, who}, handle, []string{"depend.begin", "argument 1: nothing provides *depend.conn", "needed by depend.who", "needed by depend.handle"}},
		{"pointer instead of value", []any{otherWho}, handleValue, []string{"*depend.user is provided"}},
		{"interface of a provided type", []any{openConn}, handleLimit, []string{"*depend.conn implements it"}},
		{"two of one type", []any{otherWho, who, begin, openConn}, handleConn, []string{"app:", "otherWho", "who", "both provide *depend.user"}},
		{"a circle", []any{chicken, who}, handle, []string{"circle", "depend.who", "depend.chicken"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var app []*Declaration
			for _, fn := range tt.app {
				app = append(app, declare(t, fn, false))
			}
			_, err := resolve(t, layers(t, app, nil, nil), tt.handler)
			for _, text := range tt.says {
				if err == nil || !strings.Contains(err.Error(), text) {
					t.Errorf("Resolve = %v; want it to say %q", err, text)
				}
			}
		})
	}
}

func openTx(*conn) (*tx, func(error) error, error)   { return nil, nil, nil }
func auditTx(*tx) (*audit, func(error) error, error) { return nil, nil, nil }

// TestLateCleanupNeedsLateOnes: what a late cleanup uses must not be gone.
func TestLateCleanupNeedsLateOnes(t *testing.T) {
	t.Parallel()
	for _, both := range []bool{false, true} {
		begin, record := declare(t, openTx, false), declare(t, auditTx, false)
		record.AfterResponse, begin.AfterResponse = true, both
		_, err := resolve(t, layers(t, []*Declaration{declare(t, openConn, false), begin, record}, nil, nil), handleAudit)
		if both && err != nil || !both && (err == nil || !strings.Contains(err.Error(), "AfterResponse() to both")) {
			t.Errorf("both late: %t: Resolve = %v", both, err)
		}
	}
}

func TestIdentity(t *testing.T) {
	t.Parallel()
	closure := func(n int) func() *conn { return func() *conn { _ = n; return nil } }
	first := closure(1)
	made := func() func() *conn {
		return reflect.MakeFunc(reflect.TypeFor[func() *conn](), func([]reflect.Value) []reflect.Value {
			return []reflect.Value{reflect.ValueOf((*conn)(nil))}
		}).Interface().(func() *conn)
	}
	tests := []struct {
		name string
		a, b any
		same bool
	}{
		{"a declared function", openConn, openConn, true},
		{"two declared functions", openConn, wrapConn, false},
		{"one closure passed twice", first, first, true},
		{"two closures of one literal", closure(1), closure(2), false},
		{"two functions made by reflect", made(), made(), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, b := declare(t, tt.a, false), declare(t, tt.b, false)
			if got := identify(a.Func) == identify(b.Func); got != tt.same {
				t.Errorf("the same dependency: %t; want %t", got, tt.same)
			}
		})
	}
}
