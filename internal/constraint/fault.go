package constraint

import (
	"fmt"
	"strconv"
	"strings"
	"unsafe"

	"github.com/signet-go/signet/internal/vocab"
)

// valueError is the fault of what no type of its own speaks for.
func valueError(msg string) *vocab.Fault {
	return &vocab.Fault{Type: "value_error", Msg: msg, Ctx: map[string]any{"error": struct{}{}}}
}

// measured is what a length counts, with the fault types for too few and too many.
type measured struct {
	unit, units string
	short, long string
	fieldType   string // lists and maps: their faults tell the length too
	least, most string // keywords
}

var (
	inRunes   = measured{"character", "characters", "string_too_short", "string_too_long", "", "minLength", "maxLength"}
	inBytes   = measured{"byte", "bytes", "bytes_too_short", "bytes_too_long", "", "", ""}
	inItems   = measured{"item", "items", "too_short", "too_long", "List", "minItems", "maxItems"}
	inSet     = measured{"item", "items", "too_short", "too_long", "Set", "minItems", "maxItems"}
	inEntries = measured{"entry", "entries", "too_short", "too_long", "Dictionary", "minProperties", "maxProperties"}
)

// fault says that there are too few or too many.
func (m *measured) fault(rel relation, n int64) *vocab.Fault {
	if rel == atLeast {
		return &vocab.Fault{Type: m.short, Msg: "must have at least " + m.amount(n), Ctx: m.ctx("min_length", n)}
	}
	return &vocab.Fault{Type: m.long, Msg: "must have at most " + m.amount(n), Ctx: m.ctx("max_length", n)}
}

func (m *measured) amount(n int64) string {
	if n == 1 {
		return "1 " + m.unit
	}
	return strconv.FormatInt(n, 10) + " " + m.units
}

func (m *measured) ctx(name string, n int64) map[string]any {
	ctx := map[string]any{name: n}
	if m.fieldType != "" {
		ctx["field_type"] = m.fieldType
	}
	return ctx
}

// withLength completes a fault of a list or map with how long the value is.
func withLength(f *vocab.Fault, n int64) *vocab.Fault {
	told := *f
	told.Ctx = map[string]any{"actual_length": n}
	for name, v := range f.Ctx {
		told.Ctx[name] = v
	}
	return &told
}

// lengthExplainer picks the fault for a value that is too short or too long
// and completes it. Either fault may be nil when it cannot happen.
func lengthExplainer(m *measured, length func(unsafe.Pointer) int64, n int64, short, long *vocab.Fault) func(p unsafe.Pointer) *vocab.Fault {
	return func(p unsafe.Pointer) *vocab.Fault {
		actual := length(p)
		f := long
		if long == nil || short != nil && actual < n {
			f = short
		}
		if m.fieldType == "" {
			return f
		}
		return withLength(f, actual)
	}
}

// bounds holds how a failed comparison of numbers is told.
var bounds = map[relation]struct{ typ, ctx, phrase, keyword string }{
	atLeast: {"greater_than_equal", "ge", "must be at least ", "minimum"},
	above:   {"greater_than", "gt", "must be greater than ", "exclusiveMinimum"},
	atMost:  {"less_than_equal", "le", "must be at most ", "maximum"},
	below:   {"less_than", "lt", "must be less than ", "exclusiveMaximum"},
}

func boundFault(rel relation, limit any) *vocab.Fault {
	b := bounds[rel]
	return &vocab.Fault{Type: b.typ, Msg: b.phrase + fmt.Sprint(limit), Ctx: map[string]any{b.ctx: limit}}
}

// choiceFault says which values are possible.
func choiceFault(typ string, values []any) *vocab.Fault {
	expected := listed(values)
	return &vocab.Fault{Type: typ, Msg: "must be " + expected, Ctx: map[string]any{"expected": expected}}
}

// listed prints values as 'a', 'b' or 'c'; what is no string has no quotes.
func listed(values []any) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = fmt.Sprint(v)
		if s, ok := v.(string); ok {
			texts[i] = "'" + s + "'"
		}
	}
	last := len(texts) - 1
	if last <= 0 {
		return strings.Join(texts, "")
	}
	return strings.Join(texts[:last], ", ") + " or " + texts[last]
}
