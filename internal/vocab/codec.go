package vocab

import "io"

// BodyCodec is a form of bodies beside JSON, such as CBOR or YAML. It works on
// plain values: Encode gets nil, bool, int64, uint64, float64, string, []any and
// map[string]any; Decode is given an *any, and may set it to any value that
// encoding/json can write, and to a map[any]any whose keys are texts or numbers.
// Decode reads to the end and refuses what follows the value. A codec must be safe for concurrent use.
type BodyCodec interface {
	Encode(w io.Writer, v any) error
	Decode(r io.Reader, v any) error
}
