package constraint

import (
	"fmt"
	"reflect"
	"unsafe"

	"github.com/go-playground/validator/v10"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// Compiler compiles constraints. It has a validator of its own, which knows no
// type and no tag of anybody else's; it is safe for concurrent use.
type Compiler struct {
	validator *validator.Validate
}

// NewCompiler returns a compiler; one serves one app.
func NewCompiler() *Compiler { return &Compiler{validator: validator.New()} }

// Field compiles the constraints of a field's value: its validate tag but for
// the words that look at other fields, its JSON-Schema tags, and what its types
// say about themselves (Enum, Validate). The result checks a value of
// f.Type.Base(); it is nil when there is nothing to check. An error is the
// developer's and names the tag.
func (c *Compiler) Field(f *model.Field) (*Rules, error) {
	t, err := parseTag(f.Validate)
	if err != nil {
		return nil, fmt.Errorf("tag validate:%q: %w", f.Validate, err)
	}
	t.words, _ = splitCross(t.words)
	r, err := c.level(f.Type.Base(), t, nil)
	if err != nil {
		return nil, fmt.Errorf("tag validate:%q: %w", f.Validate, err)
	}
	if err := c.addSchemaTags(r, f); err != nil {
		return nil, err
	}
	if r.trivial() {
		return nil, nil
	}
	return r, nil
}

// level compiles one level of a tag, and the levels below it, for a type. The
// outer types are those that no tag leads into: where one returns, it ends.
func (c *Compiler) level(t *model.Type, words *tag, outer []*model.Type) (*Rules, error) {
	base := t.Base()
	s := newSubject(base)
	r := &Rules{typ: base, reach: reach(t), input: s.input(), self: base.Validates && base.Kind != model.Struct}
	if err := c.addWords(r, s, t, words.words); err != nil {
		return nil, err
	}
	own, ok, err := s.ownEnum()
	if err != nil {
		return nil, err
	}
	if ok {
		r.add(s, own)
	}
	if err := c.addInner(r, words, outer); err != nil {
		return nil, err
	}
	r.keywords, err = settle(r.keywords, s.whole())
	return r, err
}

// whole reports whether the values have no fraction.
func (s *subject) whole() bool { return s.typ.Kind == model.Int || s.typ.Kind == model.Uint }

func (r *Rules) add(s *subject, compiled rule) {
	compiled.ok = s.through(compiled.ok)
	if explain := compiled.explain; explain != nil && s.text != nil {
		compiled.explain = func(p unsafe.Pointer) *vocab.Fault {
			text := s.text(p)
			return explain(unsafe.Pointer(&text))
		}
	}
	r.checks = append(r.checks, compiled.check)
	r.keywords = append(r.keywords, compiled.keywords...)
}

// addWords compiles the words of one level. The words of presence come here
// only behind dive: those of a field are settled by model.
func (c *Compiler) addWords(r *Rules, s *subject, t *model.Type, words []string) error {
	if len(words) > 0 && s.kind == reflect.Invalid {
		return fmt.Errorf("%q cannot check %v, whose kind is not known before the request; use a type of its own with a Validate method", words[0], s.typ.Go)
	}
	for _, text := range words {
		var err error
		switch {
		case text == "omitempty" || text == "omitzero" || text == "omitnil":
			if text != "omitnil" && !t.Nullable() { // what is nil is not checked anyway, what is behind a pointer is not empty
				r.empty = isZero(s.typ)
			}
		case text == "required" && t.Nullable():
			r.null = &vocab.Fault{Type: "missing", Msg: "must not be null"}
		case text == "required" && s.typ.Kind == model.Struct: // an object that is there is not empty, as in validator
		case isCross(text):
			err = fmt.Errorf("%q compares fields of a struct and stands before dive", text)
		default:
			var compiled rule
			if compiled, err = c.compileWord(s, text); err == nil {
				r.add(s, compiled)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func isZero(t *model.Type) test {
	return func(p unsafe.Pointer) bool { return reflect.NewAt(t.Go, p).Elem().IsZero() }
}

// addInner compiles what stands behind dive, and what the types inside say
// about themselves.
func (c *Compiler) addInner(r *Rules, words *tag, outer []*model.Type) error {
	dives := words.items != nil
	switch k := r.typ.Kind; {
	case words.keys != nil && k != model.Map:
		return fmt.Errorf("keys is for maps, not for %v", r.typ.Go)
	case k == model.Slice || k == model.Array || k == model.Map || k == model.Set:
	case dives:
		return fmt.Errorf("dive is for slices, arrays and maps, not for %v", r.typ.Go)
	default:
		return nil
	}
	if !dives {
		for _, t := range outer {
			if t == r.typ {
				return nil
			}
		}
		words, outer = &tag{items: &tag{}}, append(outer[:len(outer):len(outer)], r.typ)
	}
	var err error
	if r.items, err = c.inner(r.typ.Elem, words.items, outer); err != nil {
		return err
	}
	if r.typ.Kind == model.Map {
		keys := words.keys
		if keys == nil {
			keys = &tag{}
		}
		if r.keys, err = c.inner(r.typ.Key, keys, outer); err != nil {
			return fmt.Errorf("keys: %w", err)
		}
	}
	if r.items != nil || r.keys != nil {
		r.walk = r.walker()
	}
	return nil
}

// inner is level for what a value holds: nil when there is nothing to check.
func (c *Compiler) inner(t *model.Type, words *tag, outer []*model.Type) (*Rules, error) {
	if k := t.Base().Kind; (k == model.Any || k == model.Union) && len(words.words) == 0 && words.items == nil {
		return nil, nil
	}
	r, err := c.level(t, words, outer)
	if err != nil || r.trivial() {
		return nil, err
	}
	return r, nil
}
