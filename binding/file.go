package binding

import (
	"fmt"
	"reflect"
	"strings"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// compileFiles plans for a file or a slice of files.
func (x *target) compileFiles(types []string) {
	x.form, x.media = upload, newMedia(types)
	if x.value.Kind == model.Slice {
		x.form = uploads
		x.items, x.size = shellOf(x.value.Elem), x.value.Elem.Go.Size()
	}
}

// bindReceived stores the parts of the first of the step's names that has some.
// What a browser sends for an empty input counts as nothing. The error is the
// server's: a file could not be read back.
func (s *step) bindReceived(got [][]received, bases []unsafe.Pointer, bad *Invalid) error {
	for k, key := range s.keys {
		sent := s.wanted(got[key])
		if len(sent) == 0 {
			continue
		}
		r := &report{bad: bad, step: s, name: s.names[k]}
		if s.source == model.File {
			return s.bindFiles(r, sent, s.at(bases))
		}
		s.bindTexts(r, sent, bases)
		return nil
	}
	s.bindAbsent(bases, bad)
	return nil
}

// wanted leaves out what counts as absent: of one value an empty text, of
// several files the texts that are empty.
func (s *step) wanted(sent []received) []received {
	if !s.emptyIsAbsent || len(sent) == 0 {
		return sent
	}
	if s.target.form != uploads {
		sent = sent[len(sent)-1:]
	}
	var list []received
	for _, part := range sent {
		if part.isFile || part.named || part.text != "" {
			list = append(list, part)
		}
	}
	return list
}

var (
	notText = &vocab.Fault{Type: "value_error", Msg: "must be text, and a file was sent", Ctx: map[string]any{"error": map[string]any{}}}
	notFile = &vocab.Fault{Type: "value_error", Msg: "must be a file: send it as a part with a file name", Ctx: map[string]any{"error": map[string]any{}}}
)

func (s *step) bindTexts(r *report, sent []received, bases []unsafe.Pointer) {
	texts := make([]string, len(sent))
	for i, part := range sent {
		// Browsers give a file name to a JSON part, which is a Blob there.
		if part.isFile || part.named && s.target.form != document {
			r.fault(notText, nil)
			return
		}
		texts[i] = part.text
	}
	s.bind(r.name, texts, bases, r.bad)
}

func (s *step) bindFiles(r *report, sent []received, p unsafe.Pointer) (err error) {
	x := s.target
	base := x.shell.open(p)
	if x.form == upload {
		err = x.storeFile(r, sent[len(sent)-1], base)
	} else {
		slice := reflect.NewAt(x.value.Go, base).Elem()
		slice.Grow(len(sent))
		slice.SetLen(len(sent))
		for i := 0; i < len(sent) && err == nil; i++ {
			at := unsafe.Add(slice.UnsafePointer(), uintptr(i)*x.size)
			err = x.storeFile(r, sent[i], x.items.open(at), i)
		}
	}
	if err != nil || r.sum > 0 || x.rules == nil {
		return err
	}
	for _, v := range x.rules.Check(base, nil) {
		r.fault(v.Fault, nil, v.Path...)
	}
	return nil
}

// storeFile writes a file to p: as an UploadFile or as its bytes.
func (x *target) storeFile(r *report, sent received, p unsafe.Pointer, path ...any) (err error) {
	switch {
	case !sent.isFile:
		r.fault(notFile, sent.text, path...)
	case !x.media.allows(sent.file.ContentType):
		r.fault(x.wrongMedia(), nil, path...)
	case x.takesBytes():
		*(*[]byte)(p), err = sent.file.Bytes()
	default:
		*(*vocab.UploadFile)(p) = sent.file
	}
	return err
}

// takesBytes reports whether files are stored as []byte.
func (x *target) takesBytes() bool {
	value := x.value
	if x.form == uploads {
		value = value.Elem.Base()
	}
	return value.Kind == model.Bytes
}

func (x *target) wrongMedia() *vocab.Fault {
	return &vocab.Fault{
		Type: "value_error",
		Msg:  fmt.Sprintf("must be a file of type %s", strings.Join(x.media.types, " or ")),
		Ctx:  map[string]any{"error": map[string]any{}},
	}
}
