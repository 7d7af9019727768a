package queryparamsstrvalidations

import (
	"errors"
	"math/rand/v2"
	"strings"

	"github.com/signet-go/signet"
)

// MediaID is the number of a book or a film with a prefix that says which.
type MediaID string

// UnmarshalText refuses a number without such a prefix. A type that reads
// itself from text can be a parameter, and its error is the client's 422.
func (id *MediaID) UnmarshalText(text []byte) error {
	*id = MediaID(text)
	if strings.HasPrefix(string(text), "isbn-") || strings.HasPrefix(string(text), "imdb-") {
		return nil
	}
	return errors.New(`must start with "isbn-" or "imdb-"`)
}

// ReadMedia asks for a title by its number, or for any.
type ReadMedia struct {
	ID *MediaID `query:"id"`
}

// Media is the answer. The name of an unknown number is null.
type Media struct {
	ID   MediaID `json:"id"`
	Name *string `json:"name"`
}

func readMedia(in *ReadMedia) Media {
	shelf := []struct {
		id   MediaID
		name string
	}{
		{"isbn-9781529046137", "The Hitchhiker's Guide to the Galaxy"},
		{"imdb-tt0371724", "The Hitchhiker's Guide to the Galaxy"},
		{"isbn-9781439512982", "Isaac Asimov: The Complete Stories, Vol. 2"},
	}
	if in.ID == nil {
		pick := shelf[rand.IntN(len(shelf))]
		return Media{pick.id, &pick.name}
	}
	for _, m := range shelf {
		if m.id == *in.ID {
			return Media{m.id, &m.name}
		}
	}
	return Media{ID: *in.ID}
}

// Tutorial015 checks a text by a rule of its own.
func Tutorial015() *signet.App {
	app := signet.New()
	app.Handle(readMedia, app.GET("/items/"))
	return app
}
