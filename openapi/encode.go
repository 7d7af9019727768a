package openapi

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/swaggest/openapi-go/openapi31"
)

// appendJSON appends a part of the document. encoding/json says the same of
// everything but an ordered object's order, and takes ten times as long: it
// checks what an entity has written again at every level above it.
func appendJSON(b []byte, v any) ([]byte, error) {
	switch v := v.(type) {
	case json.RawMessage:
		return append(b, v...), nil
	case string:
		return appendString(b, v)
	case bool:
		return strconv.AppendBool(b, v), nil
	case ref:
		return appendString(b, v.String())
	case ordered:
		return appendOrdered(b, v)
	case schema:
		return appendOrdered(b, sorted(v))
	case []any:
		return appendList(b, v)
	case []string:
		return appendList(b, v)
	case []openapi31.ParameterOrReference:
		return appendList(b, v)
	}
	if o := opened(v); o != nil {
		return appendOrdered(b, o)
	}
	text, err := json.Marshal(v)
	return append(b, plainText(text)...), err
}

// opened returns the members of the entities that make up most of a document,
// nil for anything else.
func opened(v any) ordered {
	switch v := v.(type) {
	case *openapi31.PathItem:
		return openPathItem(v)
	case *openapi31.Operation:
		return openOperation(v)
	case openapi31.ParameterOrReference:
		return openParameter(v.Parameter)
	case *openapi31.RequestBody:
		return openRequestBody(v)
	case *openapi31.Responses:
		return openResponses(v)
	case *openapi31.Response:
		return openResponse(v)
	case openapi31.MediaType:
		return openMediaType(&v)
	}
	return nil
}

func appendOrdered(b []byte, o ordered) (_ []byte, err error) {
	b = append(b, '{')
	for i, m := range o {
		if i > 0 {
			b = append(b, ',')
		}
		if b, err = appendString(b, m.name); err != nil {
			return nil, err
		}
		if b, err = appendJSON(append(b, ':'), m.value); err != nil {
			return nil, err
		}
	}
	return append(b, '}'), nil
}

func appendList[T any](b []byte, list []T) (_ []byte, err error) {
	if list == nil {
		return append(b, "null"...), nil
	}
	b = append(b, '[')
	for i, v := range list {
		if i > 0 {
			b = append(b, ',')
		}
		if b, err = appendJSON(b, v); err != nil {
			return nil, err
		}
	}
	return append(b, ']'), nil
}

func appendString(b []byte, text string) ([]byte, error) {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			quoted, err := json.Marshal(text)
			return append(b, plainText(quoted)...), err
		}
	}
	return append(append(append(b, '"'), text...), '"'), nil
}

// sorted gives a map the order in which encoding/json writes it.
func sorted[M ~map[string]V, V any](m M) ordered {
	o := make(ordered, 0, len(m))
	for name, value := range m {
		o = append(o, member{name, value})
	}
	slices.SortFunc(o, func(a, b member) int { return strings.Compare(a.name, b.name) })
	return o
}

// escaped is what encoding/json does to protect HTML; a document is no HTML.
var escaped = map[string]byte{`\u003c`: '<', `\u003e`: '>', `\u0026`: '&'}

// plainText undoes the HTML escapes in a JSON text, in place.
func plainText(b []byte) []byte {
	if !bytes.Contains(b, []byte(`\u00`)) {
		return b
	}
	out := b[:0]
	for i := 0; i < len(b); i++ {
		if b[i] != '\\' {
			out = append(out, b[i])
			continue
		}
		if i+6 <= len(b) {
			if c, ok := escaped[string(b[i:i+6])]; ok {
				out = append(out, c)
				i += 5
				continue
			}
		}
		out = append(out, b[i], b[i+1]) // an escaped backslash must not begin another escape
		i++
	}
	return out
}
