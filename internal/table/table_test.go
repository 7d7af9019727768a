package table

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/signet-go/signet/docs"
	"github.com/signet-go/signet/internal/caller"
	"github.com/signet-go/signet/internal/layer"
	"github.com/signet-go/signet/internal/operation"
	"github.com/signet-go/signet/openapi"
)

type anyPath struct {
	ID    string `path:"id,item_id"`
	Later string `query:"later" default:"x"`
}

func listItems() []int      { return []int{1} }
func readItem(*anyPath) int { return 2 }

// entry makes an Entry of fn for methods and a path.
func entry(h *Handling, methods, path string) Entry {
	return Entry{
		Place:    caller.Here(1),
		Layers:   []*layer.Settings{{Name: "app"}, h.Settings, {Name: "route"}},
		Path:     path,
		Methods:  strings.Split(methods, ","),
		Handling: h,
	}
}

func handling(fn any) *Handling { return &Handling{Func: fn, Settings: &layer.Settings{}} }

func link(t *testing.T, entries []Entry, previous *Table) *Table {
	t.Helper()
	kit := operation.NewKit(slog.New(slog.DiscardHandler), false, false)
	info := Document{Info: openapi.Info{Title: "T", Version: "1"}, SpecPath: "/openapi.json", Pages: []Page{{Option: "DocsPath", Path: "/docs", UI: docs.Config{}}}}
	table, mistakes := Link(kit, &layer.Settings{Name: "app"}, entries, Options{Document: info}, previous)
	if len(mistakes) > 0 {
		t.Fatalf("Link = %v; want a table", mistakes)
	}
	return table
}

func ids(t *Table) (all []string) {
	for r := range t.Routes() {
		all = append(all, r.OperationID)
	}
	return all
}

func TestOperationIDs(t *testing.T) {
	t.Parallel()
	items, one, closure := handling(listItems), handling(readItem), handling(func() int { return 3 })
	chosen := handling(listItems)
	chosen.Settings = &layer.Settings{}
	chosen.Settings.OperationID = "chosen"
	tests := []struct {
		name    string
		entries []Entry
		want    []string
	}{
		{"bare name", []Entry{entry(items, "GET", "/items")}, []string{"listItems"}},
		{"alias adds its path", []Entry{entry(items, "GET", "/items"), entry(items, "GET", "/products")}, []string{"listItems", "listItems_products"}},
		{"then the method", []Entry{entry(items, "GET", "/items"), entry(items, "PUT", "/items"), entry(items, "PATCH", "/items")},
			[]string{"listItems", "listItems_items", "listItems_items_patch"}},
		{"several methods of one route", []Entry{entry(items, "GET,PUT", "/items")}, []string{"listItems_get", "listItems_put"}},
		{"closure", []Entry{entry(closure, "GET", "/v1/a-b")}, []string{"get_v1_a_b"}},
		{"wildcards", []Entry{entry(one, "GET", "/a/{id}"), entry(one, "GET", "/b/{item_id}")}, []string{"readItem", "readItem_b_item_id"}},
		{"chosen", []Entry{entry(chosen, "GET", "/x"), entry(items, "GET", "/items")}, []string{"chosen", "listItems"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := ids(link(t, tt.entries, nil)); !slices.Equal(got, tt.want) {
				t.Errorf("operationIds = %q; want %q", got, tt.want)
			}
		})
	}
}

// TestOperationIDsSurvive: removing the first route must not rename its alias.
func TestOperationIDsSurvive(t *testing.T) {
	t.Parallel()
	items := handling(listItems)
	both := []Entry{entry(items, "GET", "/items"), entry(items, "GET", "/products")}
	first := link(t, both, nil)
	if got := ids(link(t, both[1:], first)); !slices.Equal(got, []string{"listItems_products"}) {
		t.Errorf("after its first route is gone, the alias is %q; want listItems_products as before", got)
	}
}

