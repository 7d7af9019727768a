package constraint

import (
	"fmt"
	"math"
	"reflect"
)

// Keyword is a constraint in the words of JSON Schema. A number's Value is an
// int64, uint64 or float64, as its field.
type Keyword struct {
	Name  string
	Value any
}

// settle leaves one keyword of each name and refuses bounds that no value can
// meet. Of two bounds the tighter one stays, of all others the first: both are
// checked, but the document can say one.
func settle(list []Keyword, whole bool) ([]Keyword, error) {
	var kept []Keyword
	at := map[string]int{}
	for _, k := range list {
		i, ok := at[k.Name]
		switch {
		case !ok:
			at[k.Name] = len(kept)
			kept = append(kept, k)
		case tighter(k, kept[i]):
			kept[i] = k
		}
	}
	return kept, contradiction(kept, whole)
}

func tighter(k, than Keyword) bool {
	switch k.Name {
	case "minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties":
		return asFloat(k.Value) > asFloat(than.Value)
	case "maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties":
		return asFloat(k.Value) < asFloat(than.Value)
	}
	return false
}

func asFloat(v any) float64 {
	switch v := reflect.ValueOf(v); {
	case v.CanInt():
		return float64(v.Int())
	case v.CanUint():
		return float64(v.Uint())
	default:
		return v.Float()
	}
}

// contradiction reports bounds that leave nothing between them; whole says that
// the value has no fraction.
func contradiction(list []Keyword, whole bool) error {
	value := func(name string, missing float64) float64 {
		for _, k := range list {
			if k.Name == name {
				return asFloat(k.Value)
			}
		}
		return missing
	}
	for _, pair := range [][2]string{{"minLength", "maxLength"}, {"minItems", "maxItems"}, {"minProperties", "maxProperties"}} {
		least, most := value(pair[0], 0), value(pair[1], math.Inf(1))
		if least > most {
			return fmt.Errorf("nothing can have at least %v and at most %v %s; correct one of the bounds", least, most, pair[0][3:])
		}
	}
	least, above := value("minimum", math.Inf(-1)), value("exclusiveMinimum", math.Inf(-1))
	most, below := value("maximum", math.Inf(1)), value("exclusiveMaximum", math.Inf(1))
	gap := 0.0 // how far two exclusive bounds must be apart
	if whole {
		gap = 1
	}
	if least > most || least >= below || above >= most || above+gap >= below && above != math.Inf(-1) {
		return fmt.Errorf("no number lies between the lower bound %v and the upper bound %v; correct one of them",
			math.Max(least, above), math.Min(most, below))
	}
	return nil
}
