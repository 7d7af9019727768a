package failure

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/signet-go/signet/internal/vocab"
)

// render returns the status and the body of err's answer, and why they are
// opaque for a detail that JSON cannot say.
func (s Style) render(err error) (status int, body []byte, failed error) {
	if invalid := Mistakes(err); invalid != nil {
		return invalid.Status(), s.renderFields(invalid), nil
	}
	known := Known(err)
	switch {
	case known == nil && s.Debug:
		return opaque.Status(), s.renderDebug(err), nil
	case known == nil:
		known = opaque
	}
	body, failed = s.renderError(known)
	if failed != nil {
		known = opaque
		body, _ = s.renderError(opaque)
	}
	return known.Status(), body, failed
}

// opaque is all that a client learns of an internal error.
var opaque = vocab.NewError(http.StatusInternalServerError, nil)

// renderFields writes every mistake of a request.
func (s Style) renderFields(invalid *vocab.ValidationError) []byte {
	b := make([]byte, 0, 64+160*len(invalid.Fields))
	if s.Problem {
		b = append(b, `{"type":"about:blank","title":"Unprocessable Entity","status":422,"detail":"the request does not fit","errors":`...)
	} else {
		b = append(b, `{"detail":`...)
	}
	b = append(b, '[')
	for i := range invalid.Fields {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendField(b, &invalid.Fields[i])
	}
	return append(b, "]}"...)
}

// appendField writes the members in the order type, loc, msg, input, ctx.
func appendField(b []byte, f *vocab.FieldError) []byte {
	b = append(b, `{"type":`...)
	b = appendString(b, f.Type)
	b = append(b, `,"loc":[`...)
	for i, step := range f.Loc {
		if i > 0 {
			b = append(b, ',')
		}
		switch step := step.(type) {
		case string:
			b = appendString(b, step)
		case int:
			b = strconv.AppendInt(b, int64(step), 10)
		default:
			b = appendAny(b, step)
		}
	}
	b = append(b, `],"msg":`...)
	b = appendString(b, f.Msg)
	b = append(b, `,"input":`...)
	b = appendAny(b, f.Input)
	if len(f.Ctx) > 0 {
		b = append(b, `,"ctx":`...)
		b = appendAny(b, f.Ctx)
	}
	return append(b, '}')
}

func (s Style) renderError(e *vocab.Error) ([]byte, error) {
	detail, err := marshalDetail(e)
	if err != nil {
		return nil, fmt.Errorf("the detail of the error %v: %w", e, err)
	}
	if !s.Problem {
		return append(append([]byte(`{"detail":`), detail...), '}'), nil
	}
	kind, title := e.Type(), e.Title()
	if kind == "" {
		kind = "about:blank"
	}
	if title == "" {
		title = http.StatusText(e.Status())
	}
	b := appendString([]byte(`{"type":`), kind)
	b = appendString(append(b, `,"title":`...), title)
	b = strconv.AppendInt(append(b, `,"status":`...), int64(e.Status()), 10)
	// RFC 9457, 3.1.4: detail is a string; any other value is an extension member.
	if _, text := e.Detail().(string); text {
		b = append(b, `,"detail":`...)
	} else {
		b = append(b, `,"errors":`...)
	}
	return append(append(b, detail...), '}'), nil
}

// marshalDetail turns a panic of a MarshalJSON into an error, for there is
// nobody left to answer it.
func marshalDetail(e *vocab.Error) (detail []byte, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = NewPanic(v)
		}
	}()
	return marshal(e.Detail())
}

// appendAny writes a value of an error; what JSON cannot say becomes null, so
// that a mistake is reported all the same.
func appendAny(b []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(b, "null"...)
	case string:
		return appendString(b, v)
	case bool:
		return strconv.AppendBool(b, v)
	case int:
		return strconv.AppendInt(b, int64(v), 10)
	case int64:
		return strconv.AppendInt(b, v, 10)
	case float64:
		// encoding/json writes an exponent outside of this range, as JavaScript does.
		if size := math.Abs(v); size == 0 || size >= 1e-6 && size < 1e21 {
			return strconv.AppendFloat(b, v, 'f', -1, 64)
		}
	case json.Number: // as the client sent it
		if v != "" && json.Valid([]byte(v)) && (v[0] == '-' || v[0]-'0' <= 9) {
			return append(b, v...)
		}
	case map[string]any:
		return appendObject(b, v)
	}
	text, err := marshal(v)
	if err != nil {
		return append(b, "null"...)
	}
	return append(b, text...)
}

// appendObject writes the members in the order of their names.
func appendObject(b []byte, m map[string]any) []byte {
	if m == nil {
		return append(b, "null"...)
	}
	var few [4]string
	names := few[:0]
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	b = append(b, '{')
	for i, name := range names {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendString(b, name), ':')
		b = appendAny(b, m[name])
	}
	return append(b, '}')
}

// appendString writes a JSON string. Plain text, which is nearly all of it,
// takes no detour through encoding/json.
func appendString(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			text, _ := marshal(s) // a string always marshals
			return append(b, text...)
		}
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}

// marshal writes JSON as the answers do: compact, <, > and & as they are.
func marshal(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(buf.Bytes(), "\n"), nil
}
