package jsonplan

import (
	"fmt"
	"reflect"
	"slices"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
)

// trimWriter writes an object and takes back members whose JSON turns out to be
// null or their default: whatever the type, equal is what looks equal.
type trimWriter struct {
	object   *objectWriter
	unwanted []*unwanted // by member
}

// unwanted is the JSON of a member that is taken back; it is complete when the
// session ends.
type unwanted struct{ texts []string }

// trims reports whether a selection takes a field back by its value.
func trims(f *model.Field) bool { return f.OmitNull || f.OmitDefault }

// addTrim notes what is taken back of the member that was added last.
func (s *session) addTrim(w *trimWriter, f *model.Field) error {
	back := &unwanted{}
	w.unwanted = append(w.unwanted, back)
	if f.OmitNull {
		back.texts = []string{"null"}
	}
	if !f.OmitDefault {
		return nil
	}
	// A default means the type as it was read; the selection holds inside it too.
	plain, err := s.types.ReadType(f.Type.Go)
	if err != nil {
		return err
	}
	fill, err := s.fillerOf(plain, f.Default)
	if err != nil {
		return fmt.Errorf("default %q: %w", f.Default, err)
	}
	value, err := s.project(plain, f.Type, place{plain.Go, f.Type.Go, ""})
	if err != nil {
		return err
	}
	if f.Quoted {
		value = quotedWriter{value, plain}
	}
	s.later = append(s.later, func() error {
		p := reflect.New(plain.Go).UnsafePointer()
		if err := fill(0, p); err != nil {
			return fmt.Errorf("field %s: default %q: %w", f.GoName, f.Default, err)
		}
		text, err := value.write(nil, p, 0)
		back.texts = append(back.texts, string(text))
		return err
	})
	return nil
}

func (w *trimWriter) write(b []byte, p unsafe.Pointer, nest int) ([]byte, error) {
	var err error
	start := len(b) + 1
	b = append(append(b, '{'), w.object.head...)
	for i := range w.object.members {
		m := &w.object.members[i]
		at := m.at(p)
		if at == nil || m.omit != nil && m.omit(at) {
			continue
		}
		before := len(b)
		if before == start {
			b = append(b, m.key[1:]...)
		} else {
			b = append(b, m.key...)
		}
		text := len(b)
		if b, err = m.value.write(b, at, nest); err != nil {
			return b, in(m.name, err)
		}
		if slices.Contains(w.unwanted[i].texts, string(b[text:])) {
			b = b[:before]
		}
	}
	return append(b, '}'), nil
}
