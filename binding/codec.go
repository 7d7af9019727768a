package binding

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"strconv"
	"strings"

	"github.com/signet-go/signet/internal/vocab"
)

// Codec is a form of bodies beside JSON. What it reads and writes is the JSON of
// the body as plain values, so that names, presence, defaults, checks and
// projections are the same in every form.
type Codec struct {
	MediaType string // lower case, without parameters
	vocab.BodyCodec
}

// codecFor returns the codec of a body by its Content-Type, nil for none.
func codecFor(codecs []Codec, values []string) *Codec {
	if len(codecs) == 0 || len(values) == 0 {
		return nil
	}
	media, _, err := mime.ParseMediaType(values[0])
	if err != nil && !errors.Is(err, mime.ErrInvalidMediaParameter) {
		return nil
	}
	for i := range codecs {
		if codecs[i].MediaType == media {
			return &codecs[i]
		}
	}
	return nil
}

// toJSON translates a body. Its error is for nobody to see: the codec's words may
// be about anything.
func (c *Codec) toJSON(body []byte) ([]byte, error) {
	var v any
	if err := c.Decode(bytes.NewReader(body), &v); err != nil {
		return nil, err
	}
	v, err := textKeys(v)
	if err != nil {
		return nil, err
	}
	return json.Marshal(v)
}

// unreadable is the mistake of a body that its codec cannot read.
func (c *Codec) unreadable() *vocab.Fault {
	msg := "must be valid " + c.MediaType
	return &vocab.Fault{Type: "value_error", Msg: msg, Ctx: map[string]any{"error": msg}}
}

// unreadMedia is the mistake of a body whose type is none of those that are read.
func unreadMedia(codecs []Codec) *vocab.Fault {
	if len(codecs) == 0 {
		return notJSON
	}
	names := []string{"JSON"}
	for i := range codecs {
		names = append(names, codecs[i].MediaType)
	}
	last := len(names) - 1
	return &vocab.Fault{Type: notJSON.Type, Msg: fmt.Sprintf("must be %s or %s: say which by its Content-Type", strings.Join(names[:last], ", "), names[last])}
}

// textKeys makes the keys of all maps texts, as those of JSON are.
func textKeys(v any) (_ any, err error) {
	switch v := v.(type) {
	case []any:
		for i := range v {
			if v[i], err = textKeys(v[i]); err != nil {
				return nil, err
			}
		}
	case map[string]any:
		for key := range v {
			if v[key], err = textKeys(v[key]); err != nil {
				return nil, err
			}
		}
	case map[any]any:
		return textMap(v)
	}
	return v, nil
}

func textMap(m map[any]any) (any, error) {
	texts := make(map[string]any, len(m))
	for key, v := range m {
		var text string
		switch key := key.(type) {
		case string:
			text = key
		case int, int64, uint64:
			text = fmt.Sprint(key)
		default:
			return nil, fmt.Errorf("a %T cannot be the name of a member", key)
		}
		if _, twice := texts[text]; twice {
			return nil, fmt.Errorf("member %q appears twice", text)
		}
		var err error
		if texts[text], err = textKeys(v); err != nil {
			return nil, err
		}
	}
	return texts, nil
}

// FromJSON returns a body of JSON in the form of the codec. An error means that the
// codec cannot hold one of the plain values of JSON, or that body is no JSON.
func (c *Codec) FromJSON(body []byte) ([]byte, error) {
	var v any
	from := json.NewDecoder(bytes.NewReader(body))
	from.UseNumber()
	if err := from.Decode(&v); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := c.Encode(&out, plainNumbers(v)); err != nil {
		return nil, fmt.Errorf("encode as %s: %w", c.MediaType, err)
	}
	return out.Bytes(), nil
}

// plainNumbers makes numbers int64, else uint64, else float64.
func plainNumbers(v any) any {
	switch v := v.(type) {
	case json.Number:
		if n, err := strconv.ParseInt(string(v), 10, 64); err == nil {
			return n
		}
		if n, err := strconv.ParseUint(string(v), 10, 64); err == nil {
			return n
		}
		f, err := v.Float64()
		if err != nil { // too large for any number of Go's: its digits say it
			return string(v)
		}
		return f
	case []any:
		for i := range v {
			v[i] = plainNumbers(v[i])
		}
	case map[string]any:
		for name := range v {
			v[name] = plainNumbers(v[name])
		}
	}
	return v
}
