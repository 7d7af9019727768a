package binding

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"unsafe"

	"github.com/signet-go/signet/internal/jsonplan"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// bodyPlan reads the body in one of three ways: as JSON, as a form, or as it
// arrives. Beside the first two its bytes may be wanted as they are.
type bodyPlan struct {
	slots  []int // that read the body
	json   *jsonPlan
	form   *formPlan
	stream *streamField
	raws   []*rawField

	most     int64 // bytes of what is read into memory
	overMost *vocab.Error
	inflates bool // gzip is taken
	coding   *vocab.Error
	buffers  sync.Pool // of *buffer
}

func compileBody(slots []Slot, fields []jsonplan.Property, c *Config) (b *bodyPlan, err error) {
	if len(fields) == 0 {
		return nil, nil
	}
	b = &bodyPlan{slots: slotsOf(fields), most: c.MaxBody, overMost: tooLarge(c.MaxBody), inflates: c.Gzip, coding: wrongCoding(c.Gzip)}
	parts := divide(fields)
	if err := parts.clash(slots); err != nil {
		return b, err
	}
	var mistakes [4]error
	b.json, mistakes[0] = compileJSON(slots, parts.json, c)
	b.form, mistakes[1] = compileForm(slots, parts.form, c)
	b.raws, mistakes[2] = compileRaws(slots, parts.raw, c)
	if len(parts.stream) > 0 {
		b.stream = compileStream(parts.stream[0], c)
	}
	return b, errors.Join(mistakes[:]...)
}

// slotsOf returns the slots of fields, each once.
func slotsOf(fields []jsonplan.Property) (list []int) {
	for _, f := range fields {
		if !slices.Contains(list, f.Base) {
			list = append(list, f.Base)
		}
	}
	return list
}

// bodyFields are the fields of an operation by the way in which they read the body.
type bodyFields struct{ json, form, raw, stream []jsonplan.Property }

func divide(fields []jsonplan.Property) (d bodyFields) {
	for _, f := range fields {
		switch f.Input.Source {
		case model.Form, model.File:
			d.form = append(d.form, f)
		case model.Raw:
			d.raw = append(d.raw, f)
		case model.Stream:
			d.stream = append(d.stream, f)
		default:
			d.json = append(d.json, f)
		}
	}
	return d
}

// clash refuses to read one body in several ways.
func (d *bodyFields) clash(slots []Slot) error {
	if len(d.stream) > 0 {
		if others := slices.Concat(d.stream[1:], d.json, d.form, d.raw); len(others) > 0 {
			return between(slots, others[0], d.stream[0], "the body is handed on as it arrives to %s, so nothing else can read it; read it in one place")
		}
	}
	if len(d.form) > 0 && len(d.json) > 0 {
		return between(slots, d.json[0], d.form[0], `the body is a form, of which %s reads a part; give this field the tag form:"name" too, which takes JSON as a part of a form`)
	}
	file := slices.IndexFunc(d.form, func(f jsonplan.Property) bool { return f.Input.Source == model.File })
	if file >= 0 && len(d.raw) > 0 {
		return between(slots, d.raw[0], d.form[file], "a RawBody would keep whole uploads in memory, and %s takes one; read the file alone")
	}
	return nil
}

// between is a mistake of one field because of another.
func between(slots []Slot, one, other jsonplan.Property, format string) error {
	name := fmt.Sprintf("field %s of %v", other.Input.GoName, slots[other.Base].Request.Go)
	return slots[one.Base].wrap(one.Input, fmt.Errorf(format, name))
}

// BindBody reads the body and fills the fields that it feeds; the client's
// mistakes go to bad. Afterwards the structs of BodySlots are complete, their
// cross-field constraints and Validate included. bases are those of BindParams.
// Files are kept in up, which the caller removes after the answer, whatever
// happened.
//
// The error is a *vocab.Error for what no field can be blamed for: 413 for a
// body over a limit, 415 for a type that is not read, 400 for one that is
// broken. It wraps ErrUnread when the body did not arrive.
func (p *Plan) BindBody(w http.ResponseWriter, r *http.Request, bases []unsafe.Pointer, bad *Invalid, up *Uploads) error {
	bad.most, bad.slots = p.maxErrors, p.slots
	if err := p.body.bind(w, r, bases, bad, up); err != nil {
		return err
	}
	checkStructs(p.late, bases, bad)
	return nil
}

func (b *bodyPlan) bind(w http.ResponseWriter, r *http.Request, bases []unsafe.Pointer, bad *Invalid, up *Uploads) error {
	if b.stream != nil {
		return b.bindStream(w, r, bases)
	}
	if b.form != nil && b.form.takesFiles && isMultipart(r) {
		return b.bindUploads(w, r, bases, bad, up)
	}
	buf := b.takeBuffer()
	defer b.release(buf)
	if err := b.read(buf, w, r); err != nil {
		return err
	}
	for _, f := range b.raws {
		if err := f.bind(buf.bytes, r, bases, bad); err != nil {
			return err
		}
	}
	switch {
	case b.form != nil:
		return b.form.bind(buf.bytes, r, bases, bad)
	case b.json != nil:
		b.json.bind(buf.bytes, r, bases, bad)
	}
	return nil
}

// ErrUnread is wrapped by the error of a body that did not arrive: the client
// is gone, was too slow, or broke the framing. Hardly anybody sees the answer.
var ErrUnread = vocab.NewError(http.StatusBadRequest, "the body did not arrive as announced")

func tooLarge(most int64) *vocab.Error {
	return vocab.NewError(http.StatusRequestEntityTooLarge, fmt.Sprintf("the body is larger than %d bytes", most))
}

// read reads the whole body. It stops at the first byte over the limit, and
// before the first one if the client says that there will be too many.
func (b *bodyPlan) read(buf *buffer, w http.ResponseWriter, r *http.Request) error {
	if r.ContentLength > b.most {
		return stop(w, r, b.overMost)
	}
	if r.Body == nil || r.Body == http.NoBody {
		return nil
	}
	from, err := b.source(r, b.most, b.overMost)
	if err != nil {
		return err
	}
	buf.expect(r.ContentLength)
	for {
		n, err := from.Read(buf.room(b.most + 1))
		buf.bytes = buf.bytes[:len(buf.bytes)+n]
		if int64(len(buf.bytes)) > b.most {
			return stop(w, r, b.overMost)
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
func stop(w http.ResponseWriter, r *http.Request, why *vocab.Error) error {
	if r.ProtoMajor == 1 {
		w.Header().Set("Connection", "close")
	}
	return why
}

func unread(err error) error {
	var known *vocab.Error          // the body arrives, but cannot be read
	var limited *http.MaxBytesError // of the user's own http.MaxBytesReader
	switch {
	case errors.As(err, &known):
		return err
	case errors.As(err, &limited):
		return tooLarge(limited.Limit)
	case errors.Is(err, http.ErrBodyReadAfterClose):
		return fmt.Errorf("the body was closed before it was bound: %w", err)
	}
	return fmt.Errorf("%w: %w", ErrUnread, err)
}
