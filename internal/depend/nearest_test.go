package depend

import (
	"bytes"
	"io"
	"net/netip"
	"net/url"
	"reflect"
	"strings"
	"testing"
)

// Addr is also the name of a type of net/netip.
type Addr struct{}

func TestNearest(t *testing.T) {
	t.Parallel()
	typ := func(values ...any) (types []reflect.Type) {
		for _, v := range values {
			types = append(types, reflect.TypeOf(v))
		}
		return types
	}
	reader := reflect.TypeFor[io.Reader]()
	tests := []struct {
		name   string
		want   reflect.Type
		offers []reflect.Type
		text   string
	}{
		{"nothing near", reader, typ(1, &url.URL{}), ""},
		{"no offer", reader, []reflect.Type{nil}, ""},
		{"a value for a pointer", reflect.TypeFor[*url.URL](), typ(url.URL{}), "; url.URL is provided: take that, or provide *url.URL"},
		{"a pointer for a value", reflect.TypeFor[url.URL](), typ(&url.URL{}, &url.URL{}), "; *url.URL is provided: take that, or provide url.URL"},
		{"an interface for what implements it", reflect.TypeFor[*bytes.Buffer](), []reflect.Type{reader}, "; io.Reader is provided: take that, or provide *bytes.Buffer"},
		{
			"several that implement it", reader, typ(&bytes.Buffer{}, 1, &strings.Reader{}, &bytes.Reader{}),
			"; *bytes.Buffer, *strings.Reader and *bytes.Reader implement it, but an interface is served only by a provider declared to return it",
		},
		{"any is implemented by all", reflect.TypeFor[any](), typ(1), ""},
		{
			"a namesake", reflect.TypeFor[*Addr](), typ(netip.Addr{}),
			"; netip.Addr of net/netip is provided, but this is the *depend.Addr of github.com/signet-go/signet/internal/depend",
		},
		{"the type itself, where it is out of sight", reflect.TypeFor[*Addr](), typ(&Addr{}), ""},
	}
	for _, tt := range tests {
		if got := Nearest(tt.want, tt.offers); got != tt.text {
			t.Errorf("%s: Nearest(%v, %v) = %q; want %q", tt.name, tt.want, tt.offers, got, tt.text)
		}
	}
}
