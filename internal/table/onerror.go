package table

import (
	"github.com/signet-go/signet/internal/layer"
	"github.com/signet-go/signet/internal/refusal"
)

// chain returns the functions of OnError of layers, which come outermost first;
// nil if there are none.
func (l *linker) chain(layers []*layer.Settings) *refusal.Chain {
	functions := make([][]*refusal.Func, len(layers))
	for i, s := range layers {
		for _, declared := range s.OnError {
			if f := l.errorFunc(declared); f != nil {
				functions[i] = append(functions[i], f)
			}
		}
	}
	return refusal.NewChain(functions)
}

// errorFunc reads a function once, however many routes its layer has.
func (l *linker) errorFunc(declared *layer.ErrorFunc) *refusal.Func {
	if known, ok := l.errorFuncs[declared]; ok {
		return known
	}
	f, name, err := refusal.Compile(l.kit.Types, l.kit.Plans(false, false), declared.Func, declared.Statuses)
	if err != nil {
		l.report(declared.Place.String()+": "+name, err)
	}
	l.errorFuncs[declared] = f
	return f
}
