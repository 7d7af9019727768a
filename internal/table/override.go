package table

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/signet-go/signet/internal/depend"
	"github.com/signet-go/signet/internal/layer"
	"github.com/signet-go/signet/internal/signature"
)

// overrides are other providers by the type that they make.
type overrides map[reflect.Type]*override

type override struct {
	layer.Override
	read *signature.Func
	used bool
}

// readOverrides reads the functions; one with mistakes overrides nothing.
func (l *linker) readOverrides() {
	l.declarer.overrides = overrides{}
	for _, o := range l.options.Overrides {
		f, err := signature.ReadProvider(l.kit.Types, o.Func)
		if err == nil && f.ResultType() != o.Type {
			err = fmt.Errorf("%v returns %v; declare its result as %v", f, resultName(f), o.Type)
		}
		if err != nil {
			l.report(overridePlace(o), err)
			continue
		}
		l.declarer.overrides[o.Type] = &override{Override: o, read: f}
	}
}

func overridePlace(o layer.Override) string {
	return fmt.Sprintf("%v: Override[%s]", o.Place, signature.TypeName(o.Type))
}

func resultName(f *signature.Func) string {
	if t := f.ResultType(); t != nil {
		return t.String()
	}
	return "no value"
}

// apply puts another function into a declaration whose type is overridden.
func (all overrides) apply(d *depend.Declaration) *depend.Declaration {
	if o := all[d.Func.ResultType()]; o != nil {
		o.used = true
		d.Replaced, d.Func, d.Place = d.Func, o.read, o.Place
	}
	return d
}

// refuseUnused reports overrides of types that nothing provides: a test with
// one would test the app as it is.
func (l *linker) refuseUnused() {
	for _, o := range l.options.Overrides {
		read := l.declarer.overrides[o.Type]
		if read == nil || read.used {
			continue
		}
		read.used = true // of two for one type, one message is enough
		l.report(overridePlace(o), errors.New("nothing provides "+o.Type.String()+l.offered(o.Type)))
	}
}

// offered says what is nearest to a type, or else all that is provided.
func (l *linker) offered(t reflect.Type) string {
	var types []reflect.Type
	for _, s := range l.table.singles {
		types = append(types, s.Type)
	}
	for _, d := range l.declarer.all {
		types = append(types, d.Func.ResultType())
	}
	if near := depend.Nearest(t, types); near != "" {
		return near
	}
	var names []string
	seen := map[reflect.Type]bool{nil: true}
	for _, offer := range types {
		if !seen[offer] {
			seen[offer] = true
			names = append(names, offer.String())
		}
	}
	if len(names) == 0 {
		return "; the app provides no type"
	}
	return "; the app provides " + strings.Join(names, ", ")
}
