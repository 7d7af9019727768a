package signettest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// base is the host of paths. A cookie jar needs one.
const base = "http://app"

func newRequest(ctx context.Context, method, path string, body any) (*http.Request, error) {
	target := path
	if strings.HasPrefix(path, "/") {
		target = base + path
	}
	content, mediaType, err := encode(body)
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequestWithContext(ctx, method, target, content)
	if err != nil {
		return nil, err
	}
	if r.URL.Host == "" {
		return nil, fmt.Errorf("path %q must begin with /", path)
	}
	if mediaType != "" {
		r.Header.Set("Content-Type", mediaType)
	}
	return r, nil
}

// encode returns a body and its media type.
func encode(body any) (content io.Reader, mediaType string, err error) {
	switch body := body.(type) {
	case nil:
		return nil, "", nil
	case Form:
		return body.encode()
	case io.Reader:
		return body, "", nil
	case url.Values:
		return strings.NewReader(body.Encode()), "application/x-www-form-urlencoded", nil
	case string:
		return strings.NewReader(body), "application/json", nil
	case []byte:
		return bytes.NewReader(body), "application/json", nil
	}
	text, err := json.Marshal(body)
	if err != nil {
		return nil, "", fmt.Errorf("encode the body: %w", err)
	}
	return bytes.NewReader(text), "application/json", nil
}

// describe prints a call for messages.
func describe(method, path string, body any) string {
	call := method + " " + path
	switch body := body.(type) {
	case nil, io.Reader:
	case string:
		call += " " + shorten(body)
	case []byte:
		call += " " + shorten(string(body))
	case Form:
		call += " " + shorten(body.String())
	case url.Values:
		call += " " + shorten(body.Encode())
	default:
		text, _ := json.Marshal(body) // encode reports the error
		call += " " + shorten(string(text))
	}
	return call
}

// shorten keeps messages readable.
func shorten(text string) string {
	const most = 500
	if len(text) > most {
		return text[:most] + "…"
	}
	return text
}
