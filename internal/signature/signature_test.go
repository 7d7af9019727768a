package signature

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

type (
	page struct {
		Limit int `query:"limit"`
	}
	db    struct{}
	oddly struct{}
)

func (*oddly) Error() string { return "" }

func TestReadHandlerArguments(t *testing.T) {
	t.Parallel()
	fn := func(context.Context, *page, page, *http.Request, *vocab.Reply, *vocab.RouteInfo, *db, io.Reader, []string) error {
		return nil
	}
	f, err := ReadHandler(model.NewReader(), fn)
	if err != nil {
		t.Fatalf("ReadHandler = %v; want no mistake", err)
	}
	want := []Role{Context, Input, Input, Request, Reply, Route, Dependency, Dependency, Dependency}
	for i, a := range f.Arguments {
		if a.Role != want[i] {
			t.Errorf("argument %d (%v) has role %d; want %d", i+1, a.Type, a.Role, want[i])
		}
		if (a.Input != nil) != (a.Role == Input) {
			t.Errorf("argument %d (%v): Input is %v", i+1, a.Type, a.Input)
		}
	}
	if !f.Takes(Request) || f.Takes(Writer) {
		t.Error("Takes(Request), Takes(Writer) are not true, false")
	}
}

func TestResults(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		fn       any
		provider bool
		want     [3]int // result, cleanup, error
		mistake  string
	}{
		{"nothing", func() {}, false, [3]int{-1, -1, -1}, ""},
		{"error", func() error { return nil }, false, [3]int{-1, -1, 0}, ""},
		{"value", func() int { return 0 }, false, [3]int{0, -1, -1}, ""},
		{"value and error", func() (*db, error) { return nil, nil }, false, [3]int{0, -1, 1}, ""},
		{"take-over", func(http.ResponseWriter) error { return nil }, false, [3]int{-1, -1, 0}, ""},
		{"take-over with a value", func(http.ResponseWriter) int { return 0 }, false, [3]int{0, -1, -1}, "writes the answer itself"},
		{"two values", func() (int, int) { return 0, 0 }, false, [3]int{-1, -1, -1}, "returns (int, int)"},
		{"typed error", func() *oddly { return nil }, false, [3]int{-1, -1, -1}, "declare the result as error"},
		{"guard", func() error { return nil }, true, [3]int{-1, -1, 0}, ""},
		{"provider", func() *db { return nil }, true, [3]int{0, -1, -1}, ""},
		{"with cleanup", func() (*db, vocab.Cleanup, error) { return nil, nil, nil }, true, [3]int{0, 1, 2}, ""},
		{"with an unnamed cleanup", func() (*db, func(error) error, error) { return nil, nil, nil }, true, [3]int{0, 1, 2}, ""},
		{"provider of a channel", func() chan int { return nil }, true, [3]int{0, -1, -1}, ""},
		{"provider of nothing", func() {}, true, [3]int{-1, -1, -1}, "returns nothing"},
		{"cleanup without error", func() (*db, vocab.Cleanup) { return nil, nil }, true, [3]int{-1, -1, -1}, "without an error"},
		{"cleanup alone", func() (vocab.Cleanup, error) { return nil, nil }, true, [3]int{0, -1, 1}, "without a value"},
		{"provider of a request struct", func() *page { return nil }, true, [3]int{0, -1, -1}, "source tags"},
		{"provider with a writer", func(http.ResponseWriter) error { return nil }, true, [3]int{-1, -1, 0}, "only a handler"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			read := ReadHandler
			if tt.provider {
				read = ReadProvider
			}
			f, err := read(model.NewReader(), tt.fn)
			if got := [3]int{f.Result, f.Cleanup, f.Err}; got != tt.want {
				t.Errorf("%T: result, cleanup, error at %v; want %v", tt.fn, got, tt.want)
			}
			switch {
			case tt.mistake == "" && err != nil:
				t.Errorf("%T: %v; want no mistake", tt.fn, err)
			case tt.mistake != "" && (err == nil || !strings.Contains(err.Error(), tt.mistake)):
				t.Errorf("%T: %v; want a mistake that says %q", tt.fn, err, tt.mistake)
			}
		})
	}
}
