package jsonplan

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// What the reference makes of the types that encoding/json does not know as we
// do, and a writer of them as plain.

func (r *reference) set(t *model.Type, tree any, v reflect.Value, loc []any) {
	items, ok := tree.([]any)
	if !ok {
		r.mismatch(t, setType, tree, loc)
		return
	}
	v.Set(reflect.MakeMap(t.Go))
	var wrong reference // of the values that are not listed: after what cannot be read
	for i, item := range items {
		value := reflect.New(t.Elem.Go).Elem()
		var unread reference
		unread.item(t.Elem, item, value, at(loc, i))
		if r.errs = append(r.errs, unread.errs...); unread.errs != nil {
			continue
		}
		if !v.MapIndex(value).IsValid() {
			wrong.enum(t.Elem, item, value, at(loc, i))
		}
		v.SetMapIndex(value, reflect.Zero(t.Go.Elem()))
	}
	r.errs = append(r.errs, wrong.errs...)
}

func (r *reference) union(t *model.Type, tree any, v reflect.Value, loc []any) {
	members, ok := tree.([]pair)
	if !ok {
		r.mismatch(t, modelAttributesType, tree, loc)
		return
	}
	k := slices.IndexFunc(members, func(p pair) bool { return p.name == t.Union.Property })
	if k < 0 {
		r.add(&vocab.Fault{Type: "union_tag_not_found"}, tree, loc)
		return
	}
	for _, variant := range t.Union.List {
		if members[k].value != variant.Tag {
			continue
		}
		r.repeat = r.repeat || slices.ContainsFunc(members[k+1:], func(p pair) bool { return p.name == t.Union.Property })
		value := reflect.New(variant.Type.Go)
		r.members(variant.Type, members, value.Elem(), at(loc, variant.Tag))
		if !variant.Pointer {
			value = value.Elem()
		}
		v.Set(value)
		return
	}
	r.add(&vocab.Fault{Type: "union_tag_invalid"}, tree, loc)
}

func (r *reference) secret(t *model.Type, tree any, v reflect.Value, loc []any) {
	value := reflect.New(t.Elem.Go)
	inside := reference{hidden: true}
	inside.value(t.Elem, tree, value.Elem(), loc)
	r.errs, r.repeat = append(r.errs, inside.errs...), r.repeat || inside.repeat
	*(*unsafe.Pointer)(v.Addr().UnsafePointer()) = value.UnsafePointer()
}

// item reads a scalar. Of an enum, what cannot be read is no value of it.
func (r *reference) item(t *model.Type, tree any, v reflect.Value, loc []any) {
	before := len(r.errs)
	r.scalar(t, tree, v, loc)
	if _, enum := v.Interface().(interface{ Enum() []suit }); enum && len(r.errs) > before {
		r.errs = r.errs[:before]
		r.add(&vocab.Fault{Type: "enum"}, tree, loc)
	}
}

// enum looks for a value that could be read among those that its type lists.
func (r *reference) enum(t *model.Type, tree any, v reflect.Value, loc []any) {
	lists, ok := v.Interface().(interface{ Enum() []suit })
	if !ok || slices.Contains(lists.Enum(), v.Interface().(suit)) {
		return
	}
	if _, text := tree.(string); text { // anything else is no text: a mistake already
		r.add(&vocab.Fault{Type: "enum"}, tree, loc)
	}
}

