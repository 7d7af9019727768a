package openapi

import (
	"encoding/json"
	"maps"
	"net"
	"net/netip"
	"reflect"
	"slices"
	"time"

	"github.com/swaggest/jsonschema-go"

	"github.com/signet-go/signet/internal/model"
)

// walk is one reflection of one type. jsonschema-go goes no deeper than that
// type: for everything inside it gets what the builder already knows, so that
// each type is reflected once and a recursive one ends.
type walk struct {
	builder *Builder
	typ     *model.Type
	in      direction
	object  *object // of a struct
}

func (w *walk) run() (*reflected, error) {
	switch w.typ.Kind {
	case model.Any:
		return &reflected{schema: schema{}}, nil
	case model.Union:
		s, err := w.builder.union(w.typ, w.in)
		return &reflected{schema: s}, err
	}
	typed, err := w.reflect()
	if err != nil {
		return nil, err
	}
	s, err := typed.ToSchemaOrBool().ToSimpleMap()
	if err != nil {
		return nil, typeError(w.typ, err)
	}
	s = w.builder.resolved(s, w.in)
	w.finish(s)
	return &reflected{typed: typed, schema: s}, nil
}

func (w *walk) reflect() (s jsonschema.Schema, err error) {
	if embedsItself(w.typ.Go, nil) {
		// jsonschema-go would not come back. The model has the members; what
		// the type declares beside them is lost.
		s.AddType(jsonschema.Object)
		return s, w.complete(&s)
	}
	s, err = (&jsonschema.Reflector{}).Reflect(reflect.Zero(w.typ.Go).Interface(),
		jsonschema.InlineRefs,
		jsonschema.ProcessWithoutTags,
		jsonschema.SkipEmbeddedMapsSlices,
		jsonschema.InterceptSchema(w.intercept),
		jsonschema.InterceptProp(func(jsonschema.InterceptPropParams) error {
			return jsonschema.ErrSkipProperty // complete takes them from the model
		}),
	)
	if err != nil {
		return s, typeError(w.typ, err)
	}
	return s, nil
}

// intercept is called before and after jsonschema-go looks at a type.
func (w *walk) intercept(p jsonschema.InterceptSchemaParams) (stop bool, err error) {
	if len(p.Context.Path) > 1 {
		t, err := w.builder.types.ReadType(p.Value.Type())
		if err != nil {
			return true, err
		}
		*p.Schema, err = w.builder.typed(t, w.in)
		return true, err
	}
	if p.Processed {
		return false, w.complete(p.Schema)
	}
	return wellKnown(w.typ, p.Schema), nil
}

// wellKnown describes types that jsonschema-go knows itself, but not as the
// wire has them.
func wellKnown(t *model.Type, s *jsonschema.Schema) bool {
	switch {
	case t.Kind == model.UUID:
		s.AddType(jsonschema.String)
		s.WithFormat("uuid")
	case t.Layout != "":
		completeTime(t.Layout, s)
	case t.Go == bytesType:
		s.AddType(jsonschema.String)
		s.WithContentEncoding("base64")
	default:
		return false
	}
	return true
}

var bytesType = reflect.TypeFor[[]byte]()

// complete puts right what depends on the wire; a Preparer sees the result.
func (w *walk) complete(s *jsonschema.Schema) error {
	t := w.typ
	if list := choices(t); list != nil {
		s.Enum = list
	}
	switch t.Kind {
	case model.Int, model.Uint:
		if format := widths[t.Go.Kind()]; format != "" {
			s.WithFormat(format)
		}
	case model.Number:
		becomes(s, jsonschema.Number, "")
	case model.BigInt:
		becomes(s, jsonschema.Integer, "")
	case model.BigFloat:
		becomes(s, jsonschema.Number, "")
	case model.BigRat:
		becomes(s, jsonschema.Number, "")
		s.AddType(jsonschema.String) // 1/3
	case model.Decimal:
		w.completeDecimal(s)
	case model.Time:
		completeTime(t.Layout, s)
	case model.Date:
		becomes(s, jsonschema.String, "date")
	case model.TimeOfDay:
		becomes(s, jsonschema.String, "time")
	case model.Duration:
		becomes(s, jsonschema.String, "duration")
	case model.URL:
		becomes(s, jsonschema.String, "uri")
	case model.Bytes:
		becomes(s, jsonschema.String, "")
		s.WithContentEncoding("base64")
	case model.Text:
		w.completeText(s)
	case model.Custom:
		unknown(s)
	case model.Slice, model.Array, model.Map, model.Set:
		return w.completeCollection(s)
	case model.Struct:
		return w.completeStruct(s)
	}
	return nil
}

// widths are the registered formats of OpenAPI for numbers whose width the
// developer has chosen; a plain int says nothing.
var widths = map[reflect.Kind]string{
	reflect.Int8: "int8", reflect.Int16: "int16", reflect.Int32: "int32", reflect.Int64: "int64",
	reflect.Uint8: "uint8", reflect.Uint16: "uint16", reflect.Uint32: "uint32", reflect.Uint64: "uint64",
}

// becomes replaces what the Go kind says; what the type declares stays.
func becomes(s *jsonschema.Schema, t jsonschema.SimpleType, format string) {
	unknown(s)
	s.AddType(t)
	if format != "" {
		s.WithFormat(format)
	}
}

// unknown takes away what the Go kind says.
func unknown(s *jsonschema.Schema) {
	s.Type, s.Items, s.AdditionalProperties, s.Properties, s.Required, s.Minimum = nil, nil, nil, nil, nil, nil
}

