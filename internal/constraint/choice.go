package constraint

import (
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
)

// fewChoices is up to where a look through a list beats a map.
const fewChoices = 8

// among reports whether the T at p is one of list.
func among[T comparable](list []T) test {
	if len(list) <= fewChoices {
		return func(p unsafe.Pointer) bool { return slices.Contains(list, *(*T)(p)) }
	}
	set := make(map[T]struct{}, len(list))
	for _, v := range list {
		set[v] = struct{}{}
	}
	return func(p unsafe.Pointer) bool {
		_, ok := set[*(*T)(p)]
		return ok
	}
}

// oneOf compiles oneof and noneof.
func (s *subject) oneOf(w word) (rule, error) {
	texts := splitParams(w.param)
	if len(texts) == 0 {
		return rule{}, fmt.Errorf("%q names no value: write %s=a b c", w.text, w.name)
	}
	if s.kind != reflect.String && (!numeric(s.kind) || s.kind >= reflect.Float32) {
		return rule{}, fmt.Errorf("%q is for strings and whole numbers, not for %s; use the tag enum", w.text, s.describe())
	}
	values, err := s.parseValues(texts)
	if err != nil {
		return rule{}, err
	}
	ok := s.amongValues(values)
	if w.name == "noneof" {
		r := rule{check{ok: func(p unsafe.Pointer) bool { return !ok(p) }, fault: valueError("must not be " + listed(values))}, nil}
		r.keywords = []Keyword{{"not", map[string]any{"enum": values}}}
		return r, nil
	}
	return rule{check{ok: ok, fault: choiceFault("literal_error", values)}, []Keyword{{"enum", values}}}, nil
}

// parseValues reads texts as values of the subject: string, bool, int64, uint64
// or float64.
func (s *subject) parseValues(texts []string) ([]any, error) {
	values := make([]any, len(texts))
	for i, text := range texts {
		v, err := s.parseValue(text)
		if err != nil {
			return nil, fmt.Errorf("%q is no value of %s: %w", text, s.describe(), err)
		}
		values[i] = v
	}
	return values, nil
}

func (s *subject) parseValue(text string) (v any, err error) {
	switch k := s.kind; {
	case k == reflect.String:
		return text, nil
	case k == reflect.Bool:
		v, err = strconv.ParseBool(text)
	case k >= reflect.Float32 && k <= reflect.Float64:
		v, err = strconv.ParseFloat(text, s.typ.Go.Bits())
	case k >= reflect.Uint && k <= reflect.Uintptr:
		v, err = strconv.ParseUint(text, 10, s.typ.Go.Bits())
	case numeric(k):
		v, err = strconv.ParseInt(text, 10, s.typ.Go.Bits())
	default:
		return nil, errors.New("only a scalar has a list of values")
	}
	if e := (*strconv.NumError)(nil); errors.As(err, &e) {
		err = e.Err
	}
	return v, err
}

// amongValues is among for values that parseValues gave.
func (s *subject) amongValues(values []any) test {
	switch s.kind {
	case reflect.String:
		return among(castAll[string](values))
	case reflect.Bool:
		return among(castAll[bool](values))
	case reflect.Float32, reflect.Float64:
		list := castAll[float64](values)
		if s.kind == reflect.Float32 {
			return func(p unsafe.Pointer) bool { return slices.Contains(list, float64(*(*float32)(p))) }
		}
		return among(list)
	}
	var tests []test
	for _, v := range values {
		if n, ok := v.(uint64); ok {
			tests = append(tests, relatedUint(s.kind, equal, n))
			continue
		}
		tests = append(tests, relatedInt(s.kind, equal, v.(int64)))
	}
	return anyOf(tests)
}

func anyOf(tests []test) test {
	return func(p unsafe.Pointer) bool {
		for _, ok := range tests {
			if ok(p) {
				return true
			}
		}
		return false
	}
}

func castAll[T any](values []any) []T {
	list := make([]T, len(values))
	for i, v := range values {
		list[i] = v.(T)
	}
	return list
}

// enum compiles the tag enum: a,b,c or a JSON array.
func (s *subject) enum(text string) (rule, error) {
	texts := strings.Split(text, ",")
	if strings.HasPrefix(strings.TrimSpace(text), "[") {
		var list []any
		dec := json.NewDecoder(strings.NewReader(text))
		dec.UseNumber()
		if err := dec.Decode(&list); err != nil {
			return rule{}, fmt.Errorf("neither a,b,c nor a JSON array: %w", err)
		}
		texts = texts[:0]
		for _, v := range list {
			texts = append(texts, fmt.Sprint(v))
		}
	}
	values, err := s.parseValues(texts)
	if err != nil {
		return rule{}, err
	}
	return s.enumRule(values), nil
}

func (s *subject) enumRule(values []any) rule {
	return rule{check{ok: s.amongValues(values), fault: choiceFault("enum", values)}, []Keyword{{"enum", values}}}
}

