package jsonplan

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/signet-go/signet/internal/constraint"
	"github.com/signet-go/signet/internal/model"
)

// Selection says which members of a type are written, and when.
type Selection struct {
	// Include keeps nothing but these members, Exclude leaves these out, of what
	// Include keeps. A path is wire names with dots between: owner.id. It goes
	// through lists and maps to their items.
	Include, Exclude []string

	OmitNull     bool // members that would be null
	OmitDefaults bool // members that equal their default; null is that of pointers and Opts
	OmitAbsent   bool // members whose Opt is absent
}

// Empty reports whether the selection changes nothing.
func (s *Selection) Empty() bool {
	return len(s.Include) == 0 && len(s.Exclude) == 0 && !s.OmitNull && !s.OmitDefaults && !s.OmitAbsent
}

// Select narrows a type to a selection, at every depth: its members are those
// that are left, with marks that say when they are omitted. What the selection
// does not change stays the same type, and one selection of one type is one
// type. Below a union a path names members of any of its variants, of which each
// keeps its tag. Types that write their own JSON and what other interfaces hold
// are not entered. A path that leads to no member is a mistake; all come joined.
func (c *Compiler) Select(t *model.Type, s *Selection) (*model.Type, error) {
	include, err := readPaths("Include", s.Include)
	exclude, err2 := readPaths("Exclude", s.Exclude)
	if err := errors.Join(err, err2); err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	n := &narrowing{selection: s, kept: c.selected, made: map[selected]*model.Type{}}
	narrow, err := n.narrow(t, include, exclude)
	if err != nil {
		return nil, err
	}
	maps.Copy(c.selected, n.made)
	return narrow, nil
}

// selected is what a narrowed type was made of.
type selected struct {
	typ                     *model.Type
	include, exclude        string // canonical
	noNull, noDefault, sent bool
}

// narrowing is one call of Select.
type narrowing struct {
	selection  *Selection
	kept, made map[selected]*model.Type
}

func (n *narrowing) narrow(t *model.Type, include, exclude *branch) (*model.Type, error) {
	if include == nil && exclude == nil && !n.marks(t, map[*model.Type]bool{}) {
		return t, nil
	}
	s := n.selection
	key := selected{t, include.String(), exclude.String(), s.OmitNull, s.OmitDefaults, s.OmitAbsent}
	for _, known := range []map[selected]*model.Type{n.made, n.kept} {
		if narrow := known[key]; narrow != nil {
			return narrow, nil
		}
	}
	narrow := new(model.Type)
	n.made[key] = narrow // a recursive type finds itself
	*narrow = *t
	narrow.Selected = n.name(include, exclude)
	switch {
	case t.Elem != nil:
		var err error
		narrow.Elem, err = n.narrow(t.Elem, include, exclude)
		return narrow, err
	case t.Kind == model.Union:
		var err error
		narrow.Union, err = n.union(t, include, exclude)
		return narrow, err
	case entered(t):
		object, err := n.object(t, include, exclude)
		object.Type, narrow.Object = narrow, object
		return narrow, err
	}
	return nil, errors.Join(include.misplaced(t), exclude.misplaced(t))
}

// entered reports whether a selection looks at a type's members.
func entered(t *model.Type) bool { return t.Kind == model.Struct && !writesItself(t) }

// union narrows each variant to the members that it has.
func (n *narrowing) union(t *model.Type, include, exclude *branch) (*model.Variants, error) {
	u := &model.Variants{Property: t.Union.Property}
	mistakes := []error{include.unknown(t), exclude.unknown(t)}
	if tag := exclude.at(u.Property); tag != nil {
		mistakes = append(mistakes, fmt.Errorf("Exclude(%q): the member tells the variants of %v apart and always stays", tag.path, t.Go))
	}
	for _, v := range t.Union.List {
		var err error
		if v.Type, err = n.narrow(v.Type, include.of(v.Type), exclude.of(v.Type).orNil()); err != nil {
			mistakes = append(mistakes, fmt.Errorf("variant %q: %w", v.Tag, err))
		}
		u.List = append(u.List, v)
	}
	return u, errors.Join(mistakes...)
}

func (n *narrowing) object(t *model.Type, include, exclude *branch) (*model.Object, error) {
	o := &model.Object{}
	mistakes := []error{include.unknown(t), exclude.unknown(t)}
	for _, f := range t.Object.Fields {
		in, out := include.at(f.Name), exclude.at(f.Name)
		if include != nil && in == nil || out.ends() {
			continue
		}
		if in != nil && f.Doc.WriteOnly {
			mistakes = append(mistakes, fmt.Errorf("%s(%q): the member is write-only and never leaves", in.option, in.path))
		}
		if in.ends() {
			in = nil // all of it
		}
		narrow := *f
		n.mark(&narrow)
		var err error
		if narrow.Type, err = n.narrow(f.Type, in, out); err != nil {
			mistakes = append(mistakes, err)
			continue
		}
		o.Fields = append(o.Fields, &narrow)
	}
	return o, errors.Join(mistakes...)
}

// mark says of a field when it is left out.
func (n *narrowing) mark(f *model.Field) {
	s, optional := n.selection, f.Type.Kind == model.Pointer || f.Type.Kind == model.Opt
	f.OmitNull = s.OmitNull && (f.Type.Nullable() || f.Type.Kind == model.Custom) || s.OmitDefaults && optional && !f.HasDefault
	f.OmitDefault = s.OmitDefaults && f.HasDefault
	f.OmitAbsent = s.OmitAbsent && f.Type.Kind == model.Opt
	f.Nullable = f.Nullable && !f.OmitNull
}

