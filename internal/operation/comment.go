package operation

import (
	"reflect"
	"strings"

	"github.com/signet-go/signet/internal/caller"
	"github.com/signet-go/signet/internal/model"
)

// Comments are what the developer's source says, by import path and declaration:
// List, Item, Item.Name, Store.List. Nothing is said of what it does not know.
type Comments interface {
	Type(importPath, declaration string) string                            // Markdown
	Function(importPath, declaration string) (summary, description string) // a line, and Markdown
}

// comment is what the source says of a type, or of its field.
func (k *Kit) comment(t reflect.Type, field string) string {
	if k.Comments == nil {
		return ""
	}
	if field == "" {
		return k.commentOf(t, "")
	}
	owner, name := declaring(t, field)
	if owner == nil {
		return ""
	}
	return k.commentOf(owner, "."+name)
}

func (k *Kit) commentOf(t reflect.Type, below string) string {
	name, _, _ := strings.Cut(t.Name(), "[")
	if name == "" || t.PkgPath() == "" {
		return ""
	}
	return k.Comments.Type(t.PkgPath(), name+below)
}

// declaring finds the struct that declares a field, which may be embedded in t.
func declaring(t reflect.Type, field string) (owner reflect.Type, name string) {
	for part := range strings.SplitSeq(field, ".") {
		if owner, name = embeddedIn(t, part); owner == nil {
			return nil, ""
		}
		f, _ := owner.FieldByName(name)
		t = f.Type
	}
	return owner, name
}

func embeddedIn(t reflect.Type, name string) (reflect.Type, string) {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil, ""
	}
	f, ok := t.FieldByName(name)
	if !ok {
		return nil, ""
	}
	for _, i := range f.Index[:len(f.Index)-1] {
		if t = t.Field(i).Type; t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
	}
	return t, name
}

// commentInputs describes the inputs of a request struct that no tag describes.
func (op *Operation) commentInputs(t reflect.Type, inputs []*model.Input) {
	for _, in := range inputs {
		if in.Doc.Description == "" {
			in.Doc.Description = op.kit.comment(t, in.GoName)
		}
	}
}

// commentFunction is what the source says of the function.
func (op *Operation) commentFunction() (summary, description string) {
	if op.kit.Comments == nil {
		return "", ""
	}
	importPath, name := caller.Declaration(op.fn.Value.Interface())
	if name == "" {
		return "", ""
	}
	return op.kit.Comments.Function(importPath, name)
}
