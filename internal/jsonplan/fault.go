package jsonplan

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/signet-go/signet/internal/vocab"
)

// The faults that are the same for every value.
var (
	missing             = &vocab.Fault{Type: "missing", Msg: "is required"}
	extraForbidden      = &vocab.Fault{Type: "extra_forbidden", Msg: "is not known here"}
	modelAttributesType = &vocab.Fault{Type: "model_attributes_type", Msg: "must be an object"}
	dictType            = &vocab.Fault{Type: "dict_type", Msg: "must be an object"}
	listType            = &vocab.Fault{Type: "list_type", Msg: "must be an array"}
	setType             = &vocab.Fault{Type: "set_type", Msg: "must be an array"}
	stringType          = &vocab.Fault{Type: "string_type", Msg: "must be a string"}
	quotedType          = &vocab.Fault{Type: "string_type", Msg: "must be a JSON string inside a string"}
	finiteNumber        = &vocab.Fault{Type: "finite_number", Msg: "must be a finite number"}
)

// lengthFault refuses an array that has not the length of the Go array.
func lengthFault(want, got int) *vocab.Fault {
	f := &vocab.Fault{Type: "too_short", Ctx: map[string]any{"field_type": "List", "min_length": want, "actual_length": got}}
	if got > want {
		f = &vocab.Fault{Type: "too_long", Ctx: map[string]any{"field_type": "List", "max_length": want, "actual_length": got}}
	}
	f.Msg = fmt.Sprintf("must have %d items, not %d", want, got)
	return f
}

// valueError is what a type's own UnmarshalJSON says. The errors of
// encoding/json name Go types, which are no business of a client.
func valueError(err error) *vocab.Fault {
	var syntax *json.SyntaxError
	var typ *json.UnmarshalTypeError
	text := err.Error()
	if errors.As(err, &typ) || errors.As(err, &syntax) {
		text = "has not the form that is expected here"
	}
	return &vocab.Fault{Type: "value_error", Msg: text, Ctx: map[string]any{"error": struct{}{}}}
}
