package scalar

import (
	"unicode/utf8"
	"unsafe"

	"github.com/signet-go/signet/internal/vocab"
)

var stringType = &vocab.Fault{Type: "string_type", Msg: "must be a string"}

func stringCodec() *Codec {
	store := func(text string, p unsafe.Pointer) *vocab.Fault {
		*(*string)(p) = text
		return nil
	}
	return &Codec{
		Parse:      store,
		FromString: store,
		TypeFault:  stringType,
		Append: func(b []byte, p unsafe.Pointer) ([]byte, error) {
			return append(b, *(*string)(p)...), nil
		},
		AppendJSON: func(b []byte, p unsafe.Pointer) ([]byte, error) {
			return AppendString(b, *(*string)(p)), nil
		},
	}
}

// AppendString appends s as a JSON string: quotes, backslashes and control
// characters are escaped, everything else stays as it is, U+2028 and <>& too.
// Bytes that are not UTF-8 become U+FFFD, one each.
func AppendString(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0 // s[start:i] is what needs no change
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= ' ' && c != '"' && c != '\\' {
				i++
				continue
			}
			b = appendEscape(append(b, s[start:i]...), c)
			i++
			start = i
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			b = append(append(b, s[start:i]...), "\uFFFD"...)
			start = i + 1
		}
		i += size
	}
	return append(append(b, s[start:]...), '"')
}

func appendEscape(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\b':
		return append(b, `\b`...)
	case '\f':
		return append(b, `\f`...)
	case '\n':
		return append(b, `\n`...)
	case '\r':
		return append(b, `\r`...)
	case '\t':
		return append(b, `\t`...)
	}
	const hex = "0123456789abcdef"
	return append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
}