func TestServeHTTP(t *testing.T) {
	t.Parallel()
	table := link(t, []Entry{entry(handling(listItems), "GET", "/items"), entry(handling(readItem), "PUT", "/items/{id}/")}, nil)
	tests := []struct {
		method, target string
		status         int
		header, value  string
	}{
		{"GET", "/items", 200, "Content-Type", "application/json"},
		{"HEAD", "/items", 200, "Content-Length", "3"},
		{"OPTIONS", "/items", 204, "Allow", "GET, HEAD, OPTIONS"},
		{"POST", "/items", 405, "Allow", "GET, HEAD, OPTIONS"},
		{"GET", "/nothing", 404, "Content-Type", "application/json"},
		{"PUT", "/items/3?x=1", 307, "Location", "/items/3/?x=1"},
		{"GET", "/docs", 200, "Content-Type", "text/html; charset=utf-8"},
		{"GET", "/openapi.json", 200, "Content-Type", "application/json"},
	}
	for _, tt := range tests {
		w := httptest.NewRecorder()
		table.ServeHTTP(w, httptest.NewRequest(tt.method, tt.target, nil))
		if w.Code != tt.status || w.Header().Get(tt.header) != tt.value {
			t.Errorf("%s %s = %d, %s %q; want %d, %q", tt.method, tt.target, w.Code, tt.header, w.Header().Get(tt.header), tt.status, tt.value)
		}
	}
}

func TestURL(t *testing.T) {
	t.Parallel()
	one := handling(readItem)
	table := link(t, []Entry{entry(one, "GET", "/a/{id:int}"), entry(one, "GET", "/b/{item_id}")}, nil)
	tests := []struct {
		name   string
		values []string
		want   string
	}{
		{"readItem", []string{"3"}, "/a/3"},
		{"readItem", []string{"x y/z"}, "/b/x%20y%2Fz"},
		{"readItem", nil, ""},
		{"nobody", []string{"3"}, ""},
	}
	for _, tt := range tests {
		got, err := table.URL(tt.name, tt.values)
		if got != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("URL(%q, %q) = %q, %v; want %q", tt.name, tt.values, got, err, tt.want)
		}
	}
}

func TestTree(t *testing.T) {
	t.Parallel()
	app, group := NewTree(), NewTree()
	record := func(tree *Tree, path string) { tree.Record(Registration{Path: path, Handling: handling(listItems)}) }
	record(app, "/first")
	app.Record(Registration{Included: group, Chain: []*layer.Settings{{Prefix: "/g"}}})
	record(app, "/last")
	record(group, "/inside") // after Include, and still in its place
	entries, mistakes := app.Entries()
	var paths []string
	for _, e := range entries {
		paths = append(paths, e.prefix())
	}
	if want := []string{"/first", "/g/inside", "/last"}; !slices.Equal(paths, want) || len(mistakes) > 0 {
		t.Errorf("Entries = %q, %v; want %q", paths, mistakes, want)
	}

	app.Freeze()
	record(app, "/late")
	if got := app.Mistakes(); len(got) != 1 {
		t.Errorf("Mistakes after a late registration = %v; want one", got)
	}
	next := app.Copy()
	record(next, "/live")
	app.Adopt(next)
	if entries, _ := app.Entries(); len(entries) != 4 {
		t.Errorf("after Adopt there are %d entries; want 4", len(entries))
	}
}

func TestMountKeepsItsPlaceAndStripsThePrefix(t *testing.T) {
	t.Parallel()
	mounted := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte(r.URL.Path)) })
	table := link(t, []Entry{
		{Layers: []*layer.Settings{{Prefix: "/v1"}}, Path: "/files", Handler: mounted, Mount: true},
	}, nil)
	for target, want := range map[string]string{"/v1/files/a/b": "/a/b", "/v1/files/": "/"} {
		w := httptest.NewRecorder()
		table.ServeHTTP(w, httptest.NewRequest("PURGE", target, nil))
		if w.Body.String() != want {
			t.Errorf("PURGE %s reaches the mounted handler as %q (%d); want %q", target, w.Body, w.Code, want)
		}
	}
}
