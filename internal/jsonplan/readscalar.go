package jsonplan

import (
	"encoding/json"
	"math"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/scalar"
)

// scalar returns the reader of a scalar. The codec of package scalar can read
// every form; what is usual is read faster in front of it.
func (s *session) scalar(t *model.Type) (reader, error) {
	codec, err := scalar.For(t, s.options.StrictTypes)
	if err != nil {
		return nil, err
	}
	r := scalarReader{codec: codec, keeps: keepsText(t.Kind)}
	switch {
	case t.Kind == model.String:
		return stringReader{r}, nil
	case t.Kind == model.Bool:
		return boolReader{r}, nil
	case t.Kind == model.Int || t.Kind == model.Uint:
		return &intReader{r, t.Kind == model.Int, t.Bits}, nil
	case t.Kind == model.Float && t.Bits == 64:
		return floatReader{r}, nil
	}
	return r, nil
}

// keepsText reports whether a value of the kind may hold on to the text that it
// was read from.
func keepsText(k model.Kind) bool {
	switch k {
	case model.String, model.Number, model.URL, model.Text, model.Decimal:
		return true
	}
	return false
}

// scalarReader reads any scalar by its codec.
type scalarReader struct {
	codec *scalar.Codec
	keeps bool
}

func (r scalarReader) read(d *decoding, p unsafe.Pointer) bool {
	switch b := d.next(); b {
	case '"':
		text, ok := d.text()
		return ok && r.parse(d, r.codec.FromString, text, true, p)
	case 't':
		return d.literal("true") && r.parseBool(d, true, p)
	case 'f':
		return d.literal("false") && r.parseBool(d, false, p)
	default:
		if startsNumber(b) {
			text, ok := d.number()
			return ok && r.parse(d, r.codec.FromNumber, text, false, p)
		}
		return d.mismatch(r.codec.TypeFault, false)
	}
}

// parse stores what a string or a number says.
func (r scalarReader) parse(d *decoding, parse scalar.Parse, text string, quoted bool, p unsafe.Pointer) bool {
	fault := r.codec.TypeFault
	if parse != nil {
		if r.keeps {
			text = d.keep(text)
		}
		if fault = parse(text, p); fault == nil {
			return true
		}
	}
	if quoted {
		return d.add(fault, d.keep(text))
	}
	return d.add(fault, json.Number(d.keep(text)))
}

func (r scalarReader) parseBool(d *decoding, v bool, p unsafe.Pointer) bool {
	fault := r.codec.TypeFault
	if r.codec.FromBool != nil {
		if fault = r.codec.FromBool(v, p); fault == nil {
			return true
		}
	}
	return d.add(fault, v)
}

// stringReader reads a string without asking the codec.
type stringReader struct{ scalarReader }

func (r stringReader) read(d *decoding, p unsafe.Pointer) bool {
	if d.next() != '"' {
		return r.scalarReader.read(d, p)
	}
	text, ok := d.text()
	*(*string)(p) = d.keep(text)
	return ok
}

// boolReader reads true and false without asking the codec.
type boolReader struct{ scalarReader }

func (r boolReader) read(d *decoding, p unsafe.Pointer) bool {
	switch d.next() {
	case 't':
		*(*bool)(p) = true
		return d.literal("true")
	case 'f':
		return d.literal("false")
	}
	return r.scalarReader.read(d, p)
}

// intReader reads up to eighteen digits that are the whole number without
// asking the codec.
type intReader struct {
	scalarReader
	signed bool
	bits   int
}

func (r *intReader) read(d *decoding, p unsafe.Pointer) bool {
	if d.next() == '-' && r.signed {
		if n, end := wholeNumber(d.s, d.i+1); end > 0 && r.store(p, -n) {
			d.i = end
			return true
		}
	} else if n, end := wholeNumber(d.s, d.i); end > 0 && r.store(p, n) {
		d.i = end
		return true
	}
	return r.scalarReader.read(d, p)
}

// wholeNumber reads digits at i; end is 0 if they are not all of the number, or
// too many to be sure of an int64.
func wholeNumber(s string, i int) (n int64, end int) {
	start := i
	for i < len(s) && s[i]-'0' <= 9 {
		n = n*10 + int64(s[i]-'0')
		i++
	}
	digits := i - start
	if digits == 0 || digits > 18 || digits > 1 && s[start] == '0' {
		return 0, 0
	}
	if i < len(s) && (s[i] == '.' || s[i]|0x20 == 'e') {
		return 0, 0
	}
	return n, i
}

// store stores n if it fits.
func (r *intReader) store(p unsafe.Pointer, n int64) bool {
	if r.signed {
		if r.bits < 64 && (n < -1<<(r.bits-1) || n > 1<<(r.bits-1)-1) {
			return false
		}
	} else if n < 0 || r.bits < 64 && n > 1<<r.bits-1 {
		return false
	}
	switch r.bits {
	case 8:
		*(*int8)(p) = int8(n)
	case 16:
		*(*int16)(p) = int16(n)
	case 32:
		*(*int32)(p) = int32(n)
	default:
		*(*int64)(p) = n
	}
	return true
}

// floatReader reads short decimal fractions without asking the codec.
type floatReader struct{ scalarReader }

func (r floatReader) read(d *decoding, p unsafe.Pointer) bool {
	d.next()
	if v, end := decimal(d.s, d.i); end > 0 {
		*(*float64)(p) = v
		d.i = end
		return true
	}
	return r.scalarReader.read(d, p)
}

// powers are the powers of ten that a float64 holds exactly.
var powers = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// decimal reads a number of at most fifteen digits without an exponent. Its
// digits and the power of ten are both exact as float64, so that one division
// rounds once, as it should be. end is 0 for every other number.
func decimal(s string, i int) (v float64, end int) {
	negative := i < len(s) && s[i] == '-'
	if negative {
		i++
	}
	start := i
	var n int64
	for i < len(s) && s[i]-'0' <= 9 {
		n = n*10 + int64(s[i]-'0')
		i++
	}
	whole, digits := i-start, i-start
	if whole == 0 || whole > 1 && s[start] == '0' {
		return 0, 0
	}
	if i < len(s) && s[i] == '.' {
		point := i
		for i++; i < len(s) && s[i]-'0' <= 9; i++ {
			n = n*10 + int64(s[i]-'0')
		}
		digits = i - point - 1 + whole
		if digits == whole {
			return 0, 0
		}
	}
	if digits > 15 || i < len(s) && s[i]|0x20 == 'e' {
		return 0, 0
	}
	v = float64(n) / powers[digits-whole]
	if negative {
		v = math.Copysign(v, -1)
	}
	return v, i
}
