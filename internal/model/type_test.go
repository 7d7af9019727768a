//lint:file-ignore U1000 fields and types that only reflection reads

package model

import (
	"encoding"
	"encoding/json"
	"iter"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/signet-go/signet/internal/vocab"
)

func mustRead(t testing.TB, typ reflect.Type) *Type {
	t.Helper()
	got, err := NewReader().ReadType(typ)
	if err != nil {
		t.Fatalf("ReadType(%v): %v", typ, err)
	}
	return got
}

type (
	id         [16]byte
	color      string
	textOnly   struct{ n int }
	jsonOnly   struct{ N int }
	marshals   struct{ N int }
	notUUID    [16]byte
	named      []byte
	writesText int
	validates  struct{ N int }
)

func (*id) UnmarshalText([]byte) error          { return nil }
func (color) MarshalText() ([]byte, error)      { return nil, nil }
func (*color) UnmarshalText([]byte) error       { return nil }
func (*textOnly) UnmarshalText([]byte) error    { return nil }
func (*jsonOnly) UnmarshalJSON([]byte) error    { return nil }
func (marshals) MarshalJSON() ([]byte, error)   { return nil, nil }
func (writesText) MarshalText() ([]byte, error) { return nil, nil }
func (*validates) Validate() error              { return nil }

var _ encoding.TextUnmarshaler = (*id)(nil)

func TestKinds(t *testing.T) {
	t.Parallel()
	tests := []struct {
		typ  reflect.Type
		want Kind
		bits int
	}{
		{reflect.TypeFor[bool](), Bool, 0},
		{reflect.TypeFor[int8](), Int, 8},
		{reflect.TypeFor[int64](), Int, 64},
		{reflect.TypeFor[uint16](), Uint, 16},
		{reflect.TypeFor[float32](), Float, 32},
		{reflect.TypeFor[string](), String, 0},
		{reflect.TypeFor[json.Number](), Number, 0},
		{reflect.TypeFor[time.Time](), Time, 0},
		{reflect.TypeFor[time.Duration](), Duration, 0},
		{reflect.TypeFor[vocab.Duration](), Duration, 0},
		{reflect.TypeFor[vocab.Date](), Date, 0},
		{reflect.TypeFor[vocab.TimeOfDay](), TimeOfDay, 0},
		{reflect.TypeFor[id](), UUID, 0},
		{reflect.TypeFor[notUUID](), Array, 0},
		{reflect.TypeFor[url.URL](), URL, 0},
		{reflect.TypeFor[[]byte](), Bytes, 0},
		{reflect.TypeFor[named](), Bytes, 0},
		{reflect.TypeFor[json.RawMessage](), Custom, 0},
		{reflect.TypeFor[color](), Text, 0},
		{reflect.TypeFor[textOnly](), Text, 0},
		{reflect.TypeFor[writesText](), Text, 0},
		{reflect.TypeFor[jsonOnly](), Custom, 0},
		{reflect.TypeFor[marshals](), Struct, 0}, // reads by its members, writes by itself
		{reflect.TypeFor[[]int](), Slice, 0},
		{reflect.TypeFor[[3]int](), Array, 0},
		{reflect.TypeFor[map[string]int](), Map, 0},
		{reflect.TypeFor[struct{}](), Struct, 0},
		{reflect.TypeFor[*int](), Pointer, 0},
		{reflect.TypeFor[*color](), Pointer, 0},
		{reflect.TypeFor[vocab.Opt[int]](), Opt, 0},
		{reflect.TypeFor[any](), Any, 0},
	}
	for _, tt := range tests {
		if got := mustRead(t, tt.typ); got.Kind != tt.want || got.Bits != tt.bits {
			t.Errorf("ReadType(%v) = %v of %d bits; want %v of %d", tt.typ, got.Kind, got.Bits, tt.want, tt.bits)
		}
	}
}

func TestKindNames(t *testing.T) {
	t.Parallel()
	for k := Any; k <= Opt; k++ {
		if k.String() == "" {
			t.Errorf("Kind(%d) has no name", k)
		}
	}
	for k, scalar := range map[Kind]bool{Any: false, Bool: true, Bytes: true, Text: true, Custom: false, Slice: false, Struct: false, Opt: false} {
		if k.Scalar() != scalar {
			t.Errorf("%v.Scalar() = %t; want %t", k, !scalar, scalar)
		}
	}
}

func TestTypeFacts(t *testing.T) {
	t.Parallel()
	typ := mustRead(t, reflect.TypeFor[*vocab.Opt[*validates]]())
	if base := typ.Base(); base.Go != reflect.TypeFor[validates]() || !base.Validates {
		t.Errorf("Base of *Opt[*validates] = %+v; want validates, which validates", base)
	}
	for typ, want := range map[reflect.Type]bool{
		reflect.TypeFor[*int]():           true,
		reflect.TypeFor[any]():            true,
		reflect.TypeFor[vocab.Opt[int]](): true,
		reflect.TypeFor[int]():            false,
		reflect.TypeFor[[]int]():          false,
	} {
		if got := mustRead(t, typ).Nullable(); got != want {
			t.Errorf("%v.Nullable() = %t; want %t", typ, got, want)
		}
	}
}

