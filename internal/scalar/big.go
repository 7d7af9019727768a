package scalar

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// maxDigits is how long a number without a fixed width may be written, and how
// far its exponent may be from 0: what is longer costs more than it says.
const maxDigits = 4300

var bigSize = &vocab.Fault{Type: "int_parsing_size", Msg: "must have at most " + strconv.Itoa(maxDigits) + " digits"}

// bigIntCodec is for big.Int: a number in JSON, read as other whole numbers are.
func bigIntCodec() *Codec {
	parse := func(text string, p unsafe.Pointer) *vocab.Fault {
		digits, ok := wholeText(text)
		switch {
		case len(digits) > maxDigits:
			return bigSize
		case !ok:
			return intParsing
		}
		(*big.Int)(p).SetString(digits, 10)
		return nil
	}
	fromNumber := func(text string, p unsafe.Pointer) *vocab.Fault {
		if plainInteger(text) {
			return parse(text, p)
		}
		var r big.Rat
		switch {
		case !isNumber(text):
			return bigSize
		case !exact(&r, text) || !r.IsInt():
			return intFromFloat
		}
		(*big.Int)(p).Set(r.Num())
		return nil
	}
	fromBool := func(v bool, p unsafe.Pointer) *vocab.Fault {
		if v {
			(*big.Int)(p).SetInt64(1)
		}
		return nil
	}
	write := func(b []byte, p unsafe.Pointer) ([]byte, error) { return (*big.Int)(p).Append(b, 10), nil }
	return &Codec{Parse: parse, FromString: parse, FromNumber: fromNumber, FromBool: fromBool,
		TypeFault: intType, Append: write, AppendJSON: write}
}

// wholeText returns the digits of a whole number, with a minus, written as
// parseWhole reads them.
func wholeText(text string) (digits string, ok bool) {
	text = strings.TrimSpace(text)
	if plain, plus := strings.CutPrefix(text, "+"); plus && !strings.HasPrefix(plain, "-") {
		text = plain
	}
	if whole, fraction, dotted := strings.Cut(text, "."); dotted {
		if fraction == "" || strings.Trim(fraction, "0") != "" {
			return "", false
		}
		text = whole
	}
	plain, negative := strings.CutPrefix(text, "-")
	var b strings.Builder
	if negative {
		b.WriteByte('-')
	}
	for part := range strings.SplitSeq(plain, "_") {
		if part == "" || leadingDigits(part) != len(part) {
			return "", false
		}
		b.WriteString(part)
	}
	return b.String(), true
}

// isNumber reports whether text is a decimal number that is not too long: a
// sign, digits with a point among them, an exponent.
func isNumber(text string) bool {
	if len(text) > maxDigits {
		return false
	}
	mantissa, exponent, scaled := text, "", false
	if at := strings.IndexAny(text, "eE"); at >= 0 {
		mantissa, exponent, scaled = text[:at], text[at+1:], true
	}
	if mantissa != "" && (mantissa[0] == '+' || mantissa[0] == '-') {
		mantissa = mantissa[1:]
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	if whole+fraction == "" || leadingDigits(whole) != len(whole) || leadingDigits(fraction) != len(fraction) {
		return false
	}
	if !scaled {
		return true
	}
	n, err := strconv.Atoi(exponent)
	return err == nil && -maxDigits <= n && n <= maxDigits
}

// exact stores a number that isNumber knows.
func exact(r *big.Rat, text string) bool {
	_, ok := r.SetString(text)
	return ok
}

// bigFloatCodec is for big.Float. A value gets the precision that its digits
// need, 64 bits at least, so that it is written as it was read.
func bigFloatCodec() *Codec {
	parse := func(text string, p unsafe.Pointer) *vocab.Fault {
		text = strings.TrimSpace(text)
		if !isNumber(text) {
			return floatParsing
		}
		bits := max(64, uint(len(text))*10/3+8) // a digit has less than 10/3 bits
		if _, ok := (*big.Float)(p).SetPrec(bits).SetString(text); !ok {
			return floatParsing
		}
		return nil
	}
	write := func(b []byte, p unsafe.Pointer) ([]byte, error) {
		f := (*big.Float)(p)
		if f.IsInf() {
			return b, fmt.Errorf("%v is not a JSON number", f)
		}
		return f.Append(b, 'g', -1), nil
	}
	return &Codec{Parse: parse, FromString: parse, FromNumber: parse,
		TypeFault: floatType, Append: write, AppendJSON: write}
}

// bigRatCodec is for big.Rat: a number where a decimal fraction is all of it,
// and otherwise a text like 1/3.
func bigRatCodec() *Codec {
	parse := func(text string, p unsafe.Pointer) *vocab.Fault {
		text = strings.TrimSpace(text)
		above, below, ratio := strings.Cut(text, "/")
		if len(text) > maxDigits || ratio && (!plainDigits(above) || !plainDigits(below)) || !ratio && !isNumber(text) {
			return decimalParsing
		}
		if !exact((*big.Rat)(p), text) { // divided by zero
			return decimalParsing
		}
		return nil
	}
	return &Codec{Parse: parse, FromString: parse, FromNumber: parse, TypeFault: decimalType,
		Append: func(b []byte, p unsafe.Pointer) ([]byte, error) {
			text, _ := ratText((*big.Rat)(p))
			return append(b, text...), nil
		},
		AppendJSON: func(b []byte, p unsafe.Pointer) ([]byte, error) {
			text, number := ratText((*big.Rat)(p))
			if number {
				return append(b, text...), nil
			}
			return AppendString(b, text), nil
		},
	}
}

func plainDigits(text string) bool {
	text = strings.TrimPrefix(text, "-")
	return text != "" && leadingDigits(text) == len(text)
}

// ratText returns a fraction as a decimal number if it is one.
func ratText(r *big.Rat) (text string, number bool) {
	if digits, finite := r.FloatPrec(); finite && digits <= 2*maxDigits {
		return r.FloatString(digits), true
	}
	return r.RatString(), false
}

// decimalCodec is for a type with a text form that holds decimal numbers: it
// reads the digits of a JSON number as it reads a text. Its methods see finite
// numbers only, whose size is bounded.
func decimalCodec(t *model.Type) *Codec {
	c := textCodec(t)
	read := unmarshalText(t)
	parse := func(text string, p unsafe.Pointer) *vocab.Fault {
		text = strings.TrimSpace(text)
		if !isNumber(text) || read(text, p) != nil {
			return decimalParsing
		}
		return nil
	}
	c.Parse, c.FromString, c.FromNumber, c.FromBool = parse, parse, parse, nil
	c.TypeFault = decimalType
	return c
}
