package model

import (
	"encoding/json"
	"reflect"
	"slices"
	"sort"
	"strings"
	"testing"
	"unsafe"

	"github.com/signet-go/signet/internal/vocab"
)

type (
	plainBase struct {
		ID   int
		Name string `json:"name"`
	}
	OtherBase struct {
		ID    int
		Extra string `json:"extra"`
	}
	TaggedID struct {
		Num int `json:"ID"`
	}
	TaggedToo struct {
		Num2 int `json:"ID"`
	}
	DeepBase struct{ OtherBase }
	lowInt   int
	UpInt    int
	Loop     struct {
		*Loop
		N int
	}
)

// shadows are structs whose members encoding/json settles by its rules of
// embedding; ours must come out with the same.
var shadows = map[string]any{
	"plain":               plainBase{},
	"embedded unexported": struct{ plainBase }{},
	"outer hides inner": struct {
		plainBase
		Name int `json:"name"`
	}{},
	"two of one depth vanish": struct {
		plainBase
		OtherBase
	}{},
	"the tagged one wins": struct {
		plainBase
		TaggedID
	}{},
	"two tagged vanish": reflect.Zero(reflect.StructOf([]reflect.StructField{ // vet refuses to see it written
		{Name: "TaggedID", Type: reflect.TypeFor[TaggedID](), Anonymous: true},
		{Name: "TaggedToo", Type: reflect.TypeFor[TaggedToo](), Anonymous: true},
	})).Interface(),
	"the shallower wins": struct {
		DeepBase
		TaggedID
	}{},
	"hidden by a vanished pair": struct {
		plainBase
		OtherBase
		DeepBase
	}{},
	"embedded with a name": struct {
		OtherBase `json:"base"`
	}{},
	"embedded pointer":  struct{ *OtherBase }{OtherBase: &OtherBase{}},
	"pointer to itself": Loop{},
	"left out": struct {
		A int `json:"-"`
		B int `json:"-,"`
		c int
		D int `json:",omitempty"`
	}{D: 1},
	"hidden embedded scalar": struct{ lowInt }{},
	"embedded scalar":        struct{ UpInt }{},
	"options without a name": struct {
		A int `json:",string"`
	}{},
	"odd names": struct {
		A int `json:"a b"`
		B int `json:"ü"`
		C int `json:"$%-/"`
	}{},
	"names that json refuses": struct {
		A int `json:"a\\b"`
		B int `json:"b\"c"`
	}{},
}

func TestDominanceAsJSON(t *testing.T) {
	t.Parallel()
	for name, v := range shadows {
		out, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		var members map[string]any
		if err := json.Unmarshal(out, &members); err != nil {
			t.Fatal(err)
		}
		var want, got []string
		for name := range members {
			want = append(want, name)
		}
		for _, f := range mustRead(t, reflect.TypeOf(v)).Object.Fields {
			got = append(got, f.Name)
		}
		sort.Strings(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s: members %q; encoding/json has %q", name, got, want)
		}
	}
}

// TestOrderAndPlaces follows offsets and hops to each member's memory.
func TestOrderAndPlaces(t *testing.T) {
	t.Parallel()
	type outer struct {
		First int
		DeepBase
		*TaggedNote
		Last string
	}
	v := &outer{First: 1, DeepBase: DeepBase{OtherBase{ID: 2, Extra: "3"}}, TaggedNote: &TaggedNote{Pad: 9, Note: "4"}, Last: "5"}
	var names []string
	for _, f := range mustRead(t, reflect.TypeFor[outer]()).Object.Fields {
		names = append(names, f.GoName)
		p := unsafe.Pointer(v)
		for _, hop := range f.Hops {
			p = *(*unsafe.Pointer)(unsafe.Add(p, hop.Offset))
		}
		got := reflect.NewAt(f.Type.Go, unsafe.Add(p, f.Offset)).Elem().Interface()
		want := reflect.ValueOf(v).Elem().FieldByName(f.GoName[1+lastDot(f.GoName):]).Interface()
		if got != want {
			t.Errorf("member %s: at its place lies %v; want %v", f.GoName, got, want)
		}
	}
	want := []string{"First", "DeepBase.OtherBase.ID", "DeepBase.OtherBase.Extra", "TaggedNote.Pad", "TaggedNote.Note", "Last"}
	if !slices.Equal(names, want) {
		t.Errorf("members %q; want the order of declaration %q", names, want)
	}
}

type TaggedNote struct {
	Pad  int
	Note string
}

func lastDot(name string) int {
	for i := len(name) - 1; i >= 0; i-- {
		if name[i] == '.' {
			return i
		}
	}
	return -1
}

