package binding

import (
	"fmt"
	"reflect"
	"slices"
	"unsafe"

	"github.com/signet-go/signet/internal/constraint"
	"github.com/signet-go/signet/internal/jsonplan"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/scalar"
	"github.com/signet-go/signet/internal/vocab"
)

// target is a Go value that texts are stored in.
type target struct {
	form   form
	shell  shell
	value  *model.Type       // inside the shell
	codec  *scalar.Codec     // of the value, or of its items
	items  shell             // around each item
	size   uintptr           // of an item with its shell
	key    *scalar.Codec     // of a map
	elem   *target           // of a map
	rules  *constraint.Rules // of the value; may be nil
	choice *vocab.Fault      // of what codec cannot parse, if only certain values are taken
	json   *jsonplan.Decoder // of a document
	media  media             // of files
}

// form says how many texts a target takes.
type form uint8

const (
	one      form = iota // a scalar
	document             // anything, as JSON
	upload               // a file
	uploads              // a slice of files
	many                 // a slice
	fixed                // an array: exactly its length
	set                  // a map to nothing: each item once
	deep                 // a map: name[key]=text
)

// takesLast reports whether the last of several texts is the value.
func (f form) takesLast() bool { return f <= upload }

// compileTarget plans for a value of type t that lies depth maps deep.
func compileTarget(t *model.Type, depth int, c *Config) (*target, error) {
	x := &target{shell: shellOf(t), value: t.Base()}
	return x, x.compile(depth, c)
}

func (x *target) compile(depth int, c *Config) (err error) {
	scalarType := x.value
	switch x.value.Kind {
	case model.Map:
		x.form = deep
		return x.compileMap(depth, c)
	case model.Slice, model.Array:
		x.form = many
		if x.value.Kind == model.Array {
			x.form = fixed
		}
		x.items, x.size = shellOf(x.value.Elem), x.value.Elem.Go.Size()
		scalarType = x.value.Elem.Base()
	case model.Set:
		x.form = set
		scalarType = x.value.Elem
	}
	if !scalarType.Kind.Scalar() {
		return fmt.Errorf("%v has no form as text: use a scalar, or a slice of scalars", x.value.Go)
	}
	x.codec, err = scalar.For(scalarType, c.StrictTypes)
	return err
}

// constrain sets the rules of the value and of what it holds.
func (x *target) constrain(rules *constraint.Rules) {
	x.rules = rules
	if x.form == one {
		x.choice = rules.Choice()
	} else if rules != nil {
		x.choice = rules.Items().Choice()
	}
	if x.elem != nil && rules != nil {
		x.elem.constrain(rules.Items())
	}
}

// plain reports whether storing a text is no more than an assignment.
func (x *target) plain() bool {
	return x.form == one && len(x.shell) == 0 && x.value.Kind == model.String && x.rules == nil
}

// splits reports whether a comma can only stand between items. A string may
// have commas of its own, as may bytes, which are text here.
func (x *target) splits() bool {
	if x.form == one || x.form == deep {
		return false
	}
	kind := x.value.Elem.Base().Kind
	return kind != model.String && kind != model.Bytes
}

// store writes texts to p, of which a scalar has at least one, and checks the
// result. A target of one takes the last.
func (x *target) store(r *report, texts []string, p unsafe.Pointer) {
	base := x.shell.open(p)
	stored := false
	switch x.form {
	case one:
		texts = texts[len(texts)-1:]
		stored = x.storeOne(r, texts[0], base)
	case many:
		stored = x.storeMany(r, texts, base)
	case fixed:
		stored = x.storeFixed(r, texts, base)
	case document:
		x.storeDocument(r, texts[len(texts)-1], p)
	case upload, uploads:
		r.fault(notFile, texts[len(texts)-1])
	case set:
		stored = x.storeSet(r, texts, base)
	}
	if stored && x.rules != nil {
		x.report(r, x.rules.Check(base, nil), texts)
	}
}

// storeDocument reads JSON; the decoder checks what it stores.
func (x *target) storeDocument(r *report, text string, p unsafe.Pointer) {
	for _, e := range x.json.Decode([]byte(text), p, nil) {
		f := vocab.Fault{Type: e.Type, Msg: e.Msg, Ctx: e.Ctx}
		if !r.fault(&f, e.Input, e.Loc[1:]...) { // without its "body", behind which comes the name
			return
		}
	}
}

func (x *target) storeOne(r *report, text string, p unsafe.Pointer) bool {
	if fault := x.parse(text, p); fault != nil {
		r.fault(fault, text)
		return false
	}
	return true
}

// parse reads the text of a scalar or of an item.
func (x *target) parse(text string, p unsafe.Pointer) *vocab.Fault {
	fault := x.codec.Parse(text, p)
	if fault != nil && x.choice != nil {
		return x.choice
	}
	return fault
}

// storeMany fills a slice that is exactly as long as there are texts.
func (x *target) storeMany(r *report, texts []string, p unsafe.Pointer) bool {
	slice := reflect.NewAt(x.value.Go, p).Elem()
	slice.Grow(len(texts))
	slice.SetLen(len(texts))
	return x.storeItems(r, texts, slice.UnsafePointer())
}

func (x *target) storeFixed(r *report, texts []string, p unsafe.Pointer) bool {
	if len(texts) != x.value.Len {
		r.fault(lengthFault(x.value.Len, len(texts)), r.echo(texts))
		return false
	}
	return x.storeItems(r, texts, p)
}

