package model

import (
	"fmt"
	"reflect"
	"strings"
)

// Source is the part of a request that a field is read from.
type Source uint8

// The sources, in the order in which errors are reported.
const (
	Path Source = iota
	Query
	Header
	Cookie
	Form
	File
	Body     // the whole body: body:""
	Property // one property of the JSON body: body:"name"
	Raw      // the whole body as bytes: body:"" of a RawBody
	Stream   // the body as it arrives: body:"" of an io.Reader and the like
)

var sourceNames = [...]string{"path", "query", "header", "cookie", "form", "file", "body", "body", "body", "body"}

// String returns the name that tags use.
func (s Source) String() string { return sourceNames[s] }

// Place returns the name that the places of mistakes begin with: forms are in
// the body.
func (s Source) Place() string {
	if s.InBody() {
		return sourceNames[Body]
	}
	return sourceNames[s]
}

// InBody reports whether the source is read from the request's body.
func (s Source) InBody() bool { return s >= Form }

// tagged are the sources that have a tag of their own.
var tagged = [...]Source{Path, Query, Header, Cookie, Form, File, Body}

// Origin is one source tag of a field: a source and the names to look for, in
// that order. The whole body has no name.
type Origin struct {
	Source Source
	Names  []string
}

// HasSource reports whether a struct tag names a source.
func HasSource(tag reflect.StructTag) bool {
	for _, s := range tagged {
		if _, ok := tag.Lookup(s.String()); ok {
			return true
		}
	}
	return false
}

// optionWords are what other libraries' tags hold beside the name. Here each
// has a tag of its own or no meaning, and taken for a name it would never match.
// Alone in first place each is a name like any other.
var optionWords = map[string]string{
	"required":   `validate:"required"`,
	"omitempty":  "a pointer or signet.Opt",
	"omitzero":   "a pointer or signet.Opt",
	"explode":    "nothing: repeated keys are the default",
	"default":    `default:"…"`,
	"deprecated": `deprecated:"true"`,
}

func readOrigins(tag reflect.StructTag) ([]Origin, error) {
	var origins []Origin
	for _, source := range tagged {
		text, ok := tag.Lookup(source.String())
		if !ok {
			continue
		}
		if source == Body && text == "" {
			origins = append(origins, Origin{Source: Body})
			continue
		}
		if source == Body {
			source = Property
		}
		names, err := readNames(source, text)
		if err != nil {
			return nil, err
		}
		origins = append(origins, Origin{source, names})
	}
	return origins, nil
}

func readNames(source Source, text string) ([]string, error) {
	names := strings.Split(text, ",")
	for i, name := range names {
		word, _, _ := strings.Cut(name, "=")
		if cure, ok := optionWords[strings.TrimSpace(word)]; ok && (i > 0 || word != name) {
			return nil, fmt.Errorf("tag %s:%q: %q looks like an option, but a source tag holds names only; use %s", source, text, name, cure)
		}
		if name == "" || strings.TrimSpace(name) != name {
			return nil, fmt.Errorf("tag %s:%q: name %d is %q; write the wire name, several separated by commas without spaces", source, text, i+1, name)
		}
		for _, earlier := range names[:i] {
			if earlier == name {
				return nil, fmt.Errorf("tag %s:%q names %q twice", source, text, name)
			}
		}
	}
	if source == Property && len(names) > 1 {
		return nil, fmt.Errorf("tag body:%q: a property has one name", text)
	}
	return names, nil
}