func TestMemberPresence(t *testing.T) {
	t.Parallel()
	type members struct {
		Plain     int              `json:"plain"`
		Empty     int              `json:"empty,omitempty"`
		Zero      int              `json:"zero,omitzero"`
		Default   int              `json:"default" default:"3"`
		Pointer   *int             `json:"pointer"`
		Needed    *int             `json:"needed" validate:"required"`
		Opt       vocab.Opt[int]   `json:"opt"`
		NeededOpt vocab.Opt[int]   `json:"neededopt" validate:"required"`
		Slice     []int            `json:"slice"`
		SomeSlice []int            `json:"someslice,omitempty"`
		Map       map[string]int   `json:"map"`
		Bytes     []byte           `json:"bytes"`
		Any       any              `json:"any"`
		Array     [2]int           `json:"array"`
		OptSlice  vocab.Opt[[]int] `json:"optslice"`
		Forced    int              `json:"forced,omitempty" validate:"required"`
	}
	object := mustRead(t, reflect.TypeFor[members]()).Object
	tests := []struct {
		name               string
		required, nullable bool
	}{
		{"plain", true, false}, {"empty", false, false}, {"zero", false, false}, {"default", false, false},
		{"pointer", false, true}, {"needed", true, false}, {"opt", false, true}, {"neededopt", true, true},
		{"slice", true, false}, {"someslice", false, false}, {"map", true, false}, {"bytes", true, false},
		{"any", true, true}, {"array", true, false}, {"optslice", false, true}, {"forced", true, false},
	}
	if len(tests) != len(object.Fields) {
		t.Fatalf("%d members, %d rows", len(object.Fields), len(tests))
	}
	for _, tt := range tests {
		if f := object.Field(tt.name); f.Required != tt.required || f.Nullable != tt.nullable {
			t.Errorf("member %s: required %t, nullable %t; want %t, %t", tt.name, f.Required, f.Nullable, tt.required, tt.nullable)
		}
	}
}

func TestCutRequired(t *testing.T) {
	t.Parallel()
	tests := []struct {
		tag      string
		required bool
		rest     string
	}{
		{"", false, ""},
		{"-", false, ""},
		{"required", true, ""},
		{"required,min=3", true, "min=3"},
		{"min=3,required", true, "min=3"},
		{"omitempty,min=3", false, "min=3"},
		{"omitnil,gt=0", false, "gt=0"},
		{"required_if=A 1", false, "required_if=A 1"},
		{"min=1,dive,required,min=3", false, "min=1,dive,required,min=3"},
		{"dive,omitempty,min=3", false, "dive,omitempty,min=3"},
	}
	for _, tt := range tests {
		if required, rest := cutRequired(tt.tag); required != tt.required || rest != tt.rest {
			t.Errorf("cutRequired(%q) = %t, %q; want %t, %q", tt.tag, required, rest, tt.required, tt.rest)
		}
	}
}

func TestMemberFacts(t *testing.T) {
	t.Parallel()
	type members struct {
		A int    `json:"a,string" title:"T" description:"D" format:"F" example:"E" deprecated:"true" hidden:"true" readOnly:"true"`
		B []int  `json:"b,string" writeOnly:"true" default:"[1]"`
		C string `json:",omitempty,omitzero"`
	}
	fields := mustRead(t, reflect.TypeFor[members]()).Object.Fields
	a, b, c := fields[0], fields[1], fields[2]
	want := Doc{Title: "T", Description: "D", Format: "F", Example: "E", Deprecated: true, Hidden: true, ReadOnly: true}
	if !a.Quoted || a.Doc != want {
		t.Errorf("a: quoted %t, %+v; want %+v", a.Quoted, a.Doc, want)
	}
	if b.Quoted || !b.HasDefault || b.Default != "[1]" || b.Doc != (Doc{WriteOnly: true}) {
		t.Errorf("b: %+v; a slice is not quoted, has a default and is write-only", b)
	}
	if c.Name != "C" || !c.OmitEmpty || !c.OmitZero {
		t.Errorf("c: %+v; want its Go name and both options", c)
	}
}

// TestTwins: vet refuses such a struct where it stands in source, so it is made here.
func TestTwins(t *testing.T) {
	t.Parallel()
	twins := reflect.StructOf([]reflect.StructField{
		{Name: "A", Type: reflect.TypeFor[int](), Tag: `json:"a"`},
		{Name: "B", Type: reflect.TypeFor[int](), Tag: `json:"a"`},
	})
	_, err := NewReader().ReadType(twins)
	if want := `field B: its name "a" is that of field A`; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("ReadType(%v) = %v; want %q", twins, err, want)
	}
}
