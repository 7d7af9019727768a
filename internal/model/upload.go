package model

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"mime"
	"mime/multipart"
	"reflect"
	"strings"

	"github.com/signet-go/signet/internal/vocab"
)

var (
	uploadType  = reflect.TypeFor[vocab.UploadFile]()
	rawBodyType = reflect.TypeFor[vocab.RawBody]()
)

// The types that take the body as it arrives.
var (
	ReaderType    = reflect.TypeFor[io.Reader]()
	MultipartType = reflect.TypeFor[*multipart.Reader]()
	PartsType     = reflect.TypeFor[iter.Seq2[*vocab.Part, error]]()
)

// readCarried describes the type of a field of a request struct. Where it takes
// the whole body without JSON, the origin says so afterwards.
func (r *Reader) readCarried(t reflect.Type, origins []Origin) (*Type, error) {
	for i := range origins {
		switch {
		case origins[i].Source != Body:
		case t == rawBodyType:
			origins[i].Source = Raw
		case t == ReaderType || t == MultipartType || t == PartsType:
			origins[i].Source = Stream
			return &Type{Go: t, Kind: Any}, nil
		}
	}
	return r.read(t)
}

// holdsUpload reports whether the type is a file or a list of files.
func (t *Type) holdsUpload() bool {
	base := t.Base()
	if (base.Kind == Slice || base.Kind == Array || base.Kind == Map) && base.Elem != nil {
		base = base.Elem.Base()
	}
	return base.Kind == Upload
}

var errUploadInJSON = errors.New(`an UploadFile is a file of a multipart form: give the field of a request struct the tag file:"name"`)

// InJSON reports whether the field is a form's and holds JSON: a type that has
// no form as one or more texts.
func (in *Input) InJSON() bool {
	if in.Source != Form {
		return false
	}
	base := in.Type.Base()
	if base.Kind == Slice || base.Kind == Array || base.Kind == Set {
		base = base.Elem.Base()
	}
	return !base.Kind.Scalar()
}

// checkFile refuses types that no file can fill.
func (in *Input) checkFile() error {
	base := in.Type.Base()
	if base.Kind == Slice {
		base = base.Elem.Base()
	}
	switch {
	case base.Kind != Upload && base.Kind != Bytes:
		return fmt.Errorf("file %q cannot fill %s: use UploadFile, []byte or a slice of one of them", in.Name, oneOf(in.Type.Go))
	case in.HasDefault:
		return fmt.Errorf("file %q: a file has no default; use a pointer or an Opt", in.Name)
	}
	return nil
}

// MediaTypes returns what the tag contentType:"image/png,image/*" lets pass; nil
// for anything.
func (f *Field) MediaTypes() []string {
	text := f.Tag.Get("contentType")
	if text == "" {
		return nil
	}
	types := strings.Split(strings.ToLower(text), ",")
	for i, t := range types {
		types[i] = strings.TrimSpace(t)
	}
	return types
}

// checkMedia refuses a contentType tag that says nothing.
func (in *Input) checkMedia() error {
	for _, t := range in.MediaTypes() {
		plain, parameters, err := mime.ParseMediaType(t)
		switch {
		case in.Source != File && in.Source != Raw && (in.Source != Stream || in.Type.Go != ReaderType):
			return fmt.Errorf("tag contentType:%q: only files, a RawBody and an io.Reader have a content type to choose", in.Tag.Get("contentType"))
		case err != nil || len(parameters) > 0 || plain != t || strings.Count(t, "/") != 1:
			return fmt.Errorf("tag contentType:%q: %q is not a media type such as image/png or image/*", in.Tag.Get("contentType"), t)
		}
	}
	return nil
}
