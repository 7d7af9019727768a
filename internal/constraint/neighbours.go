package constraint

import (
	"fmt"
	"reflect"
	"unsafe"
)

// neighbours are the fields that a field's words look at, gathered per check
// in a struct of their own, F0, F1, …, that shows validator each of them alone:
// it never sees the struct that they come from. One that may not be there is a
// pointer to a struct{ V }, so that validator tells an end of the path from a
// nil at its end.
type neighbours struct {
	list []neighbour
	typ  reflect.Type // of the struct; nil until sealed
}

type neighbour struct {
	path  string
	at    place
	shown shown
	cell  reflect.Type // the struct{ V }, nil if the path never ends before
}

// add enters the place at the end of a path; its type counts, through is for
// words that do not go through pointers by themselves. It returns the name by
// which the words find it.
func (n *neighbours) add(path string, at place, through bool) string {
	if through {
		at.enter()
	}
	i := 0
	for i < len(n.list) && (n.list[i].path != path || n.list[i].at.typ != at.typ) {
		i++
	}
	if i == len(n.list) {
		added := neighbour{path: path, at: at, shown: show(at.typ)}
		if at.ends {
			added.cell = reflect.StructOf([]reflect.StructField{{Name: "V", Type: added.shown.typ}})
		}
		n.list = append(n.list, added)
	}
	if at.ends {
		return fmt.Sprintf("F%d.V", i)
	}
	return fmt.Sprintf("F%d", i)
}

// seal makes the struct's type when all are entered.
func (n *neighbours) seal() {
	fields := make([]reflect.StructField, len(n.list))
	for i, one := range n.list {
		fields[i] = reflect.StructField{Name: fmt.Sprintf("F%d", i), Type: one.shown.typ}
		if one.cell != nil {
			fields[i].Type = reflect.PointerTo(one.cell)
		}
	}
	n.typ = reflect.StructOf(fields)
}

// gather fills a struct from the owner at p and returns a pointer to it.
func (n *neighbours) gather(p unsafe.Pointer) any {
	gathered := reflect.New(n.typ)
	for i := range n.list {
		one := &n.list[i]
		at := one.at.reach(p)
		if at == nil {
			continue
		}
		to := gathered.Elem().Field(i)
		if one.cell != nil {
			to.Set(reflect.New(one.cell))
			to = to.Elem().Field(0)
		}
		to.Set(one.shown.value(at))
	}
	return gathered.Interface()
}
