package jsonplan

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
	"unsafe"

	"github.com/signet-go/signet/internal/scalar"
)

// plain returns the offset of the first byte at or after i that cannot stand
// for itself in a JSON string without a closer look: a quote, a backslash, a
// control character or a byte of a non-ASCII character; len(s) if there is none.
func plain(s string, i int) int {
	b := unsafe.Slice(unsafe.StringData(s), len(s))
	for ; i+8 <= len(b); i += 8 {
		if m := special(binary.LittleEndian.Uint64(b[i:])); m != 0 {
			return i + bits.TrailingZeros64(m)>>3
		}
	}
	for ; i < len(b); i++ {
		if c := b[i]; c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			break
		}
	}
	return i
}

// special marks bytes of w with their highest bit. The lowest mark is right;
// marks above it may come from a borrow and mean nothing.
func special(w uint64) uint64 {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	quote := w ^ ones*'"'
	slash := w ^ ones*'\\'
	return ((quote-ones)&^quote | (slash-ones)&^slash | (w - ones*' ') | w) & highs
}

// appendText appends s as a JSON string.
func appendText(b []byte, s string) []byte {
	if plain(s, 0) < len(s) {
		return scalar.AppendString(b, s)
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}