// referenceText writes a value of the shapes by reflection.
func referenceText(t *model.Type, v reflect.Value) string {
	switch t.Kind {
	case model.Struct:
		return "{" + strings.Join(memberTexts(t, v, ""), ",") + "}"
	case model.Union:
		variant, _ := t.Union.Find(reflect.Indirect(v.Elem()).Type())
		tag := asJSON(t.Union.Property) + ":" + asJSON(variant.Tag)
		members := memberTexts(variant.Type, reflect.Indirect(v.Elem()), t.Union.Property)
		return "{" + strings.Join(append([]string{tag}, members...), ",") + "}"
	case model.Pointer:
		if v.IsNil() {
			return "null"
		}
		return referenceText(t.Elem, v.Elem())
	case model.Slice:
		var items []string
		for _, item := range v.Seq2() {
			items = append(items, referenceText(t.Elem, item))
		}
		return "[" + strings.Join(items, ",") + "]"
	case model.Set:
		return setText(t, v)
	case model.Secret:
		return `"**********"`
	case model.Time:
		return layoutText(t.Layout, v.Interface().(time.Time))
	case model.BigFloat:
		f := v.Interface().(big.Float)
		return f.Text('g', -1)
	case model.BigRat:
		r := v.Interface().(big.Rat)
		return ratioText(&r)
	case model.BigInt:
		n := v.Interface().(big.Int)
		return n.String()
	}
	return asJSON(v.Interface())
}

func memberTexts(t *model.Type, v reflect.Value, but string) (texts []string) {
	for _, f := range t.Object.Fields {
		value := v.FieldByName(f.GoName)
		if f.Name != but && !(f.OmitEmpty && isEmpty(value)) {
			texts = append(texts, asJSON(f.Name)+":"+referenceText(f.Type, value))
		}
	}
	return texts
}

// isEmpty is what encoding/json takes omitempty to mean.
func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Slice, reflect.Map:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}

func setText(t *model.Type, v reflect.Value) string {
	var items []string
	for _, key := range v.MapKeys() {
		items = append(items, referenceText(t.Elem, key))
	}
	slices.SortFunc(items, func(a, b string) int {
		x, err := strconv.Atoi(a)
		y, err2 := strconv.Atoi(b)
		if err != nil || err2 != nil {
			return strings.Compare(a, b)
		}
		return x - y
	})
	return "[" + strings.Join(items, ",") + "]"
}

func layoutText(layout string, v time.Time) string {
	switch layout {
	case model.Unix:
		return strconv.FormatInt(v.Unix(), 10)
	case model.UnixMilli:
		return strconv.FormatInt(v.UnixMilli(), 10)
	}
	return asJSON(v.Format(layout))
}

// ratioText divides the denominator by 2 and 5 as long as that leaves nothing:
// what then is 1 was a power of ten's divisor.
func ratioText(r *big.Rat) string {
	rest, digits := new(big.Int).Set(r.Denom()), 0
	for _, prime := range []int64{2, 5} {
		n := 0
		for q, m := new(big.Int).QuoRem(rest, big.NewInt(prime), new(big.Int)); m.Sign() == 0; n++ {
			rest.Set(q)
			q.QuoRem(rest, big.NewInt(prime), m)
		}
		digits = max(digits, n)
	}
	if rest.IsInt64() && rest.Int64() == 1 {
		return r.FloatString(digits)
	}
	return asJSON(r.RatString())
}

type (
	// shapes is a struct with every shape that encoding/json knows differently.
	shapes struct {
		Beast  beast                `json:"beast"`
		Beasts []beast              `json:"beasts,omitempty"`
		Maybe  *beast               `json:"maybe"`
		Small  map[int8]struct{}    `json:"small,omitempty"`
		Names  map[string]struct{}  `json:"names"`
		Hand   map[suit]struct{}    `json:"hand,omitempty"`
		Pin    vocab.Secret[int]    `json:"pin"`
		Words  vocab.Secret[[]suit] `json:"words,omitempty"`
		Count  big.Int              `json:"count"`
		Mass   big.Float            `json:"mass"`
		Part   big.Rat              `json:"part"`
		At     time.Time            `json:"at" timeFormat:"unix"`
		Day    time.Time            `json:"day" timeFormat:"02.01.2006"`
		Milli  *time.Time           `json:"milli" timeFormat:"unixMilli"`
		Price  money                `json:"price" format:"decimal"`
		Prices []money              `json:"prices,omitempty" format:"decimal"`
		Suit   suit                 `json:"suit"`
		Suits  []suit               `json:"suits,omitempty"`
	}

	beast interface{ beast() }
	lion  struct {
		Age    uint8             `json:"age"`
		Pride  []beast           `json:"pride,omitempty"`
		Spots  map[int8]struct{} `json:"spots,omitempty"`
		Tamers *string           `json:"tamer"`
	}
	snake struct {
		Length float64 `json:"length"`
		Kind   string  `json:"kind"`
		Suit   suit    `json:"suit,omitempty"`
	}

	// suit lists its values.
	suit string
	// money has a text form of its own and refuses more than two decimal places.
	money struct{ text string }
)

