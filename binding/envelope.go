package binding

import (
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/scalar"
)

func (o *Output) compileEnvelope(c *Results) (err error) {
	t := o.result
	if o.pointer {
		t = t.Elem()
	}
	if o.envelope, err = c.Types.ReadEnvelope(t); err != nil {
		return err
	}
	var mistakes []error
	for _, f := range o.envelope.Headers {
		part, err := compileHeader(f)
		mistakes = append(mistakes, inField(f, err))
		o.headers = append(o.headers, part)
	}
	for _, f := range o.envelope.Cookies {
		part, err := compileCookie(f)
		mistakes = append(mistakes, inField(f, err))
		o.cookies = append(o.cookies, part)
	}
	switch f := o.envelope.Body; {
	case f != nil:
		o.offset = f.Offset
		mistakes = append(mistakes, inField(f, o.compileBody(f.Type.Go, c)))
	case c.As != nil:
		mistakes = append(mistakes, fmt.Errorf("%v has no body that could be written as %v", t, c.As.Go))
	case !c.none():
		mistakes = append(mistakes, fmt.Errorf("%v has no body to select members of", t))
	}
	return errors.Join(mistakes...)
}

func inField(f *model.Field, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("field %s: %w", f.GoName, err)
}

func (o *Output) appendEnvelope(b []byte, p unsafe.Pointer, h http.Header) (body []byte, status int, err error) {
	if o.pointer {
		p = *(*unsafe.Pointer)(p)
	}
	b, own, err := o.appendBody(b, unsafe.Add(p, o.offset), h)
	if err != nil {
		return b, 0, err
	}
	free := b[len(b):] // headers are put together where the body has ended
	for _, part := range o.headers {
		if err := part.set(h, unsafe.Add(p, part.offset), free); err != nil {
			return b, 0, err
		}
	}
	for _, part := range o.cookies {
		if err := part.add(h, unsafe.Add(p, part.offset), free); err != nil {
			return b, 0, err
		}
	}
	if status, err = o.statusOf(p); status == 0 {
		status = own
	}
	return b, status, err
}

// statusOf reads the status of an envelope: a final one, or 0.
func (o *Output) statusOf(envelope unsafe.Pointer) (int, error) {
	f := o.envelope.Status
	if f == nil {
		return 0, nil
	}
	status := reflect.NewAt(f.Type.Go, unsafe.Add(envelope, f.Offset)).Elem().Int()
	if status != 0 && (status < 200 || status > 599) {
		return 0, fmt.Errorf("field %s: %d is not the status of an answer: it is from 200 to 599, or 0 for the route's", f.GoName, status)
	}
	return int(status), nil
}

// headerPart sets one header from a field.
type headerPart struct {
	name   string
	offset uintptr
	shell  shell
	codec  *scalar.Codec // of the value, or of a slice's items
	list   *model.Type   // a slice or an array: one line for each item
	items  shell
}

func compileHeader(f *model.Field) (*headerPart, error) {
	if !isToken(f.Name) {
		return nil, fmt.Errorf("header:%q is not a name that a header can have", f.Name)
	}
	part := &headerPart{name: f.Name, offset: f.Offset, shell: shellOf(f.Type)}
	value := f.Type.Base()
	if value.Kind == model.Slice || value.Kind == model.Array {
		part.list, part.items = value, shellOf(value.Elem)
		value = value.Elem.Base()
	}
	var err error
	part.codec, err = scalar.For(value, false)
	return part, err
}

// set leaves h alone when the field has no value: a nil pointer or slice, an
// Opt without a value. free is memory to write to.
func (part *headerPart) set(h http.Header, p unsafe.Pointer, free []byte) error {
	base := part.shell.look(p)
	if base == nil {
		return nil
	}
	var lines []string
	var err error
	if part.list == nil {
		lines, err = part.line(nil, base, free)
	} else {
		lines, err = part.lines(base, free)
	}
	if err != nil {
		return err
	}
	if len(lines) > 0 {
		h[part.name] = lines
	}
	return nil
}

func (part *headerPart) lines(base unsafe.Pointer, free []byte) (lines []string, err error) {
	list := reflect.NewAt(part.list.Go, base).Elem()
	for i := range list.Len() {
		item := part.items.look(list.Index(i).Addr().UnsafePointer())
		if item == nil {
			continue
		}
		if lines, err = part.line(lines, item, free); err != nil {
			return nil, err
		}
	}
	return lines, nil
}

func (part *headerPart) line(lines []string, value unsafe.Pointer, free []byte) ([]string, error) {
	text, err := part.codec.Append(free, value)
	if err != nil {
		return nil, fmt.Errorf("header %s: %w", part.name, err)
	}
	for _, c := range text {
		if c < ' ' && c != '\t' || c == 0x7f {
			return nil, fmt.Errorf("header %s: %q has a control character, which could begin another header", part.name, text)
		}
	}
	return append(lines, string(text)), nil
}

// cookiePart adds one cookie from a field.
//
// A scalar is sent with Path=/, HttpOnly and SameSite=Lax: the whole site gets
// it back, scripts and most requests from other sites do not. A field of type
// http.Cookie or *http.Cookie says all that itself; without a name it gets the
// tag's, and its zero value is not sent.
type cookiePart struct {
	name   string
	offset uintptr
	shell  shell
	codec  *scalar.Codec // nil: the field is an http.Cookie
}

func compileCookie(f *model.Field) (*cookiePart, error) {
	if !isToken(f.Name) {
		return nil, fmt.Errorf("cookie:%q is not a name that a cookie can have", f.Name)
	}
	part := &cookiePart{name: f.Name, offset: f.Offset, shell: shellOf(f.Type)}
	value := f.Type.Base()
	if value.Go == reflect.TypeFor[http.Cookie]() {
		return part, nil
	}
	if !value.Kind.Scalar() {
		return nil, fmt.Errorf("a cookie has one value and cannot be made of a %v; use http.Cookie or a scalar", f.Type.Go)
	}
	var err error
	part.codec, err = scalar.For(value, false)
	return part, err
}

func (part *cookiePart) add(h http.Header, p unsafe.Pointer, free []byte) error {
	base := part.shell.look(p)
	if base == nil {
		return nil
	}
	cookie, err := part.cookie(base, free)
	if err != nil || cookie == nil {
		return err
	}
	if err := cookie.Valid(); err != nil {
		return fmt.Errorf("cookie %s: %w", part.name, err)
	}
	h.Add("Set-Cookie", cookie.String())
	return nil
}

// cookie returns the cookie of a field's value, nil if there is nothing to send.
func (part *cookiePart) cookie(base unsafe.Pointer, free []byte) (*http.Cookie, error) {
	if part.codec == nil {
		return part.named(*(*http.Cookie)(base))
	}
	text, err := part.codec.Append(free, base)
	if err != nil {
		return nil, fmt.Errorf("cookie %s: %w", part.name, err)
	}
	return &http.Cookie{Name: part.name, Value: string(text), Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode}, nil
}

func (part *cookiePart) named(c http.Cookie) (*http.Cookie, error) {
	if c.Name == "" {
		if reflect.ValueOf(c).IsZero() {
			return nil, nil
		}
		c.Name = part.name
	}
	if c.Name != part.name {
		return nil, fmt.Errorf("cookie %s: the handler named it %q, but the document says %q", part.name, c.Name, part.name)
	}
	return &c, nil
}
