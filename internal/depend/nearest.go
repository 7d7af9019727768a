package depend

import (
	"fmt"
	"reflect"
	"strings"
)

// Nearest says which of the offered types are near to one that nothing
// provides; empty if none is. A nil offer counts as none.
func Nearest(t reflect.Type, offers []reflect.Type) string {
	var n nearness
	seen := map[reflect.Type]bool{nil: true}
	for _, offer := range offers {
		if !seen[offer] {
			seen[offer] = true
			n.add(t, offer)
		}
	}
	text := ""
	if len(n.instead) > 0 {
		text += fmt.Sprintf("; %s provided: take that, or provide %v", list(n.instead, "is", "are"), t)
	}
	if len(n.implement) > 0 {
		text += fmt.Sprintf("; %s it, but an interface is served only by a provider declared to return it", list(n.implement, "implements", "implement"))
	}
	if len(n.namesakes) > 0 {
		text += fmt.Sprintf("; %s provided, but this is the %v of %s", list(n.namesakes, "is", "are"), t, bare(t).PkgPath())
	}
	return text
}

// nearness sorts near types by what their being near means.
type nearness struct {
	instead   []string // the value where a pointer is asked for, the pointer, or an interface that the type implements
	implement []string // what implements the interface that is asked for
	namesakes []string // types of the same name in other packages
}

func (n *nearness) add(t, offer reflect.Type) {
	switch {
	case offer == t: // provided where the argument cannot see it
	case offer == reflect.PointerTo(t), t.Kind() == reflect.Pointer && offer == t.Elem(),
		offer.Kind() == reflect.Interface && offer.NumMethod() > 0 && t.Implements(offer):
		n.instead = append(n.instead, offer.String())
	case t.Kind() == reflect.Interface && t.NumMethod() > 0 && offer.Implements(t):
		n.implement = append(n.implement, offer.String())
	case bare(offer).Name() == bare(t).Name() && bare(t).PkgPath() != "" && bare(offer).PkgPath() != "":
		n.namesakes = append(n.namesakes, offer.String()+" of "+bare(offer).PkgPath())
	}
}

// bare is the type without a pointer to it.
func bare(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}

// list is one or several names with a verb: a is, a and b are.
func list(names []string, one, several string) string {
	if len(names) == 1 {
		return names[0] + " " + one
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last] + " " + several
}
