package operation

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"reflect"
	"unsafe"

	"github.com/signet-go/signet/binding"
	"github.com/signet-go/signet/internal/vocab"
)

// tagged is a result that knows its version.
type tagged interface{ ETag() string }

var taggedType = reflect.TypeFor[tagged]()

// tags says where the answers of an operation get their entity tags from. An
// output that is not among them gets a hash of its body.
type tags map[*binding.Output]tagSource

// tagSource finds what is tagged in a result.
type tagSource struct {
	typ     reflect.Type
	through bool    // the result is a pointer to the envelope that holds it
	offset  uintptr // in the envelope
}

// compileTags prepares the tags of answers that are made as a whole.
func (op *Operation) compileTags() error {
	reads := op.Info.Method == http.MethodGet || op.Info.Method == http.MethodHead
	if !on(op.Settings.ETag) || !reads || op.output == nil || op.streams {
		return nil
	}
	op.tags = tags{}
	if op.output.Outcomes() == nil {
		return op.tags.add(op.output, op.fn.ResultType())
	}
	for _, o := range op.output.Outcomes() {
		if err := op.tags.add(o.Output, o.Type); err != nil {
			return err
		}
	}
	return nil
}

// add looks for the method in a result and in the body of an envelope.
func (t tags) add(o *binding.Output, result reflect.Type) error {
	found, err := hasTag(result)
	if found {
		t[o] = tagSource{typ: result}
	}
	if e := o.Envelope(); err == nil && !found && e != nil && e.Body != nil && e.Body.Type != nil {
		body := e.Body.Type.Go
		if found, err = hasTag(body); found {
			t[o] = tagSource{typ: body, through: result.Kind() == reflect.Pointer, offset: e.Body.Offset}
		}
	}
	return err
}

// hasTag reports whether values of type t, or pointers to them, are tagged.
func hasTag(t reflect.Type) (bool, error) {
	with := t
	if t.Kind() != reflect.Pointer && t.Kind() != reflect.Interface {
		with = reflect.PointerTo(t)
	}
	if with.Implements(taggedType) {
		return true, nil
	}
	if _, other := with.MethodByName("ETag"); other {
		return false, fmt.Errorf("ETag: the method ETag of %s is none that makes an entity tag; write it as func (%s) ETag() string, or give it another name", vocab.NameOf(with), vocab.NameOf(with))
	}
	return false, nil
}

// value returns what is tagged in the result at p, nil where that is nil.
func (s tagSource) value(p unsafe.Pointer) tagged {
	if s.through {
		p = *(*unsafe.Pointer)(p)
	}
	v := reflect.NewAt(s.typ, unsafe.Add(p, s.offset))
	if k := s.typ.Kind(); k == reflect.Pointer || k == reflect.Interface {
		if v = v.Elem(); v.IsNil() {
			return nil
		}
	}
	return v.Interface().(tagged)
}

// tag gives a good answer its entity tag, unless the handler has, and returns
// the status: 304 if the client has that answer already.
func (x *exchange) tag(output *binding.Output, result unsafe.Pointer, body []byte) (status int, err error) {
	if output.ContentLines() == nil {
		return http.StatusOK, nil
	}
	tag := x.header.Get("ETag")
	if _, chosen := x.header["Etag"]; !chosen {
		if tag, err = x.newTag(output, result, body); err != nil || tag == "" {
			return http.StatusOK, err
		}
		if x.header == nil {
			x.header = http.Header{}
		}
		x.header["Etag"] = []string{tag}
	}
	if err := vocab.RefuseChanged(x.request, tag); err != nil {
		return 0, err
	}
	if vocab.MatchTags(x.request.Header["If-None-Match"], tag) != vocab.ThatTag {
		return http.StatusOK, nil
	}
	for _, name := range [...]string{"Content-Type", "Content-Encoding", "Content-Length"} {
		delete(x.header, name) // of a body that is not sent
	}
	return http.StatusNotModified, nil
}

func (x *exchange) newTag(output *binding.Output, result unsafe.Pointer, body []byte) (string, error) {
	source, known := x.op.tags[output]
	if !known {
		return hashTag(body), nil
	}
	v := source.value(result)
	if v == nil {
		return hashTag(body), nil
	}
	tag, err := vocab.EntityTag(v.ETag())
	if err != nil {
		return "", fmt.Errorf("ETag of %s: %w", vocab.NameOf(source.typ), err)
	}
	if tag != "" && x.offer > 0 {
		tag = vocab.TagInForm(tag, x.op.offers[x.offer])
	}
	return tag, nil
}

// hashTag is the same in every process, and differs where a byte does.
func hashTag(body []byte) string {
	sum := sha256.Sum256(body)
	var tag [24]byte
	base64.RawURLEncoding.Encode(tag[1:], sum[:16])
	tag[0], tag[23] = '"', '"'
	return string(tag[:])
}
