//lint:file-ignore U1000 fields and types that only reflection reads

package openapi

import (
	"encoding/json"
	"math/big"
	"net/netip"
	"net/url"
	"time"

	"github.com/swaggest/jsonschema-go"

	"github.com/signet-go/signet/internal/vocab"
)

// uuid is any type that the model takes for a UUID.
type uuid [16]byte

func (u uuid) MarshalText() ([]byte, error) {
	return []byte("00000000-0000-0000-0000-000000000000"), nil
}
func (u *uuid) UnmarshalText(text []byte) error { return nil }

// Color is an enum.
type Color string

func (Color) Enum() []any { return []any{"red", "green"} }

// Level is an enum of numbers.
type Level int

func (Level) Enum() []any { return []any{1, 2, 3} }

// Page is a generic model.
type Page[T any] struct {
	Items []T        `json:"items" description:"Those of this page."`
	Next  *string    `json:"next,omitempty"`
	Prev  *Page[T]   `json:"prev,omitempty"`
	More  []*Page[T] `json:"more,omitempty"`
}

// Pair has two arguments.
type Pair[A, B any] struct {
	First  A `json:"first"`
	Second B `json:"second"`
}

// Tree is recursive without a struct.
type Tree []Tree

// Stamp writes itself in a way that nobody knows.
type Stamp struct{ At time.Time }

func (Stamp) MarshalJSON() ([]byte, error) { return []byte("1"), nil }

// Code says itself what it looks like.
type Code struct{ text string }

func (Code) MarshalJSON() ([]byte, error)     { return []byte(`"A-1"`), nil }
func (*Code) UnmarshalJSON(data []byte) error { return nil }
func (Code) JSONSchema() (jsonschema.Schema, error) {
	s := jsonschema.Schema{}
	s.AddType(jsonschema.String)
	s.WithPattern("^[A-Z]-[0-9]$")
	return s, nil
}

// Pet is a union.
type Pet struct{ any }

func (Pet) MarshalJSON() ([]byte, error)     { return []byte(`{}`), nil }
func (*Pet) UnmarshalJSON(data []byte) error { return nil }
func (Pet) JSONSchemaOneOf() []any           { return []any{Cat{}, Dog{}} }

// Cat is one of the pets.
type Cat struct {
	Meows bool `json:"meows"`
	Likes *Pet `json:"likes,omitempty"`
}

// Dog is the other.
type Dog struct {
	Barks bool `json:"barks"`
}

// Prepared changes its own schema.
type Prepared struct {
	B int      `json:"b"`
	A *Dog     `json:"a,omitempty"`
	_ struct{} `additionalProperties:"false"`
}

// Described gives the component a description.
func (Prepared) Description() string { return "Changes itself." }

// PrepareJSONSchema adds a property.
func (Prepared) PrepareJSONSchema(s *jsonschema.Schema) error {
	extra := jsonschema.Schema{}
	extra.AddType(jsonschema.Boolean)
	s.WithPropertiesItem("extra", extra.ToSchemaOrBool())
	s.Properties["b"].TypeObject.WithTitle("Bee")
	return nil
}

type base struct {
	ID      uuid      `json:"id" readOnly:"true"`
	Created time.Time `json:"created"`
}

// Everything has a field of each kind.
type Everything struct {
	base
	Bool      bool               `json:"bool" default:"yes"`
	Int       int                `json:"int" example:"7" title:"A number"`
	Small     int8               `json:"small"`
	Unsigned  uint               `json:"unsigned" validate:"gt=0"`
	Float     float32            `json:"float" default:"1.5"`
	Quoted    int                `json:"quoted,string"`
	Text      string             `json:"text,omitempty" validate:"min=2,max=9" description:"Some <b>text</b>." examples:"[\"ab\",\"cd\"]"`
	Password  string             `json:"password" format:"password" writeOnly:"true"`
	Number    json.Number        `json:"number"`
	Day       vocab.Date         `json:"day"`
	Clock     vocab.TimeOfDay    `json:"clock"`
	Wait      time.Duration      `json:"wait" default:"PT1H"`
	Long      vocab.Duration     `json:"long"`
	Link      url.URL            `json:"link"`
	Raw       []byte             `json:"raw"`
	JSON      json.RawMessage    `json:"json"`
	Any       any                `json:"any"`
	Addr      netip.Addr         `json:"addr"`
	Big       *big.Int           `json:"big,omitempty"`
	Point     [3]float64         `json:"point"`
	Names     []string           `json:"names" validate:"min=1,dive,min=2"`
	Matrix    [][]int            `json:"matrix" default:"[[1]]"`
	Maybe     []*string          `json:"maybe"`
	ByDay     map[vocab.Date]int `json:"by_day"`
	ByColor   map[Color]*Dog     `json:"by_color"`
	Color     Color              `json:"color" default:"red" deprecated:"true"`
	Colors    []Color            `json:"colors"`
	Level     *Level             `json:"level"`
	Opt       vocab.Opt[int]     `json:"opt,omitzero"`
	OptDog    vocab.Opt[Dog]     `json:"opt_dog,omitzero"`
	Dog       *Dog               `json:"dog,omitempty" description:"Best friend."`
	Pets      []Pet              `json:"pets"`
	Code      Code               `json:"code"`
	Stamp     Stamp              `json:"stamp"`
	Tree      Tree               `json:"tree"`
	Prepared  Prepared           `json:"prepared"`
	Anonymous struct {
		X int `json:"x"`
	} `json:"anonymous"`
	Pair   Pair[int, []Dog] `json:"pair"`
	Hidden string           `json:"hidden,omitempty" hidden:"true"`
	Skip   func()           `json:"-"`
}

type searchParams struct {
	Version string            `header:"X-Version" default:"1"`
	Session string            `cookie:"session"`
	Q       vocab.Opt[string] `query:"q" description:"What to look for." deprecated:"true"`
	Tags    []Color           `query:"tag" validate:"max=5"`
	Filter  map[string]string `query:"filter"`
	From    *vocab.Date       `query:"from"`
	ShopID  int               `path:"shop" validate:"gte=1"`
}

type pageParams struct {
	Q string `query:"q"` // required here, so it is required
}

type mergedBody struct {
	Dog   Dog  `body:"dog"`
	Count *int `body:"count" description:"How many."`
	Loud  bool `body:"loud" default:"false"`
}

type upload struct {
	Title string   `form:"title" validate:"max=20"`
	Main  []byte   `file:"main"`
	More  [][]byte `file:"more"`
}

type login struct {
	User     string  `form:"user"`
	Password string  `form:"password" format:"password"`
	Scope    *string `form:"scope"`
}

type everythingBody struct {
	Body Everything `body:"" description:"All of it."`
}

type listBody struct {
	Body []Dog `body:"" validate:"max=3"`
}
