package table

import (
	"errors"
	"fmt"

	"github.com/signet-go/signet/internal/depend"
	"github.com/signet-go/signet/internal/layer"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/signature"
)

// declarer reads the dependencies of layers, each once for the app: a layer
// that many routes share is read, and its mistakes are reported, once.
type declarer struct {
	types  *model.Reader
	known  map[*layer.Dependency]*depend.Declaration // nil value: its mistakes are reported
	all    []*depend.Declaration                     // in the order of reading
	report func(place string, err error)

	overrides overrides
}

// read returns what each layer declares, outermost first.
func (d *declarer) read(layers []*layer.Settings) []depend.Layer {
	read := make([]depend.Layer, len(layers))
	for i, l := range layers {
		read[i].Name, read[i].Public = l.Name, l.Public
		for _, dep := range l.Depends {
			if declaration := d.declare(dep); declaration != nil {
				read[i].Declarations = append(read[i].Declarations, declaration)
			}
		}
	}
	return read
}

func (d *declarer) declare(dep *layer.Dependency) *depend.Declaration {
	if known, ok := d.known[dep]; ok {
		return known
	}
	f, err := signature.ReadProvider(d.types, dep.Func)
	if err != nil {
		d.known[dep] = nil
		name := "Provide"
		if dep.Runs {
			name = "Depends"
		}
		if f != nil {
			name += "(" + f.Place.Name + ")"
		}
		d.report(fmt.Sprintf("%v: %s", dep.Place, name), err)
		return nil
	}
	if !dep.Runs && f.ResultType() == nil {
		d.known[dep] = nil
		d.report(fmt.Sprintf("%v: Provide(%s)", dep.Place, f.Place.Name), errors.New("returns no value that an argument could ask for, so it would never run; use signet.Depends to run it"))
		return nil
	}
	declaration := &depend.Declaration{
		Func: f, Runs: dep.Runs, Place: dep.Place, Raises: dep.Raises, Scopes: dep.Scopes, NoCache: dep.NoCache, AfterResponse: dep.AfterResponse,
	}
	declaration = d.overrides.apply(declaration)
	d.known[dep] = declaration
	d.all = append(d.all, declaration)
	return declaration
}