type tree struct {
	Left, Right *tree
	Kids        []tree
	ByName      map[string]tree
}

func TestRecursiveType(t *testing.T) {
	t.Parallel()
	typ := mustRead(t, reflect.TypeFor[tree]())
	for _, f := range typ.Object.Fields[:2] {
		if f.Type.Elem != typ {
			t.Errorf("field %s leads to another description of tree", f.Name)
		}
	}
	if typ.Object.Field("Kids").Type.Elem != typ || typ.Object.Field("ByName").Type.Elem != typ || typ.Object.Field("none") != nil {
		t.Error("Kids and ByName do not lead back to tree, or a member was made up")
	}
}

func TestReadTypeOnce(t *testing.T) {
	t.Parallel()
	r := NewReader()
	a, _ := r.ReadType(reflect.TypeFor[tree]())
	b, _ := r.ReadType(reflect.TypeFor[tree]())
	if a != b {
		t.Error("ReadType twice gave two descriptions")
	}
}

func TestReadTypeMistakes(t *testing.T) {
	t.Parallel()
	type inner struct {
		C chan int
	}
	type outer struct {
		In []inner
	}
	type hidden struct{ N int }
	type embedsHidden struct{ *hidden }
	tests := []struct {
		name string
		typ  reflect.Type
		want string
	}{
		{"channel", reflect.TypeFor[chan int](), "chan int cannot travel: a chan has no wire form"},
		{"function", reflect.TypeFor[func()](), "func() cannot travel: a func has no wire form"},
		{"stream", reflect.TypeFor[struct{ A iter.Seq[int] }](), "field A: iter.Seq[int] is a stream, which nothing can hold: return it as the whole result of a handler"},
		{"complex", reflect.TypeFor[complex128](), "complex128 cannot travel: a complex128 has no wire form"},
		{"deep inside", reflect.TypeFor[outer](), "field In: field C: chan int cannot travel: a chan has no wire form"},
		{"map key", reflect.TypeFor[map[time.Time]int](), "map[time.Time]int: a map key is a string, a number, a UUID, a date or has UnmarshalText; time.Time is time"},
		{"embedded pointer to a hidden struct", reflect.TypeFor[embedsHidden](), "field hidden: an embedded pointer to an unexported struct cannot be filled; embed the struct itself"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := NewReader()
			for range 2 { // a mistake stays one
				if _, err := r.ReadType(tt.typ); err == nil || err.Error() != tt.want {
					t.Errorf("ReadType(%v) = %v\nwant %s", tt.typ, err, tt.want)
				}
			}
		})
	}
}

func TestReadNames(t *testing.T) {
	t.Parallel()
	tests := []struct {
		tag  string
		want []string
		err  string // a part
	}{
		{"q", []string{"q"}, ""},
		{"item_id,item_uuid", []string{"item_id", "item_uuid"}, ""},
		{"X-Token", []string{"X-Token"}, ""},
		{"default", []string{"default"}, ""},
		{"deprecated,old", []string{"deprecated", "old"}, ""},
		{"default=5", nil, `"default=5" looks like an option`},
		{"", nil, `name 1 is ""; write the wire name`},
		{"a,", nil, `name 2 is ""`},
		{"a, b", nil, `name 2 is " b"; write the wire name, several separated by commas without spaces`},
		{"a,b,a", nil, `names "a" twice`},
		{"q,required", nil, `"required" looks like an option, but a source tag holds names only; use validate:"required"`},
		{"q,omitempty", nil, `use a pointer or signet.Opt`},
		{"q,explode", nil, `use nothing: repeated keys are the default`},
		{"q,default=5", nil, `"default=5" looks like an option, but a source tag holds names only; use default:"…"`},
		{"q,deprecated", nil, `use deprecated:"true"`},
	}
	for _, tt := range tests {
		got, err := readNames(Query, tt.tag)
		if !reflect.DeepEqual(got, tt.want) || (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("readNames(%q) = %q, %v; want %q, %q", tt.tag, got, err, tt.want, tt.err)
		}
	}
}

// TestFailedReadLeavesNothing: a type that refers to one which cannot travel
// must fail again, not be found half read.
func TestFailedReadLeavesNothing(t *testing.T) {
	t.Parallel()
	r := NewReader()
	for range 2 {
		if _, err := r.ReadType(reflect.TypeFor[badTree]()); err == nil {
			t.Error("ReadType(badTree) = nil; want the mistake of its field Done")
		}
		if _, err := r.ReadType(reflect.TypeFor[badLeaf]()); err == nil {
			t.Error("ReadType(badLeaf) = nil; want the mistake of the tree that it refers to")
		}
	}
}

type (
	badTree struct {
		Leaf *badLeaf
		Done chan int
	}
	badLeaf struct{ Tree *badTree }
)

func TestBaseOfARecursiveType(t *testing.T) {
	t.Parallel()
	typ, err := NewReader().ReadType(reflect.TypeFor[[]*goodTree]())
	if err != nil || typ.Elem.Base().Kind != Struct {
		t.Errorf("ReadType([]*goodTree) = %v, %v; want a slice of structs", typ, err)
	}
}

type goodTree struct{ Children []*goodTree }
