package binding

import (
	"fmt"
	"reflect"
	"strings"
	"unsafe"

	"github.com/signet-go/signet/internal/constraint"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/scalar"
	"github.com/signet-go/signet/internal/vocab"
)

// maxDepth is how many maps may lie inside each other in a query parameter.
const maxDepth = 8

func (x *target) compileMap(depth int, c *Config) (err error) {
	if depth == maxDepth {
		return fmt.Errorf("%v: a map in a query is at most %d levels deep; send it as a body", x.value.Go, maxDepth)
	}
	if x.key, err = scalar.For(x.value.Key, c.StrictTypes); err != nil {
		return err
	}
	x.elem, err = compileTarget(x.value.Elem, depth+1, c)
	return err
}

// node is a part of an object in the query: name[a][b]=text is the text of the
// node b, which is a child of the node a.
type node struct {
	texts    []string
	keys     []string // of the children, in order of appearance
	children map[string]*node
}

// child returns the child of a key, a new one if there is none.
func (n *node) child(key string) *node {
	if known := n.children[key]; known != nil {
		return known
	}
	if n.children == nil {
		n.children = map[string]*node{}
	}
	fresh := &node{}
	n.children[key] = fresh
	n.keys = append(n.keys, key)
	return fresh
}

// enter follows keys written as [a][b], as many as there may be. name is what
// they belong to.
func (n *node) enter(name, keys string) (*node, *vocab.Fault) {
	for depth := 0; keys != ""; depth++ {
		end := strings.IndexByte(keys, ']')
		if keys[0] != '[' || end < 2 {
			return nil, queryFault(fmt.Sprintf("must be written %s[key]=value", name))
		}
		if depth == maxDepth {
			return nil, queryFault(fmt.Sprintf("must not have more than %d keys in each other", maxDepth))
		}
		n = n.child(keys[1:end])
		keys = keys[end+1:]
	}
	return n, nil
}

// storeObject writes a whole object to p and checks the result.
func (x *target) storeObject(r *report, n *node, p unsafe.Pointer) {
	before := r.sum
	base := x.storeNode(r, n, p)
	if r.sum > before || x.rules == nil {
		return
	}
	x.reportNode(r, x.rules.Check(base, nil), n)
}

// storeNode writes a node to p and returns the address inside the shell.
func (x *target) storeNode(r *report, n *node, p unsafe.Pointer) unsafe.Pointer {
	base := x.shell.open(p)
	switch {
	case x.form == deep && len(n.texts) > 0:
		r.fault(&vocab.Fault{Type: "dict_type", Msg: fmt.Sprintf("is an object: write %s[key]=value", r.written())}, r.echo(n.texts))
	case x.form == deep:
		x.storeMap(r, n, base)
	case n.keys != nil:
		r.fault(&vocab.Fault{Type: "value_error", Msg: fmt.Sprintf("is not an object: write %s=value without further keys", r.written()),
			Ctx: map[string]any{"error": map[string]any{}}}, nil)
	case x.form == one:
		x.storeOne(r, n.texts[len(n.texts)-1], base)
	case x.form == many:
		x.storeMany(r, n.texts, base)
	case x.form == fixed:
		x.storeFixed(r, n.texts, base)
	case x.form == set:
		x.storeSet(r, n.texts, base)
	}
	return base
}

// storeMap stores a map. Its constraints are the caller's if all fits; if some
// entries do not, those of the others are checked here, after them.
func (x *target) storeMap(r *report, n *node, p unsafe.Pointer) {
	filled := reflect.MakeMapWithSize(x.value.Go, len(n.keys))
	var sound []mapEntry // kept only for constraints
	before := r.sum
	for _, text := range n.keys {
		e := mapEntry{text, reflect.New(x.value.Key.Go), reflect.New(x.value.Elem.Go)}
		if x.storeEntry(r, n.children[text], e) {
			filled.SetMapIndex(e.key.Elem(), e.value.Elem())
			if x.rules != nil {
				sound = append(sound, e)
			}
		}
		if r.sum >= r.bad.most {
			return
		}
	}
	reflect.NewAt(x.value.Go, p).Elem().Set(filled)
	if r.sum > before {
		x.checkEntries(r, n, sound)
	}
}

// mapEntry is one of a map's, as the client wrote its key.
type mapEntry struct {
	text       string
	key, value reflect.Value // pointers
}

// storeEntry reports whether the entry could be read.
func (x *target) storeEntry(r *report, n *node, e mapEntry) bool {
	r.path = append(r.path, e.text)
	before := r.sum
	if fault := x.key.Parse(e.text, e.key.UnsafePointer()); fault != nil {
		r.fault(fault, e.text, "[key]")
	} else {
		x.elem.storeNode(r, n, e.value.UnsafePointer())
	}
	r.path = r.path[:len(r.path)-1]
	return r.sum == before
}

// checkEntries runs the constraints of keys and values.
func (x *target) checkEntries(r *report, n *node, sound []mapEntry) {
	for _, e := range sound {
		r.path = append(r.path, e.text)
		if keys := x.rules.Keys(); keys != nil {
			for _, v := range keys.Check(e.key.UnsafePointer(), nil) {
				r.fault(v.Fault, e.text, "[key]")
			}
		}
		if items := x.rules.Items(); items != nil {
			x.elem.reportNode(r, items.Check(e.value.UnsafePointer(), nil), n.children[e.text])
		}
		r.path = r.path[:len(r.path)-1]
		if r.sum >= r.bad.most {
			return
		}
	}
}

// written returns how the client writes the key of the value.
func (r *report) written() string {
	var b strings.Builder
	b.WriteString(r.name)
	for _, key := range r.path {
		fmt.Fprintf(&b, "[%v]", key)
	}
	return b.String()
}

// reportNode records what is wrong with the value that a node was stored in.
func (x *target) reportNode(r *report, found []constraint.Violation, n *node) {
	x.placeInNode(found, n)
	for _, v := range found {
		r.fault(v.Fault, n.inputOf(v), v.Path...)
	}
}

// placeInNode is placeInSet for the sets that a node holds. Violations of one
// key stand side by side.
func (x *target) placeInNode(found []constraint.Violation, n *node) {
	switch {
	case n == nil: // its key was sent in another form
		return
	case x.form != deep:
		x.placeInSet(found, n.texts)
		return
	}
	for len(found) > 0 {
		if len(found[0].Path) == 0 {
			found = found[1:]
			continue
		}
		key := found[0].Path[0]
		size := 0
		for size < len(found) && len(found[size].Path) > 0 && found[size].Path[0] == key {
			found[size].Path = found[size].Path[1:]
			size++
		}
		x.elem.placeInNode(found[:size], n.children[fmt.Sprint(key)])
		for i := range found[:size] {
			found[i].Path = append([]any{key}, found[i].Path...)
		}
		found = found[size:]
	}
}

// inputOf returns the text that a violation is about, nil if it is about a list
// or an object.
func (n *node) inputOf(v constraint.Violation) any {
	if v.Input == nil {
		return nil
	}
	for i, step := range v.Path {
		if next := n.children[fmt.Sprint(step)]; next != nil {
			n = next
			continue
		}
		if at, ok := step.(int); ok && i == len(v.Path)-1 && at < len(n.texts) {
			return n.texts[at]
		}
		return nil
	}
	if len(n.texts) == 0 {
		return nil
	}
	return n.texts[len(n.texts)-1]
}

// objectOf reports whether the field is written as name[key]=value.
func objectOf(in *model.Input) bool { return in.Type.Base().Kind == model.Map }
