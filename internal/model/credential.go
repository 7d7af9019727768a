package model

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/signet-go/signet/internal/vocab"
)

// Credential is a field of a request struct that holds credentials: no
// parameter, but something that the client proves.
type Credential struct {
	GoName string  // for messages
	Offset uintptr // from the struct
	Layout *vocab.CredentialLayout

	Keys    []Origin // where its API keys are, each with one name: header, query or cookie
	Schemes []string // names of declared schemes that the tag scheme picks
}

// choosesScheme reports whether a field holds credentials of a chosen scheme,
// which makes its struct a request struct.
func choosesScheme(sf reflect.StructField) bool {
	if _, ok := sf.Tag.Lookup("scheme"); !ok {
		return false
	}
	layout, err := vocab.CredentialOf(sf.Type)
	return layout != nil || err != nil
}

// isCredential reports whether a field of a request struct is there to hold
// credentials.
func isCredential(sf reflect.StructField) bool {
	layout, err := vocab.CredentialOf(sf.Type)
	return (layout != nil || err != nil) && (sf.IsExported() || HasSource(sf.Tag) || choosesScheme(sf))
}

func readCredential(sf reflect.StructField, f Field, req *Request) error {
	layout, err := vocab.CredentialOf(sf.Type)
	if err != nil {
		return fmt.Errorf("field %s: %w", f.GoName, err)
	}
	c := &Credential{GoName: f.GoName, Offset: f.Offset, Layout: layout}
	if err := c.read(sf); err != nil {
		return fmt.Errorf("field %s: %w", f.GoName, err)
	}
	req.Credentials = append(req.Credentials, c)
	return nil
}

func (c *Credential) read(sf reflect.StructField) (err error) {
	if !sf.IsExported() {
		return errors.New("holds credentials but is unexported; begin its name with a capital letter")
	}
	for _, tag := range []string{"default", "validate"} {
		if text, ok := sf.Tag.Lookup(tag); ok {
			return fmt.Errorf("tag %s:%q means nothing on credentials: whether they are the right ones is for the function to check", tag, text)
		}
	}
	if text, ok := sf.Tag.Lookup("scheme"); ok {
		if c.Schemes, err = readSchemes(text); err != nil {
			return err
		}
	}
	if c.Keys, err = readOrigins(sf.Tag); err != nil {
		return err
	}
	return c.checkKeys()
}

func readSchemes(text string) ([]string, error) {
	names := strings.Split(text, ",")
	for _, name := range names {
		if name == "" || strings.TrimSpace(name) != name {
			return nil, fmt.Errorf("tag scheme:%q: write names of declared schemes, several separated by commas without spaces", text)
		}
	}
	return names, nil
}

// checkKeys compares the source tags with the API keys that the type holds:
// only these have a place that can be chosen.
func (c *Credential) checkKeys() error {
	wanted := 0
	for _, leaf := range c.Layout.Leaves {
		if leaf.Kind == vocab.APIKeyKind {
			wanted++
		}
	}
	for _, o := range c.Keys {
		switch {
		case wanted == 0:
			return fmt.Errorf("%v is read from the Authorization header; leave out the tag %s", c.Layout.Leaves[0].Kind, o.Source)
		case o.Source != Query && o.Source != Header && o.Source != Cookie:
			return fmt.Errorf("an API key is in a header, a query parameter or a cookie, not in the %s", o.Source)
		case len(o.Names) != 1:
			return fmt.Errorf("tag %s:%q: an API key has one name", o.Source, strings.Join(o.Names, ","))
		}
	}
	switch {
	case wanted > 0 && len(c.Keys) == 0 && len(c.Schemes) == 0:
		return errors.New(`an API key needs a place: add a source tag such as header:"X-Key", or scheme:"…" with the name of a declared APIKeyScheme`)
	case len(c.Keys) > wanted:
		return errors.New("has more source tags than API keys; take a signet.AnyOf[signet.APIKey, signet.APIKey] for a key in one of two places")
	}
	return nil
}
