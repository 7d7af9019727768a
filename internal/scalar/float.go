package scalar

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unsafe"

	"github.com/signet-go/signet/internal/vocab"
)

var (
	floatType    = &vocab.Fault{Type: "float_type", Msg: "must be a number"}
	floatParsing = &vocab.Fault{Type: "float_parsing", Msg: "must be a number"}
	finiteNumber = &vocab.Fault{Type: "finite_number", Msg: "must be a finite number"}

	decimalType    = &vocab.Fault{Type: "decimal_type", Msg: "must be a number"}
	decimalParsing = &vocab.Fault{Type: "decimal_parsing", Msg: "must be a number"}
)

func floatCodec(bits int) *Codec {
	if bits == 32 {
		return realCodec[float32](32)
	}
	return realCodec[float64](64)
}

func realCodec[T float32 | float64](bits int) *Codec {
	parse := func(text string, p unsafe.Pointer) *vocab.Fault {
		f, fault := parseFloat(text, bits)
		if fault == nil {
			*(*T)(p) = T(f)
		}
		return fault
	}
	fromNumber := func(text string, p unsafe.Pointer) *vocab.Fault {
		f, err := strconv.ParseFloat(text, bits)
		if err != nil {
			return finiteNumber
		}
		*(*T)(p) = T(f)
		return nil
	}
	fromBool := func(v bool, p unsafe.Pointer) *vocab.Fault {
		*(*T)(p) = 0
		if v {
			*(*T)(p) = 1
		}
		return nil
	}
	write := func(b []byte, p unsafe.Pointer) ([]byte, error) {
		return AppendFloat(b, float64(*(*T)(p)), bits)
	}
	return &Codec{Parse: parse, FromString: parse, FromNumber: fromNumber, FromBool: fromBool,
		TypeFault: floatType, Append: write, AppendJSON: write}
}

// parseFloat reads a decimal number, with spaces around it and underscores
// between digits. What is infinite, or would be, is a finite_number fault.
func parseFloat(text string, bits int) (float64, *vocab.Fault) {
	text = strings.TrimSpace(text)
	if !decimal(text) {
		return 0, notDecimal(text)
	}
	if strings.Contains(text, "_") {
		text = strings.ReplaceAll(text, "_", "")
	}
	f, err := strconv.ParseFloat(text, bits)
	switch {
	case err == nil:
		return f, nil
	case math.IsInf(f, 0):
		return 0, finiteNumber
	default:
		return 0, floatParsing
	}
}

// decimal reports whether text holds only what a decimal number is made of, so
// that ParseFloat's hexadecimal and named forms stay out.
func decimal(text string) bool {
	for i := range len(text) {
		switch c := text[i]; {
		case '0' <= c && c <= '9', c == '.', c == '-', c == '+', c == 'e', c == 'E':
		case c == '_' && i > 0 && i < len(text)-1 && isDigit(text[i-1]) && isDigit(text[i+1]):
		default:
			return false
		}
	}
	return true
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func notDecimal(text string) *vocab.Fault {
	if text != "" && (text[0] == '-' || text[0] == '+') {
		text = text[1:]
	}
	for _, name := range [...]string{"nan", "inf", "infinity"} {
		if strings.EqualFold(text, name) {
			return finiteNumber
		}
	}
	return floatParsing
}

// AppendFloat appends f as encoding/json does: the shortest text that reads
// back as the same number of the given bits, 32 or 64. NaN and infinities have
// no JSON form and are an error.
func AppendFloat(b []byte, f float64, bits int) ([]byte, error) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return b, fmt.Errorf("%v has no JSON form", f)
	}
	format := byte('f')
	if small, big := magnitudeOf(f, bits); small || big {
		format = 'e'
	}
	start := len(b)
	b = strconv.AppendFloat(b, f, format, -1, bits)
	if n := len(b); format == 'e' && n-start >= 4 && b[n-4] == 'e' && b[n-3] == '-' && b[n-2] == '0' {
		b[n-2] = b[n-1] // 1e-09 becomes 1e-9
		b = b[:n-1]
	}
	return b, nil
}

// magnitudeOf says whether f is written with an exponent, as ECMAScript does.
func magnitudeOf(f float64, bits int) (small, big bool) {
	abs := math.Abs(f)
	if bits == 32 {
		return abs != 0 && float32(abs) < 1e-6, float32(abs) >= 1e21
	}
	return abs != 0 && abs < 1e-6, abs >= 1e21
}

// numberCodec is for json.Number, which keeps the digits as they were sent.
func numberCodec() *Codec {
	parse := func(text string, p unsafe.Pointer) *vocab.Fault {
		text = strings.TrimSpace(text)
		if !jsonNumber(text) {
			return decimalParsing
		}
		*(*string)(p) = text
		return nil
	}
	store := func(text string, p unsafe.Pointer) *vocab.Fault {
		*(*string)(p) = text
		return nil
	}
	return &Codec{Parse: parse, FromString: parse, FromNumber: store,
		TypeFault: decimalType, Append: appendNumber, AppendJSON: appendNumber}
}

// appendNumber writes an empty json.Number as 0, as encoding/json does.
func appendNumber(b []byte, p unsafe.Pointer) ([]byte, error) {
	n := *(*json.Number)(p)
	switch {
	case n == "":
		return append(b, '0'), nil
	case !jsonNumber(string(n)):
		return b, fmt.Errorf("%q is not a JSON number", string(n))
	}
	return append(b, n...), nil
}

// jsonNumber reports whether text is a number of JSON's grammar.
func jsonNumber(text string) bool {
	text = strings.TrimPrefix(text, "-")
	whole := leadingDigits(text)
	if whole == 0 || whole > 1 && text[0] == '0' {
		return false
	}
	text = text[whole:]
	if fraction, ok := strings.CutPrefix(text, "."); ok {
		n := leadingDigits(fraction)
		if n == 0 {
			return false
		}
		text = fraction[n:]
	}
	if text == "" {
		return true
	}
	if text[0] != 'e' && text[0] != 'E' {
		return false
	}
	text = text[1:]
	if text != "" && (text[0] == '+' || text[0] == '-') {
		text = text[1:]
	}
	return text != "" && leadingDigits(text) == len(text)
}

func leadingDigits(text string) int {
	n := 0
	for n < len(text) && isDigit(text[n]) {
		n++
	}
	return n
}
