package binding

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"unicode/utf8"
	"unsafe"

	"github.com/signet-go/signet/internal/jsonplan"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// bodyPlan reads a JSON body into one field, or its properties into several.
type bodyPlan struct {
	slots  []int          // that read the body
	owners map[string]int // property to slot; nil for a whole body

	whole      *jsonplan.Decoder
	offset     uintptr // of the whole body's field, in the struct of slots[0]
	properties *jsonplan.Properties

	most        int64 // bytes
	overMost    *vocab.Error
	echo        bool // what cannot be read is shown to its sender
	strictMedia bool
	buffers     sync.Pool // of *buffer
}

func compileBody(slots []Slot, fields []jsonplan.Property, c *Config) (*bodyPlan, error) {
	if len(fields) == 0 {
		return nil, nil
	}
	b := &bodyPlan{most: c.MaxBody, strictMedia: c.StrictContentType, echo: c.Echo, overMost: tooLarge(c.MaxBody)}
	for _, f := range fields {
		if !slices.Contains(b.slots, f.Base) {
			b.slots = append(b.slots, f.Base)
		}
	}
	for _, f := range fields {
		if f.Input.Source == model.Body {
			return b, b.compileWhole(slots, f, fields, c)
		}
	}
	return b, b.compileProperties(slots, fields, c)
}

func (b *bodyPlan) compileWhole(slots []Slot, f jsonplan.Property, fields []jsonplan.Property, c *Config) (err error) {
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

func (b *bodyPlan) compileProperties(slots []Slot, fields []jsonplan.Property, c *Config) (err error) {
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
	b.properties, err = c.Plans.Properties(fields)
	return err
}

// BindBody reads the body and fills the fields that it feeds; the client's
// mistakes go to bad. Afterwards the structs of BodySlots are complete, their
// cross-field constraints and Validate included. bases are those of BindParams.
//
// The error is a *vocab.Error with status 413 for a body over the limit, or
// wraps ErrUnread when the body did not arrive.
func (p *Plan) BindBody(w http.ResponseWriter, r *http.Request, bases []unsafe.Pointer, bad *Invalid) error {
	bad.most, bad.slots = p.maxErrors, p.slots
	buf := p.body.takeBuffer()
	defer p.body.release(buf)
	if err := p.body.read(buf, w, r); err != nil {
		return err
	}
	p.body.bind(buf.bytes, r, bases, bad)
	checkStructs(p.late, bases, bad)
	return nil
}

func (b *bodyPlan) bind(body []byte, r *http.Request, bases []unsafe.Pointer, bad *Invalid) {
	if len(body) > 0 {
		if fault := checkMedia(r.Header["Content-Type"], b.strictMedia); fault != nil {
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

// shown is a body that cannot be read as it may be echoed: as text, if the plan
// echoes at all.
func (b *bodyPlan) shown(body []byte) any {
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
func (b *bodyPlan) refuse(e vocab.FieldError, bad *Invalid) {
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

// ErrUnread is wrapped by the error of a body that did not arrive: the client
// is gone, was too slow, or broke the framing. No answer is of use.
var ErrUnread = errors.New("the request's body did not arrive")

func tooLarge(most int64) *vocab.Error {
	return vocab.NewError(http.StatusRequestEntityTooLarge, fmt.Sprintf("the body is larger than %d bytes", most))
}

// read reads the whole body. It stops at the first byte over the limit, and
// before the first one if the client says that there will be too many.
func (b *bodyPlan) read(buf *buffer, w http.ResponseWriter, r *http.Request) error {
	if r.ContentLength > b.most {
		return b.stop(w, r)
	}
	if r.Body == nil || r.Body == http.NoBody {
		return nil
	}
	buf.expect(r.ContentLength)
	for {
		n, err := r.Body.Read(buf.room(b.most + 1))
		buf.bytes = buf.bytes[:len(buf.bytes)+n]
		if int64(len(buf.bytes)) > b.most {
			return b.stop(w, r)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return unread(err)
		}
	}
}

// stop refuses the rest of a body. HTTP/1 cannot go on with the connection
// before it has read that rest, so it is closed.
func (b *bodyPlan) stop(w http.ResponseWriter, r *http.Request) error {
	if r.ProtoMajor == 1 {
		w.Header().Set("Connection", "close")
	}
	return b.overMost
}

func unread(err error) error {
	var limited *http.MaxBytesError // of the user's own http.MaxBytesReader
	switch {
	case errors.As(err, &limited):
		return tooLarge(limited.Limit)
	case errors.Is(err, http.ErrBodyReadAfterClose):
		return fmt.Errorf("the body was closed before it was bound: %w", err)
	}
	return fmt.Errorf("%w: %w", ErrUnread, err)
}
