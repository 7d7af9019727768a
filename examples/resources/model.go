package main

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/signet-go/signet"
)

// ID is a UUID: 16 bytes that can read their text. Those of a library, such as
// github.com/google/uuid, work the same way.
type ID [16]byte

// newID returns a random UUID (RFC 9562, version 4).
func newID() (id ID) {
	rand.Read(id[:])
	id[6] = id[6]&0x0f | 0x40
	id[8] = id[8]&0x3f | 0x80
	return id
}

// MarshalText writes the usual form with four hyphens.
func (id ID) MarshalText() ([]byte, error) {
	return fmt.Appendf(nil, "%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:]), nil
}

// UnmarshalText reads the usual form.
func (id *ID) UnmarshalText(text []byte) error {
	digits, err := hex.DecodeString(strings.ReplaceAll(string(text), "-", ""))
	if err != nil || len(digits) != len(id) {
		return fmt.Errorf("%q is not a UUID", text)
	}
	copy(id[:], digits)
	return nil
}

// Summary is what a list shows of a resource.
type Summary struct {
	ID   ID     `json:"id"`
	Name string `json:"name"`
}

// New is a resource as clients describe it.
type New struct {
	Name  string   `json:"name" validate:"min=3,max=100"`             // What it is called.
	Price float64  `json:"price" validate:"gt=0"`                     // In euros.
	Note  *string  `json:"note,omitempty" validate:"max=1000"`        // Anything else worth knowing.
	Tags  []string `json:"tags" default:"[]" validate:"max=5,unique"` // Words that go with it.
}

// Resource is one as the service keeps it.
type Resource struct {
	ID ID `json:"id"`
	New
	Created time.Time `json:"created"`
	Changed time.Time `json:"changed"`

	picture *Picture // nil: none; replaced, never changed
}

// Change holds the members that a PATCH changes: those that were sent. Null
// takes the note away; the others cannot be null.
type Change struct {
	Name  signet.Opt[string]   `json:"name" validate:"min=3,max=100"`
	Price signet.Opt[float64]  `json:"price" validate:"gt=0"`
	Note  signet.Opt[string]   `json:"note" validate:"max=1000"`
	Tags  signet.Opt[[]string] `json:"tags" validate:"max=5,unique"`
}

// Validate refuses null where a resource has to have a value.
func (c *Change) Validate() error {
	var mistakes []error
	refuse := func(null bool, name string) {
		if null {
			mistakes = append(mistakes, signet.FieldError{Loc: []any{name}, Msg: "cannot be null; leave it out to keep it"})
		}
	}
	refuse(c.Name.Null(), "name")
	refuse(c.Price.Null(), "price")
	refuse(c.Tags.Null(), "tags")
	return errors.Join(mistakes...)
}

// apply puts the members that were sent into r.
func (c *Change) apply(r *New) {
	r.Name = c.Name.Or(r.Name)
	r.Price = c.Price.Or(r.Price)
	r.Tags = c.Tags.Or(r.Tags)
	if note, ok := c.Note.Get(); ok {
		r.Note = &note
	} else if c.Note.Null() {
		r.Note = nil
	}
}
