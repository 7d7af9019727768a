package binding

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"reflect"
	"strings"
	"unsafe"

	"github.com/signet-go/signet/internal/constraint"
	"github.com/signet-go/signet/internal/jsonplan"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// rawField takes a copy of the body's bytes.
type rawField struct {
	slot     int
	offset   uintptr
	required bool
	media    media
	rules    *constraint.Rules
}

func compileRaws(slots []Slot, fields []jsonplan.Property, c *Config) (raws []*rawField, err error) {
	for _, f := range fields {
		raw := &rawField{slot: f.Base, offset: f.Input.Offset, required: f.Input.Required, media: newMedia(f.Input.MediaTypes())}
		if raw.rules, err = c.Checks.Field(&f.Input.Field); err != nil {
			return nil, slots[f.Base].wrap(f.Input, err)
		}
		raws = append(raws, raw)
	}
	return raws, nil
}

func (f *rawField) bind(body []byte, r *http.Request, bases []unsafe.Pointer, bad *Invalid) error {
	if len(body) == 0 {
		if f.required {
			bad.add(f.slot, model.Raw, 0, missing.At(nil, model.Raw.Place()))
		}
		return nil
	}
	if !f.media.allows(r.Header.Get("Content-Type")) {
		return f.media.refusal
	}
	at := unsafe.Add(bases[f.slot], f.offset)
	*(*vocab.RawBody)(at) = bytes.Clone(body)
	if f.rules != nil {
		for _, v := range f.rules.Check(at, nil) {
			bad.add(f.slot, model.Raw, 0, v.Fault.At(nil, model.Raw.Place()))
		}
	}
	return nil
}

// streamField takes the body as it arrives.
type streamField struct {
	slot   int
	offset uintptr
	typ    reflect.Type // one of model's
	media  media        // of an io.Reader
	most   int64        // bytes
	over   *vocab.Error
}

func compileStream(f jsonplan.Property, c *Config) *streamField {
	s := &streamField{slot: f.Base, offset: f.Input.Offset, typ: f.Input.Type.Go, most: c.MaxUpload, media: newMedia(f.Input.MediaTypes())}
	switch {
	case s.most != 0:
	case s.typ == model.ReaderType:
		s.most = c.MaxBody
	default:
		s.most = defaultMaxUpload
	}
	s.over = tooLarge(s.most)
	return s
}

// bindStream gives the field a reader of the body. Nothing is read before the
// handler asks.
func (b *bodyPlan) bindStream(w http.ResponseWriter, r *http.Request, bases []unsafe.Pointer) error {
	s := b.stream
	if r.ContentLength > s.most {
		return stop(w, r, s.over)
	}
	in := &intake{from: http.NoBody, left: s.most, over: s.over}
	if r.Body != nil && r.Body != http.NoBody {
		from, err := b.source(r, s.most, s.over)
		if err != nil {
			return err
		}
		in.from = from
	}
	at := unsafe.Add(bases[s.slot], s.offset)
	if s.typ == model.ReaderType {
		if r.ContentLength != 0 && !s.media.allows(r.Header.Get("Content-Type")) {
			return s.media.refusal
		}
		*(*io.Reader)(at) = in
		return nil
	}
	if !isMultipart(r) {
		return errNotMultipart
	}
	boundary, err := boundaryOf(r)
	if err != nil {
		return err
	}
	if s.typ == model.MultipartType {
		*(**multipart.Reader)(at) = newMultipart(in, boundary)
		return nil
	}
	*(*iter.Seq2[*vocab.Part, error])(at) = partsOf(in, boundary)
	return nil
}

// Explain returns what the error of a function means for the client: what a
// multipart.Reader that was bound says of a broken body becomes a 400. Other
// errors are returned as they are.
func (p *Plan) Explain(err error) error {
	if p.body == nil || p.body.stream == nil || p.body.stream.typ != model.MultipartType {
		return err
	}
	var known *vocab.Error
	var header textproto.ProtocolError
	if errors.As(err, &known) || !errors.As(err, &header) && !strings.Contains(err.Error(), "multipart: ") {
		return err
	}
	return broken(err) // most errors of package multipart have no type, only their first word
}

// partsOf returns the parts of a multipart body, of which there is one walk.
func partsOf(in *intake, boundary string) iter.Seq2[*vocab.Part, error] {
	parts := newParts(in, boundary)
	return func(yield func(*vocab.Part, error) bool) {
		for {
			p, err := parts.next()
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(nil, err)
				return
			}
			part := vocab.Part{Name: p.FormName(), Filename: baseName(p), ContentType: p.Header.Get("Content-Type"), Header: p.Header}
			if !yield(vocab.NewPart(part, partContent{parts, p}), nil) {
				return
			}
		}
	}
}

// media is what a content type must be.
type media struct {
	types   []string // lower case; nil for anything
	refusal *vocab.Error
}

func newMedia(types []string) media {
	if types == nil {
		return media{}
	}
	return media{types, vocab.NewError(http.StatusUnsupportedMediaType, "the body must be "+strings.Join(types, " or "))}
}

// allows reports whether a Content-Type header is one of the types.
func (m *media) allows(contentType string) bool {
	if m.types == nil {
		return true
	}
	sent, _, _ := strings.Cut(contentType, ";")
	sent = strings.ToLower(trimBlanks(sent))
	for _, t := range m.types {
		if t == sent || t == "*/*" {
			return true
		}
		if group, ok := strings.CutSuffix(t, "*"); ok && strings.HasPrefix(sent, group) {
			return true
		}
	}
	return false
}
