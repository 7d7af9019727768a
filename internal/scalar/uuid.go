package scalar

import (
	"encoding/hex"
	"strings"
	"unsafe"

	"github.com/signet-go/signet/internal/vocab"
)

var (
	uuidType    = &vocab.Fault{Type: "uuid_type", Msg: "must be a UUID in a string"}
	uuidParsing = &vocab.Fault{Type: "uuid_parsing", Msg: "must be a UUID like 9a3f0c1e-5b7d-4e2a-8c6f-1d0b2a3c4e5f",
		Ctx: map[string]any{"error": "not 32 hexadecimal digits in groups of 8-4-4-4-12"}}
)

// uuidCodec is for any [16]byte: the bytes are stored directly, first digits
// first, as every UUID type of Go keeps them.
func uuidCodec() *Codec {
	parse := func(text string, p unsafe.Pointer) *vocab.Fault {
		id, ok := parseUUID(text)
		if !ok {
			return uuidParsing
		}
		*(*[16]byte)(p) = id
		return nil
	}
	return &Codec{
		Parse:      parse,
		FromString: parse,
		TypeFault:  uuidType,
		Append: func(b []byte, p unsafe.Pointer) ([]byte, error) {
			return appendUUID(b, (*[16]byte)(p)), nil
		},
		AppendJSON: func(b []byte, p unsafe.Pointer) ([]byte, error) {
			return append(appendUUID(append(b, '"'), (*[16]byte)(p)), '"'), nil
		},
	}
}

// parseUUID reads the forms of RFC 9562 and their relatives, in any case:
// 8-4-4-4-12 digits, 32 digits, with urn:uuid: in front or in braces.
func parseUUID(text string) (id [16]byte, ok bool) {
	const urn = "urn:uuid:"
	if len(text) == 36+len(urn) && strings.EqualFold(text[:len(urn)], urn) {
		text = text[len(urn):]
	}
	if len(text) == 38 && text[0] == '{' && text[37] == '}' {
		text = text[1:37]
	}
	switch len(text) {
	case 32:
	case 36:
		if text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-' {
			return id, false
		}
	default:
		return id, false
	}
	grouped := len(text) == 36
	at := 0
	for i := range id {
		if grouped && (i == 4 || i == 6 || i == 8 || i == 10) {
			at++
		}
		high, low := nibble(text[at]), nibble(text[at+1])
		if high > 15 || low > 15 {
			return id, false
		}
		id[i] = high<<4 | low
		at += 2
	}
	return id, true
}

// nibble returns the value of a hexadecimal digit, 255 for anything else.
func nibble(c byte) byte {
	switch {
	case isDigit(c):
		return c - '0'
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10
	}
	return 255
}

func appendUUID(b []byte, id *[16]byte) []byte {
	for i, from := range [...]int{0, 4, 6, 8, 10} {
		if i > 0 {
			b = append(b, '-')
		}
		b = hex.AppendEncode(b, id[from:[...]int{4, 6, 8, 10, 16}[i]])
	}
	return b
}