// marks reports whether mark changes a field at any depth.
func (n *narrowing) marks(t *model.Type, seen map[*model.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	if t.Elem != nil {
		return n.marks(t.Elem, seen)
	}
	if t.Kind == model.Union {
		return slices.ContainsFunc(t.Union.List, func(v model.Variant) bool { return n.marks(v.Type, seen) })
	}
	return entered(t) && slices.ContainsFunc(t.Object.Fields, func(f *model.Field) bool {
		marked := *f
		n.mark(&marked)
		return marked.OmitNull || marked.OmitDefault || marked.OmitAbsent || n.marks(f.Type, seen)
	})
}

// name is what tells the type from the others of its Go type: WithNameAndPrice.
func (n *narrowing) name(include, exclude *branch) string {
	s := n.selection
	switch {
	case include != nil:
		return listed("With", include.titles("", nil))
	case exclude != nil:
		return listed("Without", exclude.titles("", nil))
	}
	var kinds []string
	for _, k := range []struct {
		on   bool
		name string
	}{{s.OmitNull, "Nulls"}, {s.OmitDefaults, "Defaults"}, {s.OmitAbsent, "Absent"}} {
		if k.on {
			kinds = append(kinds, k.name)
		}
	}
	return listed("Without", kinds)
}

// listed makes a name of few parts; many would be no help to a reader.
func listed(word string, parts []string) string {
	switch {
	case len(parts) == 0:
		return word + "Nothing"
	case len(parts) > 3:
		return "Part"
	}
	return word + strings.Join(parts, "And")
}

// branch is what the paths of an option say about the members of one object. A
// nil branch says nothing.
type branch struct {
	option, path string // the path that made it, for messages
	end          bool   // a path ends here: it means all that is below
	below        map[string]*branch
}

func readPaths(option string, paths []string) (*branch, error) {
	if len(paths) == 0 {
		return nil, nil
	}
	root := &branch{option: option, below: map[string]*branch{}}
	var mistakes []error
	for _, path := range paths {
		at := root
		for name := range strings.SplitSeq(path, ".") {
			if name == "" {
				mistakes = append(mistakes, fmt.Errorf("%s(%q): a path is names of members with dots between, such as owner.id", option, path))
				break
			}
			if at.below[name] == nil {
				at.below[name] = &branch{option: option, path: path, below: map[string]*branch{}}
			}
			at = at.below[name]
		}
		at.end = true
	}
	return root, errors.Join(mistakes...)
}

func (b *branch) at(name string) *branch {
	if b == nil {
		return nil
	}
	return b.below[name]
}

// of returns what the paths say about the members that a variant has.
func (b *branch) of(variant *model.Type) *branch {
	if b == nil {
		return nil
	}
	own := &branch{option: b.option, path: b.path, end: b.end, below: map[string]*branch{}}
	for name, inner := range b.below {
		if variant.Object.Field(name) != nil {
			own.below[name] = inner
		}
	}
	return own
}

// orNil returns nil for a branch without paths.
func (b *branch) orNil() *branch {
	if b == nil || len(b.below) == 0 {
		return nil
	}
	return b
}

func (b *branch) ends() bool { return b != nil && b.end }

func (b *branch) names() []string { return slices.Sorted(maps.Keys(b.below)) }

// String is the same for branches that mean the same.
func (b *branch) String() string {
	if b == nil {
		return ""
	}
	switch {
	case b.end:
		return "*"
	case len(b.below) == 0:
		return "-" // a variant that has none of the members
	}
	var text strings.Builder
	for _, name := range b.names() {
		fmt.Fprintf(&text, "%q{%s}", name, b.below[name])
	}
	return text.String()
}

// titles appends the paths below as words: OwnerId.
func (b *branch) titles(outer string, list []string) []string {
	if b.end {
		return append(list, outer)
	}
	for _, name := range b.names() {
		first, size := utf8.DecodeRuneInString(name)
		list = b.below[name].titles(outer+string(unicode.ToUpper(first))+name[size:], list)
	}
	return list
}

// unknown reports the names below that are no member of t, of no variant if it
// is a union.
func (b *branch) unknown(t *model.Type) error {
	if b == nil {
		return nil
	}
	known := memberNames(t)
	var mistakes []error
	for _, name := range b.names() {
		if slices.Contains(known, name) {
			continue
		}
		hint := constraint.Suggest(name, known)
		if hint == "" {
			hint = fmt.Sprintf("; it has %q", known)
		}
		mistakes = append(mistakes, fmt.Errorf("%s(%q): %v has no member %q%s", b.option, b.below[name].path, t.Go, name, hint))
	}
	return errors.Join(mistakes...)
}

// memberNames lists the members of a struct or of all variants of a union.
func memberNames(t *model.Type) (names []string) {
	if t.Kind == model.Union {
		names = []string{t.Union.Property}
		for _, v := range t.Union.List {
			for _, name := range memberNames(v.Type) {
				if !slices.Contains(names, name) {
					names = append(names, name)
				}
			}
		}
		return names
	}
	for _, f := range t.Object.Fields {
		names = append(names, f.Name)
	}
	return names
}

// misplaced reports paths that go on where there are no members.
func (b *branch) misplaced(t *model.Type) error {
	if b == nil {
		return nil
	}
	path := b.path
	for inner := b; path == ""; path = inner.path {
		inner = inner.below[inner.names()[0]]
	}
	return fmt.Errorf("%s(%q): %v has no members to choose from", b.option, path, t.Go)
}
