package tcontenttype

import (
	"testing"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/signettest"
)

func TestContentType(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name       string
		app        *signet.App
		path       string
		undeclared int // the status of a body without a Content-Type
	}{
		{"default", Default(), "/items/", 422},
		{"lax", Lax(), "/items/", 200},
		{"strict in a lax app", Nested(), "/outer/strict/items/", 422},
		{"silent in a lax app", Nested(), "/outer/default/items/", 200},
		{"lax in a strict app", Mixed(), "/outer/items/", 200},
		{"strict in a lax group", Mixed(), "/outer/inner/items/", 422},
	} {
		t.Run(tt.name, func(t *testing.T) {
			client := signettest.New(t, tt.app)
			client.POST(tt.path, `{"key":"value"}`, signettest.Header("Content-Type", "")).Want(tt.undeclared)
			client.POST(tt.path, `{"key":"value"}`).Want(200).WantJSON(`{"key":"value"}`)
		})
	}
}
