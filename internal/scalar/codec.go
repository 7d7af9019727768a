package scalar

import (
	"fmt"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// Parse reads text into the value at p. The result is nil when it is stored,
// and otherwise says what is wrong; then the value at p is unchanged, unless
// its own UnmarshalText changed it.
type Parse func(text string, p unsafe.Pointer) *vocab.Fault

// Append appends what the value at p looks like on the wire. Its error is the
// developer's: a value that has no such form.
type Append func(b []byte, p unsafe.Pointer) ([]byte, error)

// Codec is how one scalar type travels. Its functions keep no state and may run
// at the same time.
type Codec struct {
	// Parse reads the text of a path, query, header, cookie or form value. It is
	// nil for a type that has a text form for writing only.
	Parse Parse
	// FromString reads the unescaped content of a JSON string; nil: a string is
	// never accepted.
	FromString Parse
	// FromNumber reads the text of a JSON number, which must be a valid one; nil:
	// a number is never accepted.
	FromNumber Parse
	// FromBool reads a JSON bool; nil: a bool is never accepted.
	FromBool func(v bool, p unsafe.Pointer) *vocab.Fault
	// TypeFault is the fault of a JSON value that none of the above accepts.
	TypeFault *vocab.Fault
	// Append writes the text form, for headers, cookies, map keys and URLs.
	Append Append
	// AppendJSON writes the JSON form, quotes and escapes included.
	AppendJSON Append
}

// For returns the codec of a scalar type. With strict, JSON values must be of
// the type's own JSON type: no number or bool in a string, no bool as a number,
// no fraction in a whole number; Parse is the same either way.
func For(t *model.Type, strict bool) (*Codec, error) {
	c := lax(t)
	if c == nil {
		return nil, fmt.Errorf("%v is not a scalar: it has no text form", t.Go)
	}
	if strict {
		tighten(c, t)
	}
	return c, nil
}

// lax returns a codec that nobody else holds, nil if t is no scalar.
func lax(t *model.Type) *Codec {
	switch t.Kind {
	case model.Bool:
		return boolCodec()
	case model.Int:
		return intCodec(t.Bits)
	case model.Uint:
		return uintCodec(t.Bits)
	case model.Float:
		return floatCodec(t.Bits)
	case model.String:
		return stringCodec()
	case model.Number:
		return numberCodec()
	case model.BigInt:
		return bigIntCodec()
	case model.BigFloat:
		return bigFloatCodec()
	case model.BigRat:
		return bigRatCodec()
	case model.Decimal:
		return decimalCodec(t)
	case model.Time:
		if t.Layout != "" {
			return layoutCodec(t.Layout)
		}
		return timeCodec()
	case model.Date:
		return dateCodec()
	case model.TimeOfDay:
		return timeOfDayCodec()
	case model.Duration:
		return durationCodec()
	case model.UUID:
		return uuidCodec()
	case model.URL:
		return urlCodec()
	case model.Bytes:
		return bytesCodec()
	case model.Text:
		return textCodec(t)
	default:
		return nil
	}
}

// tighten takes from c what is coercion. A type's own UnmarshalJSON is no
// coercion, so a Text codec stays as it is.
func tighten(c *Codec, t *model.Type) {
	switch t.Kind {
	case model.Bool:
		c.FromString, c.FromNumber = nil, nil
	case model.Int, model.Uint, model.BigInt:
		lenient := c.FromNumber
		c.FromString, c.FromBool = nil, nil
		c.FromNumber = func(text string, p unsafe.Pointer) *vocab.Fault {
			if !plainInteger(text) {
				return c.TypeFault
			}
			return lenient(text, p)
		}
	case model.Float, model.Number, model.BigFloat:
		c.FromString, c.FromBool = nil, nil
	case model.Time:
		switch {
		case t.Layout == "":
			c.FromString, c.FromNumber = timeFromStrictString, nil
		case c.FromNumber != nil: // a unix time
			c.FromString = nil
		}
	case model.Date:
		c.FromString = dateFromStrictString
	case model.Duration:
		c.FromNumber, c.FromBool = nil, nil
	}
}
