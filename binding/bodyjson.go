package binding

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"unicode/utf8"
	"unsafe"

	"github.com/signet-go/signet/internal/jsonplan"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// jsonPlan reads a JSON body into one field, or its properties into several.
type jsonPlan struct {
	slots  []int          // that read it
	owners map[string]int // property to slot; nil for a whole body

	whole      *jsonplan.Decoder
	offset     uintptr // of the whole body's field, in the struct of slots[0]
	properties *jsonplan.Properties

	codecs      []Codec      // other forms of it
	unread      *vocab.Fault // the mistake of a body in none of the forms
	echo        bool         // what cannot be read is shown to its sender
	strictMedia bool
}

func compileJSON(slots []Slot, fields []jsonplan.Property, c *Config) (*jsonPlan, error) {
	if len(fields) == 0 {
		return nil, nil
	}
	secret := slices.ContainsFunc(fields, func(f jsonplan.Property) bool { return silent(f.Input) })
	b := &jsonPlan{slots: slotsOf(fields), strictMedia: c.StrictContentType, echo: c.Echo && !secret, codecs: c.Codecs, unread: unreadMedia(c.Codecs)}
	for _, f := range fields {
		if f.Input.Source == model.Body {
			return b, b.compileWhole(slots, f, fields, c)
		}
	}
	return b, b.compileProperties(slots, fields, c)
}

func (b *jsonPlan) compileWhole(slots []Slot, f jsonplan.Property, fields []jsonplan.Property, c *Config) (err error) {
	for _, other := range fields {
		if other.Input != f.Input {
			return slots[other.Base].wrap(other.Input, fmt.Errorf(`the body is already read as a whole by field %s of %v; give both a name, as in body:"name", or read the whole in one place`,
				f.Input.GoName, slots[f.Base].Request.Go))
		}
	}
	b.offset = f.Input.Offset
	if b.whole, err = c.Plans.Decoder(f.Input.Type, &f.Input.Field); err != nil {
		return slots[f.Base].wrap(f.Input, err)
	}
	return nil
}

func (b *jsonPlan) compileProperties(slots []Slot, fields []jsonplan.Property, c *Config) (err error) {
	b.owners = make(map[string]int, len(fields))
	var mistakes []error
	for i, f := range fields {
		if _, taken := b.owners[f.Input.Name]; taken {
			first := slices.IndexFunc(fields[:i], func(o jsonplan.Property) bool { return o.Input.Name == f.Input.Name })
			mistakes = append(mistakes, slots[f.Base].wrap(f.Input, fmt.Errorf("property %q of the body is already read by field %s of %v; read it in one place",
				f.Input.Name, fields[first].Input.GoName, slots[fields[first].Base].Request.Go)))
		}
		b.owners[f.Input.Name] = f.Base
	}
	if len(mistakes) > 0 {
		return errors.Join(mistakes...)
	}
	if b.properties, err = c.Plans.Properties(fields); err == nil {
		return nil
	}
	for _, f := range fields { // one by one, to say which argument has it
		if _, err := c.Plans.Decoder(f.Input.Type, &f.Input.Field); err != nil {
			mistakes = append(mistakes, slots[f.Base].wrap(f.Input, err))
		}
	}
	return errors.Join(mistakes...)
}

func (b *jsonPlan) bind(body []byte, r *http.Request, bases []unsafe.Pointer, bad *Invalid) {
	if len(body) > 0 {
		fault := checkMedia(r.Header["Content-Type"], b.strictMedia)
		if fault == notJSON {
			body, fault = b.translate(body, r.Header["Content-Type"])
		}
		if fault != nil {
			b.refuse(fault.At(b.shown(body), bodyPlace(fault)...), bad)
			return
		}
	}
	var mistakes []vocab.FieldError
	if b.whole != nil {
		mistakes = b.whole.Decode(body, unsafe.Add(bases[b.slots[0]], b.offset), nil)
	} else {
		mistakes = b.properties.Decode(body, bases, nil)
	}
	for _, e := range mistakes {
		b.refuse(e, bad)
	}
}

// translate makes JSON of a body that a codec can read.
func (b *jsonPlan) translate(body []byte, contentType []string) ([]byte, *vocab.Fault) {
	codec := codecFor(b.codecs, contentType)
	if codec == nil {
		return body, b.unread
	}
	text, err := codec.toJSON(body)
	if err != nil {
		return body, codec.unreadable()
	}
	return text, nil
}

// shown is a body that cannot be read as it may be echoed: as text, if the plan
// echoes at all.
func (b *jsonPlan) shown(body []byte) any {
	if !b.echo || !utf8.Valid(body) {
		return nil
	}
	return string(body)
}

// bodyPlace is where a fault of the body as a whole is: json_invalid names the
// character.
func bodyPlace(f *vocab.Fault) []any {
	if f.Type == "json_invalid" {
		return []any{model.Body.String(), 0}
	}
	return []any{model.Body.String()}
}

// refuse records a mistake of the body for the slot whose property it is about,
// or else for all that read the body.
func (b *jsonPlan) refuse(e vocab.FieldError, bad *Invalid) {
	if len(e.Loc) > 1 && b.owners != nil {
		if name, ok := e.Loc[1].(string); ok {
			if slot, ok := b.owners[name]; ok {
				bad.add(slot, model.Body, 0, e)
				return
			}
		}
	}
	bad.add(b.slots[0], model.Body, 0, e)
	for _, slot := range b.slots[1:] {
		bad.fail(slot)
	}
}
