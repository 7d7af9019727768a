package scalar

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unsafe"

	"github.com/signet-go/signet/internal/vocab"
)

var (
	intType      = &vocab.Fault{Type: "int_type", Msg: "must be a whole number"}
	intParsing   = &vocab.Fault{Type: "int_parsing", Msg: "must be a whole number"}
	intFromFloat = &vocab.Fault{Type: "int_from_float", Msg: "must be a whole number, without a fraction"}
	uintNegative = &vocab.Fault{Type: "greater_than_equal", Msg: "must be at least 0", Ctx: map[string]any{"ge": 0}}
)

// limits says which whole numbers fit a type: magnitudes up to least below
// zero, up to most above.
type limits struct {
	least, most uint64
	size        *vocab.Fault
}

func signedLimits(bits int) limits {
	most := uint64(math.MaxUint64) >> (65 - bits)
	return limits{most + 1, most, sizeFault("-"+strconv.FormatUint(most+1, 10), most)}
}

func unsignedLimits(bits int) limits {
	most := uint64(math.MaxUint64) >> (64 - bits)
	return limits{0, most, sizeFault("0", most)}
}

func sizeFault(least string, most uint64) *vocab.Fault {
	return &vocab.Fault{Type: "int_parsing_size", Msg: fmt.Sprintf("must be from %s to %d", least, most)}
}

func intCodec(bits int) *Codec {
	switch bits {
	case 8:
		return wholeCodec[int8](signedLimits(8), appendInt[int8])
	case 16:
		return wholeCodec[int16](signedLimits(16), appendInt[int16])
	case 32:
		return wholeCodec[int32](signedLimits(32), appendInt[int32])
	default:
		return wholeCodec[int64](signedLimits(64), appendInt[int64])
	}
}

func uintCodec(bits int) *Codec {
	switch bits {
	case 8:
		return wholeCodec[uint8](unsignedLimits(8), appendUint[uint8])
	case 16:
		return wholeCodec[uint16](unsignedLimits(16), appendUint[uint16])
	case 32:
		return wholeCodec[uint32](unsignedLimits(32), appendUint[uint32])
	default:
		return wholeCodec[uint64](unsignedLimits(64), appendUint[uint64])
	}
}

type signed interface{ int8 | int16 | int32 | int64 }

type unsigned interface {
	uint8 | uint16 | uint32 | uint64
}

func wholeCodec[T signed | unsigned](l limits, write Append) *Codec {
	parse := func(text string, p unsafe.Pointer) *vocab.Fault {
		n, negative, fault := parseWhole(text)
		if fault == nil {
			fault = l.check(n, negative)
		}
		if fault != nil {
			return l.sized(fault)
		}
		*(*T)(p) = T(signedBy(n, negative))
		return nil
	}
	fromNumber := func(text string, p unsafe.Pointer) *vocab.Fault {
		n, negative, fault := wholeFromNumber(text)
		if fault == nil {
			fault = l.check(n, negative)
		}
		if fault != nil {
			return l.sized(fault)
		}
		*(*T)(p) = T(signedBy(n, negative))
		return nil
	}
	fromBool := func(v bool, p unsafe.Pointer) *vocab.Fault {
		*(*T)(p) = 0
		if v {
			*(*T)(p) = 1
		}
		return nil
	}
	return &Codec{Parse: parse, FromString: parse, FromNumber: fromNumber, FromBool: fromBool,
		TypeFault: intType, Append: write, AppendJSON: write}
}

// signedBy returns the two's complement of n if negative: the bits of the
// result are right for signed and unsigned types.
func signedBy(n uint64, negative bool) uint64 {
	if negative {
		return -n
	}
	return n
}

// tooBig stands for the size fault of the type at hand, which sized puts in.
var tooBig = &vocab.Fault{Type: "int_parsing_size"}

func (l *limits) check(n uint64, negative bool) *vocab.Fault {
	switch {
	case negative && l.least == 0 && n > 0:
		return uintNegative
	case negative && n > l.least || !negative && n > l.most:
		return tooBig
	}
	return nil
}

func (l *limits) sized(f *vocab.Fault) *vocab.Fault {
	if f == tooBig {
		return l.size
	}
	return f
}

// parseWhole reads what people write for a whole number: 5, " 5 ", +3, 1_000,
// 4.0. Its faults are intParsing and tooBig.
func parseWhole(text string) (n uint64, negative bool, fault *vocab.Fault) {
	if n, ok := shortDigits(text); ok {
		return n, false, nil
	}
	text = strings.TrimSpace(text)
	if text != "" && (text[0] == '+' || text[0] == '-') {
		negative = text[0] == '-'
		text = text[1:]
	}
	if whole, fraction, ok := strings.Cut(text, "."); ok {
		if fraction == "" || strings.Trim(fraction, "0") != "" {
			return 0, false, intParsing
		}
		text = whole
	}
	n, fault = magnitude(text)
	return n, negative, fault
}

// shortDigits reads up to 18 digits, which cannot overflow.
func shortDigits(text string) (n uint64, ok bool) {
	if len(text) == 0 || len(text) > 18 {
		return 0, false
	}
	for i := range len(text) {
		d := text[i] - '0'
		if d > 9 {
			return 0, false
		}
		n = n*10 + uint64(d)
	}
	return n, true
}

// magnitude reads digits with single underscores between them.
func magnitude(text string) (n uint64, fault *vocab.Fault) {
	overflow, afterDigit := false, false
	for i := range len(text) {
		c := text[i]
		if c == '_' && afterDigit {
			afterDigit = false
			continue
		}
		d := uint64(c - '0')
		if d > 9 {
			return 0, intParsing
		}
		overflow = overflow || n > (math.MaxUint64-d)/10
		n = n*10 + d
		afterDigit = true
	}
	if !afterDigit {
		return 0, intParsing
	}
	if overflow {
		return 0, tooBig
	}
	return n, nil
}

// plainInteger reports whether a JSON number is written without a fraction and
// an exponent.
func plainInteger(text string) bool { return !strings.ContainsAny(text, ".eE") }

// wholeFromNumber reads a JSON number without a fraction, however it is
// written: 5, 5.0, 5e2. Numbers with an exponent go through a float64.
func wholeFromNumber(text string) (n uint64, negative bool, fault *vocab.Fault) {
	digits, negative := strings.CutPrefix(text, "-")
	if n, ok := shortDigits(digits); ok {
		return n, negative, nil
	}
	whole, fraction, _ := strings.Cut(digits, ".")
	if strings.Trim(fraction, "0") == "" {
		if n, fault = magnitude(whole); fault != intParsing {
			return n, negative, fault
		}
	}
	f, err := strconv.ParseFloat(digits, 64)
	switch {
	case err != nil || f == math.Trunc(f) && f >= 1<<64:
		return 0, negative, tooBig
	case f != math.Trunc(f):
		return 0, negative, intFromFloat
	}
	return uint64(f), negative, nil
}

func appendInt[T signed](b []byte, p unsafe.Pointer) ([]byte, error) {
	return strconv.AppendInt(b, int64(*(*T)(p)), 10), nil
}

func appendUint[T unsigned](b []byte, p unsafe.Pointer) ([]byte, error) {
	return strconv.AppendUint(b, uint64(*(*T)(p)), 10), nil
}
