package signet

import (
	"reflect"

	"github.com/signet-go/signet/internal/model"
)

// UnionVariant is one type of a Union.
type UnionVariant struct{ declared model.VariantDeclaration }

// Variant says that the tag stands for T, a struct or a pointer to one that
// implements the union's interface. What is read is put into the interface as a
// T.
func Variant[T any](tag string) UnionVariant {
	return UnionVariant{model.VariantDeclaration{Tag: tag, Go: reflect.TypeFor[T]()}}
}

// Union makes the interface I a type of models: each JSON object that stands
// for an I tells by the named property, wherever it stands in the object, which
// of the variants it is. Only the mistakes of that variant are reported, with
// its tag in their places; without the property or with an unknown tag the
// mistake is union_tag_not_found or union_tag_invalid.
//
// In answers the tag comes first. A variant may have a string field of the
// property's name: it is filled like any other, and in answers the tag takes
// its place. A nil I can be written behind a pointer or in an Opt only, as null;
// elsewhere it is a 500, as is a value of another type.
//
// The document has I as oneOf with a discriminator. Include and Exclude go
// through I to the members of any of its variants.
//
// Other interfaces are no unions. One without methods, such as any, reads and
// writes any JSON. One with methods is only written: its value as what it is at
// that moment, of which the document can say nothing ({}); to read into one is a
// mistake that App.Err reports.
func Union[I any](property string, variants ...UnionVariant) Option {
	declared := model.UnionDeclaration{Interface: reflect.TypeFor[I](), Property: property}
	for _, v := range variants {
		declared.Variants = append(declared.Variants, v.declared)
	}
	return appOption{"Union", func(c *config) { c.unions = append(c.unions, declared) }}
}
