package failure

import (
	"errors"
	"fmt"
	"html"
	"net/http"
	"strings"
)

var htmlType = []string{"text/html; charset=utf-8"}

// wantsHTML reports whether the client is a browser that shows a page.
func wantsHTML(r *http.Request) bool {
	for _, accept := range r.Header.Values("Accept") {
		if strings.Contains(accept, "text/html") {
			return true
		}
	}
	return false
}

// renderDebug writes an internal error for its developer: its text, what it
// wraps, and the stack of a panic.
func (s Style) renderDebug(err error) []byte {
	b := []byte("{")
	if s.Problem {
		b = append(b, `"type":"about:blank","title":"Internal Server Error","status":500,`...)
	}
	b = appendString(append(b, `"detail":`...), fmt.Sprint(err))
	b = appendList(append(b, `,"chain":`...), chainOf(err))
	if panicked, ok := errors.AsType[*Panic](err); ok {
		b = appendList(append(b, `,"stack":`...), stackLines(panicked))
	}
	return append(b, '}')
}

func debugPage(err error) []byte {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html><title>Internal Server Error</title><h1>Internal Server Error</h1><pre>")
	for _, line := range chainOf(err) {
		b.WriteString(html.EscapeString(line) + "\n")
	}
	if panicked, ok := errors.AsType[*Panic](err); ok {
		b.WriteString("\n" + html.EscapeString(string(panicked.Stack)))
	}
	b.WriteString("</pre>\n")
	return []byte(b.String())
}

// chainOf lists an error and all that it wraps, each with its type.
func chainOf(err error) []string {
	list := []string{fmt.Sprintf("%T: %v", err, err)}
	switch err := err.(type) {
	case interface{ Unwrap() error }:
		if inner := err.Unwrap(); inner != nil {
			list = append(list, chainOf(inner)...)
		}
	case interface{ Unwrap() []error }:
		for _, inner := range err.Unwrap() {
			if inner != nil {
				list = append(list, chainOf(inner)...)
			}
		}
	}
	return list
}

func stackLines(p *Panic) []string {
	return strings.Split(strings.TrimSpace(strings.ReplaceAll(string(p.Stack), "\t", "  ")), "\n")
}

func appendList(b []byte, list []string) []byte {
	b = append(b, '[')
	for i, text := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendString(b, text)
	}
	return append(b, ']')
}
