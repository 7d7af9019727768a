package binding

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"unsafe"

	"github.com/signet-go/signet/internal/file"
	"github.com/signet-go/signet/internal/vocab"
)

// Content types of answers that are not JSON.
const (
	htmlContent = "text/html; charset=utf-8"
	textContent = "text/plain; charset=utf-8"
)

// whole writes a body that is not JSON, all of it before the status is sent.
type whole interface {
	// append appends the body of the value at p to b, and sets headers on h. A
	// status other than 0 is the value's own.
	append(b []byte, p unsafe.Pointer, h http.Header) (body []byte, status int, err error)
}

// streamed writes a body piece by piece.
type streamed interface {
	// stream writes the value at p to w. The first write commits the answer, with
	// status unless w.WriteHeader was told another; headers that it sets on w
	// before are sent then. An error before the commit is answered as an error, a
	// later one aborts the connection. It also gets requests for HEAD.
	stream(w http.ResponseWriter, r *http.Request, status int, p unsafe.Pointer) error

	// discard gives up what the value at p holds, in place of stream.
	discard(p unsafe.Pointer)
}

var (
	htmlType     = reflect.TypeFor[vocab.HTML]()
	textType     = reflect.TypeFor[vocab.Text]()
	redirectType = reflect.TypeFor[vocab.Redirect]()
	viewType     = reflect.TypeFor[vocab.View]()
	fileType     = reflect.TypeFor[vocab.File]()
	bytesType    = reflect.TypeFor[[]byte]()
	readerType   = reflect.TypeFor[io.Reader]()
	streamerType = reflect.TypeFor[vocab.Streamer]()
)

// compileAnswer plans a body that is not JSON, and reports whether type t is one:
// one of vocab's answers, a reader, or text and bytes whose media type the route
// declares.
func (o *Output) compileAnswer(t reflect.Type, c *Results) (bool, error) {
	o.deref = t.Kind() == reflect.Pointer && vocab.IsWhole(t)
	if o.deref {
		t = t.Elem()
	}
	switch {
	case t == htmlType:
		return true, o.asText(htmlContent, c)
	case t == textType:
		return true, o.asText(textContent, c)
	case t == viewType:
		return true, o.asView(c)
	case t == redirectType:
		o.whole = redirect{}
		if c.ContentType != "" {
			return true, fmt.Errorf("ContentType(%q): a redirect has no content", c.ContentType)
		}
		return true, nil
	case t == fileType:
		o.streamed, o.content = fileAnswer{c.ContentType}, or(c.ContentType, file.Unknown)
		return true, nil
	case t.Implements(streamerType):
		o.streamed, o.content = selfMade{t}, or(c.ContentType, file.Unknown)
		return true, nil
	case t.Implements(readerType):
		o.streamed, o.content = reader{t}, or(c.ContentType, file.Unknown)
		return true, nil
	case c.ContentType != "" && t.Kind() == reflect.String:
		return true, o.asText("", c)
	case c.ContentType != "" && t == bytesType:
		o.whole, o.content = rawBytes{}, c.ContentType
		return true, nil
	}
	return false, nil
}

func or(chosen, usual string) string {
	if chosen != "" {
		return chosen
	}
	return usual
}

func (o *Output) asText(content string, c *Results) (err error) {
	o.whole, o.content = text{}, or(c.ContentType, content)
	o.body, err = c.Types.ReadType(reflect.TypeFor[string]())
	return err
}

func (o *Output) asView(c *Results) error {
	if c.Renderer == nil {
		return errors.New("a signet.View needs templates: pass signet.Templates(t) to the app, a group or the route")
	}
	err := o.asText(htmlContent, c)
	o.whole = view{c.Renderer}
	return err
}

// text is a string that is written as it is.
type text struct{}

func (text) append(b []byte, p unsafe.Pointer, _ http.Header) ([]byte, int, error) {
	return append(b, *(*string)(p)...), 0, nil
}

// rawBytes are written as they are.
type rawBytes struct{}

func (rawBytes) append(b []byte, p unsafe.Pointer, _ http.Header) ([]byte, int, error) {
	return append(b, *(*[]byte)(p)...), 0, nil
}

// view is rendered by the templates of a layer.
type view struct{ renderer vocab.Renderer }

func (v view) append(b []byte, p unsafe.Pointer, _ http.Header) ([]byte, int, error) {
	chosen := (*vocab.View)(p)
	page := appender{b}
	if err := v.renderer.ExecuteTemplate(&page, chosen.Name, chosen.Data); err != nil {
		return page.data, 0, fmt.Errorf("view %q: %w", chosen.Name, err)
	}
	return page.data, 0, nil
}

// appender is a buffer as an io.Writer.
type appender struct{ data []byte }

func (a *appender) Write(b []byte) (int, error) {
	a.data = append(a.data, b...)
	return len(b), nil
}

// WriteString spares io.WriteString a copy of the text.
func (a *appender) WriteString(s string) (int, error) {
	a.data = append(a.data, s...)
	return len(s), nil
}

// mediaOf is a Content-Type without its parameters.
func mediaOf(content string) string {
	media, _, _ := strings.Cut(content, ";")
	return trimBlanks(media)
}
