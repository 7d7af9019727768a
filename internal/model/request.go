package model

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Request is a struct whose fields are read from a request.
type Request struct {
	Go          reflect.Type  // the struct
	Params      []*Param      // in order of declaration, embedded structs in place
	Credentials []*Credential // fields that hold credentials, which are no parameters
	Strict      []Source      // whose unknown names are mistakes
	Validates   bool          // *Go has Validate() error
}

// Param is one field of a request struct with the sources it may have.
type Param struct {
	Field
	Origins []Origin
}

// Input is a Param on one route: the source that feeds it there. Its Field has
// the name and the presence that this source gives; Name is empty for the
// whole body.
type Input struct {
	Field
	Source   Source
	Names    []string // all names to look for, in order; Name is the first
	Style    Style    // of a list
	Wildcard int      // Path: position among the route's wildcards
}

// IsRequest reports whether t, a struct or a pointer to one, has a field with a
// source tag or with credentials of a chosen scheme, embedded structs included.
func IsRequest(t reflect.Type) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t.Kind() == reflect.Struct && hasSources(t, map[reflect.Type]bool{})
}

func hasSources(t reflect.Type, seen map[reflect.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	for i := range t.NumField() {
		sf := t.Field(i)
		if HasSource(sf.Tag) || choosesScheme(sf) {
			return true
		}
		if embedsStruct(sf) {
			inner := sf.Type
			if inner.Kind() == reflect.Pointer {
				inner = inner.Elem()
			}
			if hasSources(inner, seen) {
				return true
			}
		}
	}
	return false
}

// ReadRequest describes a request struct. All mistakes of its fields come in
// one joined error, each naming its field.
func (r *Reader) ReadRequest(t reflect.Type) (*Request, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if known, ok := r.requests[t]; ok {
		return known, nil
	}
	req := &Request{Go: t, Validates: reflect.PointerTo(t).Implements(validatorType)}
	if err := r.params(t, Field{}, req); err != nil {
		return nil, err
	}
	r.requests[t] = req
	return req, nil
}

func (r *Reader) params(t reflect.Type, outer Field, req *Request) error {
	var mistakes []error
	for i := range t.NumField() {
		sf := t.Field(i)
		f := outer.inner(sf)
		var err error
		switch {
		case hasStrict(sf):
			err = req.readStrict(sf)
		case isCredential(sf):
			err = readCredential(sf, f, req)
		case HasSource(sf.Tag):
			err = r.readParam(sf, f, req)
		case embedsStruct(sf) && sf.Type.Kind() == reflect.Struct:
			err = r.params(sf.Type, f, req)
		case embedsStruct(sf):
			err = fmt.Errorf("field %s: a request struct embeds structs by value; embed %v without the pointer", f.GoName, sf.Type.Elem())
		case sf.IsExported():
			err = fmt.Errorf("field %s: no source tag; add one of path, query, header, cookie, form, file or body, or make the field unexported", f.GoName)
		}
		if err != nil {
			mistakes = append(mistakes, err)
		}
	}
	return errors.Join(mistakes...)
}

func (r *Reader) readParam(sf reflect.StructField, f Field, req *Request) (err error) {
	if !sf.IsExported() {
		return fmt.Errorf("field %s: has a source tag but is unexported; begin its name with a capital letter", f.GoName)
	}
	p := &Param{Field: f}
	if p.Origins, err = readOrigins(sf.Tag); err != nil {
		return fmt.Errorf("field %s: %w", f.GoName, err)
	}
	p.readFacts(sf)
	t, err := r.readCarried(sf.Type, p.Origins)
	if err = r.takeType(&p.Field, t, err); err != nil {
		return err
	}
	for _, earlier := range req.Params {
		if clash := p.clash(earlier); clash != "" {
			return fmt.Errorf("field %s: %s is already read by field %s", p.GoName, clash, earlier.GoName)
		}
	}
	req.Params = append(req.Params, p)
	return nil
}

// clash names a source that both fields read; the path's names may repeat, for
// a route has each of its wildcards once.
func (p *Param) clash(o *Param) string {
	for _, a := range p.Origins {
		for _, b := range o.Origins {
			if a.Source == Body && b.Source == Body {
				return "the whole body"
			}
			if a.Source != b.Source || a.Source == Path {
				continue
			}
			for _, name := range a.Names {
				if slices.Contains(b.Names, name) {
					return fmt.Sprintf("%s %q", a.Source, name)
				}
			}
		}
	}
	return ""
}

// Resolve settles which source feeds each field on a route with the given
// wildcards. A field takes the first of its sources that the route has; only
// the path can be absent from a route. A field that only the path could feed,
// and that may be absent, is left out; all other unfed fields are mistakes,
// joined in the error.
func (r *Request) Resolve(wildcards []string) ([]*Input, error) {
	var inputs []*Input
	var mistakes []error
	for _, p := range r.Params {
		in, err := p.resolve(wildcards)
		switch {
		case err != nil:
			mistakes = append(mistakes, fmt.Errorf("field %s: %w", p.GoName, err))
		case in != nil:
			inputs = append(inputs, in)
		}
	}
	return inputs, errors.Join(mistakes...)
}

func (p *Param) resolve(wildcards []string) (*Input, error) {
	for _, o := range p.Origins {
		in := &Input{Field: p.Field, Source: o.Source, Names: o.Names, Style: Style(p.Tag.Get("style"))}
		if o.Source == Path && !in.findWildcard(wildcards) {
			continue
		}
		if o.Source != Path && len(o.Names) > 0 {
			in.Name = o.Names[0]
		}
		in.settle()
		return in, in.check()
	}
	unfed := p.Field
	unfed.settlePresence(false)
	if unfed.Required {
		return nil, fmt.Errorf("no wildcard of the route feeds it: it is read from path %q, and the route has %q; rename one, or make the field a pointer, an Opt or give it a default",
			p.Origins[len(p.Origins)-1].Names, wildcards)
	}
	if p.HasDefault {
		return &Input{Field: unfed, Source: Path, Names: p.Origins[0].Names, Wildcard: -1}, nil
	}
	return nil, nil
}

func (in *Input) findWildcard(wildcards []string) bool {
	for _, name := range in.Names {
		if at := slices.Index(wildcards, name); at >= 0 {
			in.Name, in.Wildcard = name, at
			return true
		}
	}
	return false
}

// settle applies the rule of presence for the source.
func (in *Input) settle() {
	in.settlePresence(in.Source == Property || in.Source == File && in.Type.Kind == Bytes || in.InJSON())
	switch in.Source {
	case Path:
		in.Required = true // the route has it, so it is always there
	case Body:
		in.Required = in.Required || in.collectionBody()
	case Stream:
		in.Required = false // how much arrives, its reader will see
	}
}

// collectionBody reports whether the whole body is a slice or a map: unlike a
// repeated query parameter, it is one value that has to be sent.
func (in *Input) collectionBody() bool {
	k := in.Type.Kind
	return (k == Slice || k == Map || k == Bytes || k == Set) && !in.HasDefault
}

// check refuses types that the source cannot carry.
func (in *Input) check() error {
	if err := in.checkStyle(); err != nil {
		return err
	}
	if in.Doc.ReadOnly {
		return fmt.Errorf("has the tag readOnly, but is read from the %s; readOnly is for members of a model", in.Source)
	}
	base := in.Type.Base()
	switch in.Source {
	case Path:
		if in.Style == Repeat && !base.Kind.Scalar() {
			return fmt.Errorf("path %q is one text and cannot fill %s", in.Name, oneOf(in.Type.Go))
		}
	case Header, Cookie, Query:
		if err := in.checkText(base); err != nil {
			return err
		}
	case File:
		if err := in.checkFile(); err != nil {
			return err
		}
	default:
		if in.Type.holdsUpload() {
			return errUploadInJSON
		}
	}
	return in.checkMedia()
}

// checkText refuses what has no form as one or more texts.
func (in *Input) checkText(base *Type) error {
	switch base.Kind {
	case Slice, Array, Set:
		if base.Elem.Base().Kind.Scalar() {
			return nil
		}
	case Map:
		if in.Source == Query {
			return nil // deepObject: filter[name]=value
		}
	default:
		if base.Kind.Scalar() {
			return nil
		}
	}
	return fmt.Errorf("%s %q cannot fill %s: use a scalar, a slice of scalars, or for an object a body", in.Source, in.Name, oneOf(in.Type.Go))
}

// oneOf names a value of a type as people write it: an int, a map[string]any.
func oneOf(t reflect.Type) string {
	name := strings.ReplaceAll(t.String(), "interface {}", "any")
	if strings.IndexByte("aeio", name[0]) >= 0 { // a uint
		return "an " + name
	}
	return "a " + name
}