func (lion) beast()   {}
func (*snake) beast() {}

func (suit) Enum() []suit { return []suit{"hearts", "spades"} }

func (m money) MarshalText() ([]byte, error) { return []byte(m.text), nil }

func (m *money) UnmarshalText(text []byte) error {
	if _, places, _ := strings.Cut(string(text), "."); len(places) > 2 {
		return errors.New("has more than two decimal places")
	}
	m.text = string(text)
	return nil
}

func beasts() model.UnionDeclaration {
	return model.UnionDeclaration{
		Interface: reflect.TypeFor[beast](),
		Property:  "kind",
		Variants:  []model.VariantDeclaration{{Tag: "lion", Go: reflect.TypeFor[lion]()}, {Tag: "snake", Go: reflect.TypeFor[*snake]()}},
	}
}

var shapeSeeds = []string{
	`{"beast":{"kind":"lion","age":3,"spots":[3,1,1,"2"]},"names":["b","a","b"],"pin":1,"count":123456789012345678901234567890,"mass":0.1,"part":0.25,"at":0,"day":"21.11.2026","price":"1.50","suit":"spades"}`,
	`{"beast":{"length":1,"kind":"snake"},"beasts":[{"kind":"lion","age":1,"pride":[{"age":"x","kind":"lion"},{"kind":"snake","suit":"x"},{"kind":5},{"kind":"bear"},{},5]}],` +
		`"maybe":{"kind":"snake","length":2.5,"suit":"hearts"},"names":[],"pin":"5","words":["hearts"],"count":"7","mass":"1e400","part":"1/3","at":"1700000000","day":"x","milli":5,"price":1.5,"prices":[1,"2","1e3",1.234,"x",null],"suit":"clubs","suits":["hearts","x",5,"y"]}`,
	`{"beast":{"kind":"lion","kind":"snake","age":1}}`, `{"beast":{"kind":"bear","kind":"x"},"pin":{"a":1,"a":2}}`, `{"beast":null,"maybe":null,"names":null,"pin":null,"words":null}`,
	`{"small":[1,"1",1.0,300,null,[],true],"hand":["hearts","clubs","spades","clubs",5,"x"],"words":["clubs",[],"hearts"],"pin":"secret"}`,
	`{"count":1.5,"mass":1e5000,"part":"1/0"}`, `{"count":1e30,"mass":-0,"part":1e-3,"at":-62167219200,"milli":253402300800000,"day":5}`, `{"beast":[],"small":{},"hand":5,"count":true,"at":false,"day":null,"price":{},"suit":1}`,
	`[]`, `"x"`, `{}`,
}

// FuzzShapes compares the plans with the reference, on the way in and out.
func FuzzShapes(f *testing.F) {
	for _, seed := range shapeSeeds {
		f.Add(seed)
	}
	p := plans[shapes](f, Options{MaxErrors: math.MaxInt}, beasts())
	f.Fuzz(func(t *testing.T, text string) {
		v, ok := p.compare(t, text)
		if !ok {
			return
		}
		got, err := p.encode(v)
		want := referenceText(p.typ, reflect.ValueOf(&v).Elem())
		if strings.Contains(want, `\u202`) {
			return // encoding/json escapes U+2028, we do not
		}
		if err != nil || got != want {
			t.Errorf("Append(%s)\n got %s, %v\nwant %s", fmt.Sprintf("%q", text), got, err, want)
		}
	})
}
