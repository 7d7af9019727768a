package vocab

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestPreconditions(t *testing.T) {
	t.Parallel()
	cbor := []string{"application/cbor"}
	tests := []struct {
		name, method, match, noneMatch string
		forms                          []string
		tag                            string
		status                         int // 0: they hold
	}{
		{"no conditions", "PUT", "", "", nil, "v1", 0},
		{"blank headers", "PUT", " ", " ", nil, "v1", 0},
		{"present state", "PUT", `"v1"`, "", nil, "v1", 0},
		{"tag with quotes", "PUT", `"v1"`, "", nil, `"v1"`, 0},
		{"another state", "PUT", `"v1"`, "", nil, "v2", 412},
		{"weak tag", "PUT", `W/"v1"`, "", nil, "v1", 412},
		{"no state", "DELETE", `"v1"`, "", nil, "", 412},
		{"any state", "PUT", "*", "", nil, "v1", 0},
		{"any state, of none", "PUT", "*", "", nil, "", 412},
		{"If-Match that is none", "PUT", "v1", "", nil, "v1", 412},
		{"create only", "PUT", "", "*", nil, "", 0},
		{"create only, but it is there", "PUT", "", "*", nil, "v1", 412},
		{"none of these", "PATCH", "", `"v1"`, nil, "v2", 0},
		{"one of these", "PATCH", "", `W/"v1"`, nil, "v1", 412},
		{"If-None-Match that is none", "PUT", "", "v1", nil, "v2", 412},
		{"both, If-Match fails", "GET", `"v0"`, `"v1"`, nil, "v1", 412},
		{"not modified", "GET", "", `"v1"`, nil, "v1", 304},
		{"not modified, HEAD", "HEAD", "", `"v1"`, nil, "v1", 304},
		{"modified", "GET", "", `"v1"`, nil, "v2", 0},
		{"GET with what is none", "GET", "", "v1", nil, "v1", 0},
		{"another form of the state", "PUT", `"v1;application/cbor"`, "", cbor, "v1", 0},
		{"another form of another state", "PUT", `"v0;application/cbor"`, "", cbor, "v1", 412},
		{"first of two forms", "PUT", `"v1"`, "", cbor, "v1", 0},
		{"none of any form", "PATCH", "", `"v1;application/cbor"`, cbor, "v1", 412},
		{"no form of no state", "PUT", "", `";application/cbor"`, cbor, "", 0},
		{"GET of several forms", "GET", "", `"v1"`, cbor, "v1", 0},
	}
	for _, tt := range tests {
		r := httptest.NewRequest(tt.method, "/", nil)
		if tt.match != "" {
			r.Header.Set("If-Match", tt.match)
		}
		if tt.noneMatch != "" {
			r.Header.Set("If-None-Match", tt.noneMatch)
		}
		err := PreconditionsOf(r, tt.forms).Check(tt.tag)
		status := 0
		if e, ok := errors.AsType[*Error](err); ok {
			status = e.Status()
		}
		if status != tt.status || (err == nil) != (status == 0) {
			t.Errorf("%s: Check(%q) = %v; want status %d", tt.name, tt.tag, err, tt.status)
		}
		if e, ok := errors.AsType[*Error](err); ok && status == http.StatusNotModified && e.Header().Get("ETag") != `"v1"` {
			t.Errorf("%s: Check(%q) has the header %v; want the tag", tt.name, tt.tag, e.Header())
		}
	}
	if err := (Preconditions{}).Check("a b"); err == nil || errors.As(err, new(*Error)) {
		t.Errorf("Check(%q) = %v; want an error that is not for the client", "a b", err)
	}
}

func TestRequirePreconditions(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]bool{"If-Match": true, "If-None-Match": true, "If-Range": false} {
		r := httptest.NewRequest("PUT", "/", nil)
		r.Header.Set(header, `"a"`)
		err := PreconditionsOf(r, nil).Require()
		if e, _ := errors.AsType[*Error](err); want != (err == nil) || e != nil && e.Status() != http.StatusPreconditionRequired {
			t.Errorf("Require() with %s = %v; want 428: %v", header, err, !want)
		}
	}
}
