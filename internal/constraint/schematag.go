package constraint

import (
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// schemaTag is a JSON-Schema keyword as a struct tag.
type schemaTag struct {
	name    string
	fits    func(s *subject) bool
	wants   string // what it fits, for the developer
	compile func(s *subject, text string) (rule, error)
}

// schemaTags in the order in which they are checked.
func schemaTags() []schemaTag {
	number := func(rel relation) func(*subject, string) (rule, error) {
		return func(s *subject, text string) (rule, error) { return s.boundTag(text, rel) }
	}
	length := func(rel relation) func(*subject, string) (rule, error) {
		return func(s *subject, text string) (rule, error) {
			n, err := strconv.ParseUint(text, 10, 31)
			if err != nil {
				return rule{}, fmt.Errorf("not a whole number from 0 on")
			}
			m, of := s.measure()
			return lengthRule(m, of, rel, int64(n)), nil
		}
	}
	isText := func(s *subject) bool { return s.kind == reflect.String && s.typ.Kind != model.Number }
	isMap := func(s *subject) bool { return s.typ.Kind == model.Map }
	isScalar := func(s *subject) bool { return basic(s.kind) && s.typ.Kind != model.Duration }
	return []schemaTag{
		{"minimum", isNumber, "a number", number(atLeast)},
		{"exclusiveMinimum", isNumber, "a number", number(above)},
		{"maximum", isNumber, "a number", number(atMost)},
		{"exclusiveMaximum", isNumber, "a number", number(below)},
		{"multipleOf", isNumber, "a number", (*subject).multipleOf},
		{"minLength", isText, "a string", length(atLeast)},
		{"maxLength", isText, "a string", length(atMost)},
		{"pattern", isText, "a string", (*subject).pattern},
		{"enum", isScalar, "a scalar or a list of scalars", (*subject).enum},
		{"const", isScalar, "a scalar", (*subject).constant},
		{"minItems", isList, "a list", length(atLeast)},
		{"maxItems", isList, "a list", length(atMost)},
		{"uniqueItems", func(s *subject) bool { return isList(s) && s.typ.Kind != model.Set }, "a list", func(s *subject, text string) (rule, error) {
			if text != "true" {
				return rule{}, fmt.Errorf(`write uniqueItems:"true" or leave it out`)
			}
			return s.uniqueItems(), nil
		}},
		{"minProperties", isMap, "a map", length(atLeast)},
		{"maxProperties", isMap, "a map", length(atMost)},
	}
}

func isList(s *subject) bool {
	return s.typ.Kind == model.Slice || s.typ.Kind == model.Array || s.typ.Kind == model.Set
}

func isNumber(s *subject) bool {
	switch s.typ.Kind {
	case model.Int, model.Uint, model.Float, model.Number:
		return true
	}
	return s.rat != nil
}

// addSchemaTags compiles the JSON-Schema tags of a field into its rules. An
// enum on a list speaks of the items.
func (c *Compiler) addSchemaTags(r *Rules, f *model.Field) error {
	s := newSubject(r.typ)
	for _, tag := range schemaTags() {
		text, ok := f.Tag.Lookup(tag.name)
		if !ok {
			continue
		}
		on, target := s, r
		if tag.name == "enum" && isList(s) {
			on, target = newSubject(r.typ.Elem.Base()), r.itemRules()
		}
		if !tag.fits(on) {
			return fmt.Errorf("tag %s:%q: is for %s, not for %s; remove it", tag.name, text, tag.wants, on.describe())
		}
		compiled, err := tag.compile(on, text)
		if err != nil {
			return fmt.Errorf("tag %s:%q: %w", tag.name, text, err)
		}
		target.add(on, compiled)
	}
	if err := c.addFormat(r, s, f.Doc.Format); err != nil {
		return fmt.Errorf("tag format:%q: %w", f.Doc.Format, err)
	}
	var err error
	if r.keywords, err = settle(r.keywords, s.whole()); err != nil {
		return fmt.Errorf("tags of the field: %w", err)
	}
	return nil
}

// itemRules returns the rules of the items, made if there are none yet.
func (r *Rules) itemRules() *Rules {
	if r.items == nil {
		base := r.typ.Elem.Base()
		r.items = &Rules{typ: base, reach: reach(r.typ.Elem), input: newSubject(base).input()}
		r.walk = r.walker()
	}
	return r.items
}

// boundTag compiles minimum and its relatives.
func (s *subject) boundTag(text string, rel relation) (rule, error) {
	if text == "true" || text == "false" {
		return rule{}, fmt.Errorf("write the bound itself: %s:\"5\"", bounds[rel].keyword)
	}
	if s.rat != nil {
		return s.compareRat(text, rel)
	}
	if s.typ.Kind != model.Number {
		return compareNumber(s.kind, text, rel)
	}
	limit, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return rule{}, fmt.Errorf("not a number")
	}
	holds := related[float64](rel, limit)
	ok := func(p unsafe.Pointer) bool {
		f := numberValue(p)
		return holds(unsafe.Pointer(&f))
	}
	return rule{check{ok: ok, fault: boundFault(rel, limit)}, []Keyword{{bounds[rel].keyword, limit}}}, nil
}

// numberValue returns the json.Number at p as a float64, infinite if it is
// beyond one.
func numberValue(p unsafe.Pointer) float64 {
	f, _ := strconv.ParseFloat(*(*string)(p), 64)
	return f
}

// pattern compiles the tag pattern: RE2, found anywhere in the text.
func (s *subject) pattern(text string) (rule, error) {
	re, err := regexp.Compile(text)
	if err != nil {
		return rule{}, fmt.Errorf("not a regular expression of Go's regexp (RE2): %w", err)
	}
	fault := &vocab.Fault{Type: "string_pattern_mismatch", Msg: "must match the pattern " + text, Ctx: map[string]any{"pattern": text}}
	ok := func(p unsafe.Pointer) bool { return re.MatchString(*(*string)(p)) }
	return rule{check{ok: ok, fault: fault}, []Keyword{{"pattern", text}}}, nil
}
