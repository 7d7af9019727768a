package signettest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"
)

// Response is a complete answer. Its methods that expect something fail the test
// of the Client, and return the Response, so that calls can follow each other.
type Response struct {
	Status int
	Header http.Header
	Body   []byte

	t    testing.TB
	call string
}

// Want fails the test, which goes on, if the answer has another status.
func (r *Response) Want(status int) *Response {
	r.t.Helper()
	if r.Status != status {
		r.t.Errorf("%s = %s; want %d", r.call, r, status)
	}
	return r
}

// WantJSON fails the test, which goes on, if the body is another JSON value: the
// order of members and white space do not count; 1 and 1.0 differ.
func (r *Response) WantJSON(text string) *Response {
	r.t.Helper()
	want, err := canonical([]byte(text))
	if err != nil {
		r.t.Fatalf("WantJSON(%s): %v", shorten(text), err)
	}
	got, err := canonical(r.Body)
	if err != nil {
		r.t.Errorf("%s = %s; its body is no JSON: %v", r.call, r, err)
	} else if got != want {
		r.t.Errorf("%s = %s; want %s", r.call, r, shorten(text))
	}
	return r
}

// canonical is a JSON value with sorted members and no space between. Numbers
// keep their digits.
func canonical(text []byte) (string, error) {
	if !json.Valid(text) { // a decoder would take what stands before trailing data
		return "", json.Unmarshal(text, new(any))
	}
	var v any
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return "", err
	}
	sorted, err := json.Marshal(v)
	return string(sorted), err
}

// JSON decodes the body as encoding/json does; what does not fit ends the test.
// Whether the status is good is not looked at.
func (r *Response) JSON(into any) *Response {
	r.t.Helper()
	if err := json.Unmarshal(r.Body, into); err != nil {
		r.t.Fatalf("%s = %s; its body is no %T: %v", r.call, r, into, err)
	}
	return r
}

// Decode returns the body of an answer as a T, as Response.JSON does:
//
//	item := signettest.Decode[Item](client.GET("/items/1").Want(200))
func Decode[T any](r *Response) T {
	r.t.Helper()
	var into T
	r.JSON(&into)
	return into
}

// Text is the body.
func (r *Response) Text() string { return string(r.Body) }

// Cookies are those that the answer sets.
func (r *Response) Cookies() []*http.Cookie {
	return (&http.Response{Header: r.Header}).Cookies()
}

// String is the status and the body, of which it shows 500 bytes.
func (r *Response) String() string {
	return strings.TrimSpace(strconv.Itoa(r.Status) + " " + shorten(string(r.Body)))
}
