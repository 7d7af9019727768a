package binding

import (
	"fmt"
	"reflect"
	"strings"
	"unsafe"

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

// enter follows keys written as [a][b]; false means that they are not.
func (n *node) enter(keys string) (*node, bool) {
	for keys != "" {
		end := strings.IndexByte(keys, ']')
		if keys[0] != '[' || end < 2 {
			return nil, false
		}
		n = n.child(keys[1:end])
		keys = keys[end+1:]
	}
	return n, true
}

// storeObject writes a whole object to p and checks the result.
func (x *target) storeObject(r *report, n *node, p unsafe.Pointer) {
	before := r.sum
	base := x.storeNode(r, n, p)
	if r.sum > before || x.rules == nil {
		return
	}
	for _, v := range x.rules.Check(base, nil) {
		r.fault(v.Fault, n.inputAt(v.Path), v.Path...)
	}
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
	}
	return base
}

func (x *target) storeMap(r *report, n *node, p unsafe.Pointer) {
	filled := reflect.MakeMapWithSize(x.value.Go, len(n.keys))
	for _, text := range n.keys {
		key := reflect.New(x.value.Key.Go)
		r.path = append(r.path, text)
		if fault := x.key.Parse(text, key.UnsafePointer()); fault != nil {
			r.fault(fault, text, "[key]")
		} else {
			value := reflect.New(x.value.Elem.Go)
			x.elem.storeNode(r, n.children[text], value.UnsafePointer())
			filled.SetMapIndex(key.Elem(), value.Elem())
		}
		r.path = r.path[:len(r.path)-1]
		if r.sum >= r.bad.most {
			break
		}
	}
	reflect.NewAt(x.value.Go, p).Elem().Set(filled)
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

// inputAt returns the text at a path, nil if there is none.
func (n *node) inputAt(path []any) any {
	for i, step := range path {
		if next := n.children[fmt.Sprint(step)]; next != nil {
			n = next
			continue
		}
		if at, ok := step.(int); ok && i == len(path)-1 && at < len(n.texts) {
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
