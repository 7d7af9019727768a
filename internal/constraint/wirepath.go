package constraint

import (
	"strings"

	"github.com/signet-go/signet/internal/model"
)

// wirePath prints a path of Go names in wire names, as the client knows them.
// The prefix leads to the struct where it begins: "Page." for a field of the
// embedded Page. What has no wire name stays as it is.
func wirePath(fields []*model.Field, prefix, path string) string {
	end := nameEnd(path)
	name, rest := path[:end], path[end:]
	f := fieldNamed(fields, prefix, name)
	if f == nil {
		if inner, dotted := strings.CutPrefix(rest, "."); dotted { // an embedded struct has no name on the wire
			return wirePath(fields, prefix+name+".", inner)
		}
		return path
	}
	wire, t := f.Name, f.Type.Base()
	for strings.HasPrefix(rest, "[") && t.Elem != nil {
		end := strings.IndexByte(rest, ']') + 1
		wire, rest, t = wire+rest[:end], rest[end:], t.Elem.Base()
	}
	if inner, dotted := strings.CutPrefix(rest, "."); dotted && t.Object != nil {
		return wire + "." + wirePath(t.Object.Fields, "", inner)
	}
	return wire + rest
}

// fieldNamed finds the field that a name stands for in the struct that the
// prefix leads to: its own, or the least deep of those embedded in it.
func fieldNamed(fields []*model.Field, prefix, name string) (found *model.Field) {
	for _, f := range fields {
		inner, ok := strings.CutPrefix(f.GoName, prefix)
		if !ok || inner != name && !strings.HasSuffix(inner, "."+name) {
			continue
		}
		if found == nil || strings.Count(f.GoName, ".") < strings.Count(found.GoName, ".") {
			found = f
		}
	}
	return found
}
