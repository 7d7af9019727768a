package binding

import (
	"reflect"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// notePage remembers that the body is a page of a list, or a pointer to one.
func (o *Output) notePage(body *model.Type) {
	t := body.Go
	if body.Kind == model.Pointer {
		t = t.Elem()
	}
	if vocab.IsPage(t) {
		o.page = t
		o.pagePointer = body.Kind == model.Pointer && o.envelope != nil
	}
}

// Pages reports whether the body is a page of a list, whose links go into the
// header Link.
func (o *Output) Pages() bool { return o.page != nil }

// Links returns the value of that header for the result at p, empty without
// links. The query is that of the request, undecoded.
func (o *Output) Links(p unsafe.Pointer, query string) string {
	if o.pointer {
		p = *(*unsafe.Pointer)(p)
	}
	p = unsafe.Add(p, o.offset)
	if o.pagePointer {
		p = *(*unsafe.Pointer)(p)
	}
	if p == nil {
		return ""
	}
	return vocab.PageLinks(reflect.NewAt(o.page, p).Interface(), query)
}
