package depend

import (
	"fmt"
	"reflect"
)

// Nearest says which of the offered types is nearest to one that nothing
// provides; empty if none is near. A nil offer counts as none.
func Nearest(t reflect.Type, offers []reflect.Type) string {
	for _, near := range offers {
		switch {
		case near == nil:
		case near == reflect.PointerTo(t) || t.Kind() == reflect.Pointer && near == t.Elem():
			return fmt.Sprintf("; %v is provided: take that, or provide %v", near, t)
		case t.Kind() == reflect.Interface && near.Implements(t):
			return fmt.Sprintf("; %v implements it, but an interface is served only by a provider declared to return it", near)
		}
	}
	return ""
}