// constant compiles the tag const.
func (s *subject) constant(text string) (rule, error) {
	values, err := s.parseValues([]string{text})
	if err != nil {
		return rule{}, err
	}
	return rule{check{ok: s.amongValues(values), fault: choiceFault("literal_error", values)}, []Keyword{{"const", values[0]}}}, nil
}

// choice is a value of a type that lists its values.
type choice struct {
	seen any // as the tags see it, from parseValue
	wire any // in JSON: string, bool, int64, uint64 or float64
}

// Choices returns the values of a type that lists them itself, as they stand in
// JSON, nil if it does not. It may do so by a method Enum() []T or, as
// jsonschema-go documents it, by Enum() []any or NamedEnum() ([]any, []string).
func Choices(t *model.Type) ([]any, error) {
	list, err := newSubject(t).choices()
	if err != nil {
		return nil, err
	}
	var values []any
	for _, c := range list {
		values = append(values, c.wire)
	}
	return values, nil
}

// enumerated calls the method by which a type lists its values.
func enumerated(t reflect.Type) (values []any) {
	pointer := reflect.New(t)
	switch v := pointer.Interface().(type) {
	case interface{ NamedEnum() ([]any, []string) }:
		values, _ = v.NamedEnum()
		return values
	case interface{ Enum() []any }:
		return v.Enum()
	}
	method := pointer.MethodByName("Enum")
	if !method.IsValid() || !listsValues(method.Type(), t) {
		return nil
	}
	for _, v := range method.Call(nil)[0].Seq2() {
		values = append(values, v.Interface())
	}
	return values
}

// listsValues reports whether a method returns values of t or of its Go kind,
// and takes nothing. Other methods called Enum mean something else.
func listsValues(method, t reflect.Type) bool {
	if method.NumIn() != 0 || method.NumOut() != 1 || method.Out(0).Kind() != reflect.Slice {
		return false
	}
	elem := method.Out(0).Elem()
	return elem == t || basic(elem.Kind()) && elem.Kind() == t.Kind()
}

// choices lists the values of a type that does so itself.
func (s *subject) choices() (list []choice, err error) {
	if !s.typ.Kind.Scalar() && !(s.typ.Kind == model.Custom && basic(s.kind)) {
		return nil, nil
	}
	for _, v := range enumerated(s.typ.Go) {
		c, err := s.choice(v)
		if err != nil {
			return nil, fmt.Errorf("%v.Enum: %w", s.typ.Go, err)
		}
		list = append(list, c)
	}
	return list, nil
}

func (s *subject) choice(v any) (c choice, err error) {
	own := s.own(v)
	if !own.IsValid() {
		seen, err := s.parseValues([]string{fmt.Sprint(v)})
		if err != nil {
			return c, err
		}
		return choice{seen[0], seen[0]}, nil
	}
	p := copied(own)
	text := plainText
	if s.text != nil {
		text = func(reflect.Value) string { return s.text(p) }
	}
	seen, err := s.parseValues([]string{text(own)})
	if err != nil {
		return c, err
	}
	c = choice{seen[0], seen[0]}
	switch t := s.typ; {
	case s.text != nil: // the text is what travels
	case t.MarshalsJSON:
		c.wire, err = inJSON(reflect.NewAt(t.Go, p).Interface())
	case t.Kind == model.Text && t.MarshalsText:
		c.wire = textOf(t)(p)
	}
	return c, err
}

// own returns a listed value as one of the type, the zero Value if it is listed
// as something else.
func (s *subject) own(v any) reflect.Value {
	listed, t := reflect.ValueOf(v), s.typ
	if text, ok := v.(string); ok && t.Kind == model.Text && t.UnmarshalsText {
		p := reflect.New(t.Go)
		if p.Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text)) == nil {
			return p.Elem()
		}
	}
	switch {
	case !listed.IsValid() || listed.Type() == t.Go:
		return listed
	case basic(s.kind) && s.text == nil && listed.Kind() == s.kind:
		return listed.Convert(t.Go)
	}
	return reflect.Value{}
}

// inJSON returns the scalar that a value writes as JSON.
func inJSON(v any) (any, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	var wire any
	return wire, json.Unmarshal(text, &wire)
}

// ownEnum compiles the values that the type lists, if it does.
func (s *subject) ownEnum() (rule, bool, error) {
	list, err := s.choices()
	if err != nil || len(list) == 0 {
		return rule{}, false, err
	}
	seen, wire := make([]any, len(list)), make([]any, len(list))
	for i, c := range list {
		seen[i], wire[i] = c.seen, c.wire
	}
	return rule{check{ok: s.amongValues(seen), fault: choiceFault("enum", wire)}, []Keyword{{"enum", wire}}}, true, nil
}

// plainText is the value of a basic kind as text, whatever its methods.
func plainText(v reflect.Value) string {
	switch k := v.Kind(); {
	case k == reflect.String:
		return v.String()
	case v.CanInt():
		return strconv.FormatInt(v.Int(), 10)
	case v.CanUint():
		return strconv.FormatUint(v.Uint(), 10)
	case v.CanFloat():
		return strconv.FormatFloat(v.Float(), 'g', -1, 64)
	default:
		return fmt.Sprint(v.Bool())
	}
}
