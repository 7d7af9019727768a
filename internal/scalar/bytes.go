package scalar

import (
	"encoding/base64"
	"unsafe"

	"github.com/signet-go/signet/internal/vocab"
)

var (
	bytesType     = &vocab.Fault{Type: "bytes_type", Msg: "must be a base64 string"}
	bytesEncoding = &vocab.Fault{Type: "bytes_invalid_encoding", Msg: "must be base64 with padding",
		Ctx: map[string]any{"encoding": "base64", "encoding_error": "not base64 with padding"}}
)

// bytesCodec is for slices of bytes: base64 in JSON, as encoding/json has it,
// the bytes themselves in a text. A nil slice is written as an empty one.
func bytesCodec() *Codec {
	return &Codec{
		Parse: func(text string, p unsafe.Pointer) *vocab.Fault {
			*(*[]byte)(p) = []byte(text)
			return nil
		},
		FromString: func(text string, p unsafe.Pointer) *vocab.Fault {
			data, err := base64.StdEncoding.DecodeString(text)
			if err != nil {
				return bytesEncoding
			}
			*(*[]byte)(p) = data
			return nil
		},
		TypeFault: bytesType,
		Append: func(b []byte, p unsafe.Pointer) ([]byte, error) {
			return append(b, *(*[]byte)(p)...), nil
		},
		AppendJSON: func(b []byte, p unsafe.Pointer) ([]byte, error) {
			b = base64.StdEncoding.AppendEncode(append(b, '"'), *(*[]byte)(p))
			return append(b, '"'), nil
		},
	}
}
