package model

import (
	"errors"
	"fmt"
	"reflect"
)

// UnionDeclaration says which types an interface stands for, and by which
// property of the JSON object they are told apart.
type UnionDeclaration struct {
	Interface reflect.Type
	Property  string
	Variants  []VariantDeclaration
}

// VariantDeclaration is one type of a union: a struct or a pointer to one, as
// the interface holds it.
type VariantDeclaration struct {
	Tag string
	Go  reflect.Type
}

// Variants are what a Union's values may be.
type Variants struct {
	Property string
	List     []Variant
}

// Variant is one of them.
type Variant struct {
	Tag     string // value of the property
	Type    *Type  // of the struct
	Pointer bool   // what is read goes into the interface as a pointer to the struct
}

// Find returns the variant whose struct is t, false if there is none.
func (v *Variants) Find(t reflect.Type) (Variant, bool) {
	for _, one := range v.List {
		if one.Type.Go == t {
			return one, true
		}
	}
	return Variant{}, false
}

// DeclareUnion enters a union and returns what is wrong with it. It comes before
// the first type is read. One with mistakes is entered without variants, so that
// what holds it is not reported too.
func (r *Reader) DeclareUnion(u UnionDeclaration) (mistakes []error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, twice := r.unions[u.Interface]; twice {
		return []error{errors.New("is declared twice; list all variants in one Union")}
	}
	if mistakes = u.check(); len(mistakes) > 0 {
		r.unions[u.Interface] = UnionDeclaration{Interface: u.Interface}
		return mistakes
	}
	r.unions[u.Interface] = u
	return nil
}

func (u *UnionDeclaration) check() (mistakes []error) {
	mistake := func(format string, args ...any) { mistakes = append(mistakes, fmt.Errorf(format, args...)) }
	switch {
	case u.Interface.Kind() != reflect.Interface || u.Interface.Name() == "":
		mistake("is no interface type with a name: declare one, such as type Pet interface{ … }")
		return mistakes
	case u.Property == "":
		mistake("names no property that tells the variants apart")
	case len(u.Variants) == 0:
		mistake("has no variants; add a signet.Variant for each type")
	}
	tags, types := map[string]bool{}, map[reflect.Type]bool{}
	for _, v := range u.Variants {
		structure := v.structure()
		switch {
		case structure.Kind() != reflect.Struct:
			mistake("Variant[%v](%q): is no struct", v.Go, v.Tag)
		case !v.Go.Implements(u.Interface):
			cure := ""
			if reflect.PointerTo(structure).Implements(u.Interface) {
				cure = fmt.Sprintf("; its pointer does: write Variant[*%v]", structure)
			}
			mistake("Variant[%v](%q): does not implement %v%s", v.Go, v.Tag, u.Interface, cure)
		case v.Tag == "":
			mistake("Variant[%v]: has no tag; give the value of %q that stands for it", v.Go, u.Property)
		case tags[v.Tag]:
			mistake("Variant[%v](%q): another variant has this tag", v.Go, v.Tag)
		case types[structure]:
			mistake("Variant[%v](%q): %v is a variant already", v.Go, v.Tag, structure)
		}
		tags[v.Tag], types[structure] = true, true
	}
	return mistakes
}

func (v VariantDeclaration) structure() reflect.Type {
	if v.Go.Kind() == reflect.Pointer {
		return v.Go.Elem()
	}
	return v.Go
}

func (r *Reader) describeUnion(t *Type, u UnionDeclaration) error {
	t.Kind, t.Union = Union, &Variants{Property: u.Property}
	for _, v := range u.Variants {
		structure, err := r.read(v.structure())
		if err == nil && (structure.Kind != Struct || structure.UnmarshalsJSON || structure.MarshalsJSON) {
			err = errors.New("reads or writes its own JSON; a variant's members come from its fields")
		}
		if err != nil {
			return fmt.Errorf("Variant[%v](%q): %w", v.Go, v.Tag, err)
		}
		t.Union.List = append(t.Union.List, Variant{Tag: v.Tag, Type: structure, Pointer: v.Go.Kind() == reflect.Pointer})
	}
	return nil
}
