package binding

import (
	"net/http"
	"reflect"
	"testing"

	"github.com/signet-go/signet/internal/vocab"
)

type headed struct {
	Token  string            `header:"X-Token,x-old-token"`
	Count  *int              `header:"x-count"`
	Accept []string          `header:"Accept"`
	Host   vocab.Opt[string] `header:"Host"`
	Retry  int               `header:"X-Retry" default:"3"`
	Nums   []int             `header:"X-Nums"`
	Pair   *[2]*float64      `header:"X-Pair"`
}

func TestHeader(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		header http.Header
		host   string
		got    func(*headed) any
		want   any
		errs   string
	}{
		{"missing, with the default of another", http.Header{}, "", func(h *headed) any { return h.Retry }, 3, "[header x-token] missing <nil>"},
		{"present", http.Header{"X-Token": {"a"}}, "", func(h *headed) any { return h.Token }, "a", ""},
		{"empty is present", http.Header{"X-Token": {""}}, "", func(h *headed) any { return h.Token }, "", ""},
		{"second name", http.Header{"X-Old-Token": {"b"}}, "", func(h *headed) any { return h.Token }, "b", ""},
		{"underscores are not hyphens", http.Header{"X_token": {"b"}}, "", nil, nil, "[header x-token] missing <nil>"},
		{"a scalar takes the first line", http.Header{"X-Token": {"a", "b"}}, "", func(h *headed) any { return h.Token }, "a", ""},
		{"a slice takes all lines, commas and all", http.Header{"X-Token": {"a"}, "Accept": {"x/y, z/z", "a/b"}}, "",
			func(h *headed) any { return h.Accept }, []string{"x/y, z/z", "a/b"}, ""},
		{"a slice of numbers takes lists", http.Header{"X-Token": {"a"}, "X-Nums": {"1, 2", "3", "", ",4\t,,"}}, "", func(h *headed) any { return h.Nums }, []int{1, 2, 3, 4}, ""},
		{"an empty list", http.Header{"X-Token": {"a"}, "X-Nums": {" , "}}, "", func(h *headed) any { return len(h.Nums) }, 0, ""},
		{"an array takes a list", http.Header{"X-Token": {"a"}, "X-Pair": {"1.5,2"}}, "", func(h *headed) any { return *h.Pair[0] + *h.Pair[1] }, 3.5, ""},
		{"an array takes a list of its length", http.Header{"X-Token": {"a"}, "X-Pair": {"1.5"}}, "", nil, nil, "[header x-pair] too_short <nil>"},
		{"members of a list are numbered", http.Header{"X-Token": {"a"}, "X-Nums": {"1,x"}}, "", nil, nil, "[header x-nums 1] int_parsing <nil>"},
		{"values are not echoed", http.Header{"X-Token": {"a"}, "X-Count": {"secret"}}, "", nil, nil, "[header x-count] int_parsing <nil>"},
		{"host", http.Header{"X-Token": {"a"}}, "example.org", func(h *headed) any { return h.Host }, vocab.Some("example.org"), ""},
		{"no host", http.Header{"X-Token": {"a"}}, "", func(h *headed) any { return h.Host.Absent() }, true, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in, errs := bind[headed](t, Config{}, &http.Request{URL: mustURL(""), Header: tt.header, Host: tt.host})
			if texts(errs) != tt.errs {
				t.Fatalf("%v: mistakes\n%s\nwant\n%s", tt.header, texts(errs), tt.errs)
			}
			if tt.got != nil && !reflect.DeepEqual(tt.got(in), tt.want) {
				t.Errorf("%v = %v; want %v", tt.header, tt.got(in), tt.want)
			}
		})
	}
}

func TestPath(t *testing.T) {
	t.Parallel()
	type item struct {
		ID    int     `path:"id,w0"`
		Part  *string `path:"w1"`
		Other *int    `path:"elsewhere"`
		Page  int     `path:"page" default:"4"`
	}
	in, errs := bind[item](t, Config{}, get(""), "12", "a b")
	if len(errs) > 0 || in.ID != 12 || *in.Part != "a b" || in.Other != nil || in.Page != 4 {
		t.Errorf("12, a b = %+v, %v; want both, nil and the default", in, errs)
	}
	_, errs = bind[item](t, Config{}, get(""), "x", "")
	if texts(errs) != "[path w0] int_parsing x" {
		t.Errorf("x = %s; want the name that the route has", texts(errs))
	}
}