// storeSet fills a map to nothing. What was sent twice is in it once.
func (x *target) storeSet(r *report, texts []string, p unsafe.Pointer) bool {
	items := reflect.MakeMapWithSize(x.value.Go, len(texts))
	reflect.NewAt(x.value.Go, p).Elem().Set(items)
	member := reflect.Zero(x.value.Go.Elem())
	stored := true
	for i, text := range texts {
		item := reflect.New(x.value.Go.Key())
		if fault := x.parse(text, item.UnsafePointer()); fault != nil {
			stored = false
			if !r.fault(fault, text, i) {
				return false
			}
			continue
		}
		items.SetMapIndex(item.Elem(), member)
	}
	return stored || x.checkSet(r, texts, p)
}

// checkSet runs the constraints of the items of a set that lacks some, and
// returns false: the set as a whole is not to be checked.
func (x *target) checkSet(r *report, texts []string, p unsafe.Pointer) bool {
	if x.rules != nil {
		x.report(r, x.rules.CheckParts(p, nil), texts)
	}
	return false
}

// report records what is wrong with a value that was read from texts.
func (x *target) report(r *report, found []constraint.Violation, texts []string) {
	x.placeInSet(found, texts)
	for _, v := range found {
		r.fault(v.Fault, x.inputOf(r, v.Path, texts), v.Path...)
	}
}

// placeInSet gives the items of a set, which violations name by the text of
// their value, the places where those were sent first.
func (x *target) placeInSet(found []constraint.Violation, texts []string) {
	if x.form != set || len(found) == 0 {
		return
	}
	textOf := constraint.KeyText(x.value.Elem)
	places := make(map[any]int, len(texts))
	for i, text := range texts {
		item := reflect.New(x.value.Go.Key()).UnsafePointer()
		if x.codec.Parse(text, item) != nil {
			continue
		}
		if key := textOf(item); !has(places, key) {
			places[key] = i
		}
	}
	for _, v := range found {
		if len(v.Path) > 0 && has(places, v.Path[0]) {
			v.Path[0] = places[v.Path[0]]
		}
	}
	slices.SortStableFunc(found, func(a, b constraint.Violation) int { return firstIndex(a) - firstIndex(b) })
}

func has(places map[any]int, key any) bool {
	_, ok := places[key]
	return ok
}

// firstIndex is the index with which a path begins, -1 for any other path.
func firstIndex(v constraint.Violation) int {
	if len(v.Path) > 0 {
		if i, ok := v.Path[0].(int); ok {
			return i
		}
	}
	return -1
}

func lengthFault(want, got int) *vocab.Fault {
	typ, limit := "too_short", "min_length"
	if got > want {
		typ, limit = "too_long", "max_length"
	}
	return &vocab.Fault{
		Type: typ,
		Msg:  fmt.Sprintf("must have exactly %d items, not %d", want, got),
		Ctx:  map[string]any{"field_type": "List", limit: want, "actual_length": got},
	}
}

// storeItems stores texts in items that lie side by side. If all fit, their
// constraints are the caller's; if not, those of the others are checked here, so
// that a wrong type does not hide the mistakes beside it.
func (x *target) storeItems(r *report, texts []string, first unsafe.Pointer) bool {
	stored, checked := true, 0
	for i, text := range texts {
		fault := x.parse(text, x.items.open(unsafe.Add(first, uintptr(i)*x.size)))
		if fault == nil {
			continue
		}
		stored = false
		if !x.checkItems(r, texts[:i], first, checked) || !r.fault(fault, text, i) {
			return false
		}
		checked = i + 1
	}
	if !stored {
		x.checkItems(r, texts, first, checked)
	}
	return stored
}

// checkItems runs the constraints of the items from an index on, one for each
// text, and reports whether more mistakes are wanted.
func (x *target) checkItems(r *report, texts []string, first unsafe.Pointer, from int) bool {
	if x.rules == nil || x.rules.Items() == nil {
		return true
	}
	for i := from; i < len(texts); i++ {
		for _, v := range x.rules.Items().Check(unsafe.Add(first, uintptr(i)*x.size), nil) {
			if !r.fault(v.Fault, texts[i], i) {
				return false
			}
		}
	}
	return true
}

// inputOf returns what a violation echoes: the text that it is about.
func (x *target) inputOf(r *report, path []any, texts []string) any {
	if x.form == one {
		return texts[0]
	}
	if len(path) > 0 {
		if i, ok := path[0].(int); ok && i < len(texts) {
			return texts[i]
		}
	}
	return r.echo(texts)
}

// report is where the mistakes of one step in one request go.
type report struct {
	bad  *Invalid
	step *step
	name string // the wire name that the client used
	path []any  // of the value inside a map
	sum  int    // of the step's mistakes
}

// fault records a mistake at a path inside the value. It reports whether more
// mistakes of the step are wanted: beyond the limit none would be shown.
func (r *report) fault(f *vocab.Fault, input any, path ...any) bool {
	s := r.step
	loc := make([]any, 0, 2+len(r.path)+len(path))
	loc = append(append(append(loc, s.source.Place(), r.name), r.path...), path...)
	if s.silent {
		input = nil
	}
	r.bad.add(s.slot, s.source, s.order, f.At(input, loc...))
	r.sum++
	return r.sum < r.bad.most
}

// echo returns what to show of several texts: nothing, unless FastAPI's ways
// are asked for.
func (r *report) echo(texts []string) any {
	if !r.step.echo {
		return nil
	}
	return slices.Clone(texts)
}