// completeTime describes a time, which travels as its field says.
func completeTime(layout string, s *jsonschema.Schema) {
	example := time.Date(2026, 11, 21, 14, 30, 0, 0, time.UTC)
	switch layout {
	case "", time.RFC3339, time.RFC3339Nano:
		becomes(s, jsonschema.String, "date-time")
	case model.Unix:
		becomes(s, jsonschema.Integer, "")
		s.WithDescription("Seconds since 1970-01-01T00:00:00Z.").WithExamples(example.Unix())
	case model.UnixMilli:
		becomes(s, jsonschema.Integer, "")
		s.WithDescription("Milliseconds since 1970-01-01T00:00:00Z.").WithExamples(example.UnixMilli())
	case time.DateOnly:
		becomes(s, jsonschema.String, "date")
	default:
		becomes(s, jsonschema.String, "")
		s.WithExamples(example.Format(layout))
	}
}

// completeDecimal describes a decimal number, which may be sent as either and is
// written as its type does it.
func (w *walk) completeDecimal(s *jsonschema.Schema) {
	if w.in != output {
		becomes(s, jsonschema.Number, "")
		s.AddType(jsonschema.String)
		return
	}
	kind := jsonschema.String
	if m, ok := reflect.New(w.typ.Go).Interface().(json.Marshaler); ok {
		if text, err := m.MarshalJSON(); err == nil && text[0] != '"' {
			kind = jsonschema.Number
		}
	}
	becomes(s, kind, "")
}

// completeText describes a type that reads or writes itself as text. In a
// direction for which it has no method it travels as its Go kind does.
func (w *walk) completeText(s *jsonschema.Schema) {
	t := w.typ
	switch {
	case w.in != output && t.UnmarshalsText, w.in == output && (t.MarshalsText || t.MarshalsJSON):
		becomes(s, jsonschema.String, textFormats[t.Go])
	}
}

var (
	textFormats = map[reflect.Type]string{
		reflect.TypeFor[netip.Addr]():   "ip",
		reflect.TypeFor[net.IP]():       "ip",
		reflect.TypeFor[netip.Prefix](): "ip-network",
	}
)

func (w *walk) completeCollection(s *jsonschema.Schema) error {
	t := w.typ
	inner, err := w.builder.typed(t.Elem, w.in)
	if err != nil {
		return err
	}
	if t.Kind != model.Map {
		becomes(s, jsonschema.Array, "")
		s.WithItems(*(&jsonschema.Items{}).WithSchemaOrBool(inner.ToSchemaOrBool()))
		switch t.Kind {
		case model.Set:
			s.WithUniqueItems(true)
		case model.Array:
			s.WithMinItems(int64(t.Len)).WithMaxItems(int64(t.Len))
		}
		return nil
	}
	becomes(s, jsonschema.Object, "")
	s.WithAdditionalProperties(inner.ToSchemaOrBool())
	key, err := w.builder.typed(t.Key, w.in)
	if err != nil {
		return err
	}
	// A key is a string anyway; only a format or an enum adds to that.
	list := choices(t.Key)
	switch {
	case key.Ref != nil && (t.Key.Kind == model.String || t.Key.Kind == model.Text):
		s.WithPropertyNames(key.ToSchemaOrBool())
	case list != nil:
		texts := withTextChoices(schema{"enum": list})["enum"].([]any)
		s.WithPropertyNames((&jsonschema.Schema{}).WithEnum(texts...).ToSchemaOrBool())
	case key.Format != nil && key.HasType(jsonschema.String):
		key.Type = nil
		s.WithPropertyNames(key.ToSchemaOrBool())
	}
	return nil
}

// completeStruct takes the members from the model. They are given to
// jsonschema-go only where a Preparer may want to change them.
func (w *walk) completeStruct(s *jsonschema.Schema) (err error) {
	if opaque(w.typ, w.in) {
		unknown(s)
		return nil
	}
	if w.object, err = w.builder.object(w.typ, w.in); err != nil {
		return err
	}
	s.Properties, s.Required = nil, w.object.required
	if w.object.closed && s.AdditionalProperties == nil {
		s.WithAdditionalProperties(*(&jsonschema.SchemaOrBool{}).WithTypeBoolean(false))
	}
	if s.Description == nil {
		s.Description = optional(w.builder.comment(w.typ.Go, ""))
	}
	if !reflect.PointerTo(w.typ.Go).Implements(preparerType) {
		return nil
	}
	for _, m := range w.object.properties {
		var typed jsonschema.SchemaOrBool
		if err := typed.FromSimpleMap(withMarks(m.value.(schema))); err != nil {
			return typeError(w.typ, err)
		}
		s.WithPropertiesItem(m.name, typed)
	}
	return nil
}

var preparerType = reflect.TypeFor[jsonschema.Preparer]()

func withMarks(s schema) schema {
	return mapRefs(s, func(v any) any {
		if r, ok := v.(ref); ok {
			return r.mark()
		}
		return v
	}).(schema)
}

// finish puts the properties in the order of the model; those that a Preparer
// added come last, by name.
func (w *walk) finish(s schema) {
	if w.object == nil {
		return
	}
	prepared, ok := s["properties"].(schema)
	if !ok {
		s["properties"] = w.object.properties
		return
	}
	var properties ordered
	for _, m := range w.object.properties {
		if p, ok := prepared[m.name]; ok {
			properties = append(properties, member{m.name, p})
			delete(prepared, m.name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(prepared)) {
		properties = append(properties, member{name, prepared[name]})
	}
	s["properties"] = properties
}

// embedsItself reports whether a struct embeds a pointer to itself, directly or
// through other embedded structs.
func embedsItself(t reflect.Type, outer []reflect.Type) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return false
	}
	if slices.Contains(outer, t) {
		return true
	}
	outer = append(outer, t)
	for i := range t.NumField() {
		if sf := t.Field(i); sf.Anonymous && embedsItself(sf.Type, outer) {
			return true
		}
	}
	return false
}
