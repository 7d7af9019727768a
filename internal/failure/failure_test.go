package failure

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/signet-go/signet/internal/vocab"
)

func TestWrite(t *testing.T) {
	t.Parallel()
	invalid := &vocab.ValidationError{Fields: []vocab.FieldError{
		{Type: "missing", Loc: []any{"query", "q"}, Msg: "is required"},
		{Type: "too_short", Loc: []any{"body", "tags", 0}, Msg: `must "fit"`, Input: "é<", Ctx: map[string]any{"min_length": 2}},
		{Type: "value_error", Loc: []any{"body"}, Msg: "no", Input: func() {}},
	}}
	tests := []struct {
		name   string
		style  Style
		err    error
		status int
		body   string
	}{
		{"detail", Style{}, vocab.NewError(404, "item not found"), 404, `{"detail":"item not found"}`},
		{"standard text", Style{}, vocab.NewError(404, nil), 404, `{"detail":"Not Found"}`},
		{"any JSON as detail", Style{}, vocab.NewError(418, map[string]any{"a": []int{1}}), 418, `{"detail":{"a":[1]}}`},
		{"through wrapping", Style{}, fmt.Errorf("pq: password=hunter2: %w", vocab.NewError(409, "taken")), 409, `{"detail":"taken"}`},
		{"internal error is opaque", Style{}, errors.New("pq: password=hunter2"), 500, `{"detail":"Internal Server Error"}`},
		{"debug shows it", Style{Debug: true}, errors.New("boom"), 500, `{"detail":"boom","chain":["*errors.errorString: boom"]}`},
		{"detail that JSON cannot say", Style{}, vocab.NewError(400, func() {}), 500, `{"detail":"Internal Server Error"}`},
		{"no body with 304", Style{}, vocab.NewError(304, nil), 304, ``},
		{"all mistakes", Style{}, invalid, 422, `{"detail":[{"type":"missing","loc":["query","q"],"msg":"is required","input":null},` +
			`{"type":"too_short","loc":["body","tags",0],"msg":"must \"fit\"","input":"é<","ctx":{"min_length":2}},` +
			`{"type":"value_error","loc":["body"],"msg":"no","input":null}]}`},
		{"one mistake", Style{}, fmt.Errorf("checked: %w", invalid.Fields[0]), 422, `{"detail":[{"type":"missing","loc":["query","q"],"msg":"is required","input":null}]}`},
		{"joined mistakes", Style{}, errors.Join(invalid.Fields[0], fmt.Errorf("2: %w", &invalid.Fields[2])), 422, `{"detail":[{"type":"missing","loc":["query","q"],"msg":"is required","input":null},` +
			`{"type":"value_error","loc":["body"],"msg":"no","input":null}]}`},
		{"one mistake, by pointer", Style{}, &invalid.Fields[0], 422, `{"detail":[{"type":"missing","loc":["query","q"],"msg":"is required","input":null}]}`},
		{"problem", Style{Problem: true}, vocab.NewError(403, "not yours", vocab.ErrorType("https://x/y")), 403,
			`{"type":"https://x/y","title":"Forbidden","status":403,"detail":"not yours"}`},
		{"problem with data", Style{Problem: true}, vocab.NewError(403, []int{1}, vocab.ErrorTitle("No")), 403,
			`{"type":"about:blank","title":"No","status":403,"errors":[1]}`},
		{"problem with mistakes", Style{Problem: true}, &vocab.ValidationError{}, 422,
			`{"type":"about:blank","title":"Unprocessable Entity","status":422,"detail":"the request does not fit","errors":[]}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := httptest.NewRecorder()
			tt.style.Write(w, httptest.NewRequest("GET", "/", nil), tt.err)
			if w.Code != tt.status || w.Body.String() != tt.body {
				t.Errorf("Write(%v) = %d %s; want %d %s", tt.err, w.Code, w.Body, tt.status, tt.body)
			}
			if got := Status(tt.err); got != tt.status && tt.name != "detail that JSON cannot say" {
				t.Errorf("Status(%v) = %d; want %d", tt.err, got, tt.status)
			}
		})
	}
}

func TestWriteHeaders(t *testing.T) {
	t.Parallel()
	w := httptest.NewRecorder()
	err := vocab.NewError(401, "no", vocab.ErrorHeader("WWW-Authenticate", "Bearer"))
	Style{Problem: true}.Write(w, httptest.NewRequest("HEAD", "/", nil), err)
	for name, want := range map[string]string{
		"Www-Authenticate": "Bearer", "Content-Type": "application/problem+json", "Content-Length": "72",
	} {
		if got := w.Header().Get(name); got != want {
			t.Errorf("header %s = %q; want %q", name, got, want)
		}
	}
	if w.Code != http.StatusUnauthorized || w.Body.Len() != 0 {
		t.Errorf("HEAD = %d %q; want 401 without a body", w.Code, w.Body)
	}
}
