package jsonplan

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"
	"unsafe"

	"github.com/signet-go/signet/internal/constraint"
	"github.com/signet-go/signet/internal/vocab"
)

// reader gives the values of one Go type a meaning.
//
// read decodes the value at the cursor into p, which points to a zero value of
// the type. Mistakes of meaning are collected, and the rest is read on; false
// says that nothing more is to be read: the syntax is broken, or as many
// mistakes as are reported have been found.
type reader interface {
	read(d *decoding, p unsafe.Pointer) bool
}

// decoding is the state of one decode.
//
// Places are built while the readers return: a mistake begins without a place,
// and every reader that its value lies in appends its own step. Without
// mistakes this costs nothing.
type decoding struct {
	scanner
	copies bool // s changes after the decode, so what is kept is copied
	strict bool
	echo   bool
	errs   []vocab.FieldError
	from   int // errs[from:] are of this decode
	most   int // mistakes to report
	looked int // bytes read ahead

	found []constraint.Violation // scratch
}

// keep returns a part of the text in a form that may be kept.
func (d *decoding) keep(text string) string {
	if d.copies {
		return strings.Clone(text)
	}
	return text
}

// add records a mistake of the value just read and returns whether more are wanted.
func (d *decoding) add(f *vocab.Fault, input any, steps ...any) bool {
	// Each open array and object will add a step, as will the body.
	loc := append(make([]any, 0, len(steps)+d.depth+2), steps...)
	if d.errs == nil {
		d.errs = make([]vocab.FieldError, 0, 4)
	}
	d.errs = append(d.errs, f.At(input, loc...))
	return len(d.errs)-d.from < d.most
}

// place says that the mistakes since before lie in the part of a value that step names.
func (d *decoding) place(before int, step any) {
	for i := before; i < len(d.errs); i++ {
		d.errs[i].Loc = append(d.errs[i].Loc, step)
	}
}

// hush takes what was sent out of the mistakes since before.
func (d *decoding) hush(before int) {
	for i := before; i < len(d.errs); i++ {
		d.errs[i].Input = nil
		if d.errs[i].Type == tagInvalid {
			delete(d.errs[i].Ctx, "tag") // the map is of this mistake alone
		}
	}
}

// mismatch reads a value of a wrong type and records the mistake. A value of a
// type that has secrets is not echoed.
func (d *decoding) mismatch(f *vocab.Fault, secret bool) bool {
	d.next()
	start := d.i
	if !d.skip() {
		return false
	}
	return d.add(f, d.input(d.s[start:d.i], secret))
}

// input returns what a mistake shows of a value, unless it is secret: a scalar
// as it was sent; an array or object only to echo.
func (d *decoding) input(span string, secret bool) any {
	if secret {
		return nil
	}
	c := scanner{s: span}
	switch b := c.next(); b {
	case '"':
		text, _ := c.text()
		return d.keep(text)
	case 't', 'f':
		return b == 't'
	case '[', '{':
		if d.echo {
			return json.RawMessage(span[c.i:])
		}
		return nil
	case 'n', 0:
		return nil
	}
	return json.Number(d.keep(span[c.i:]))
}

// report records what constraints found in the value that span holds; it is
// empty for a value that was not sent.
func (d *decoding) report(span string, secret func(path []any) bool) bool {
	defer clear(d.found)
	for _, v := range d.found {
		input := v.Input
		if secret(v.Path) {
			input = nil
		} else if sent := d.sent(span, v.Path); sent != "" {
			input = d.input(sent, false)
		}
		path := slices.Clone(v.Path)
		slices.Reverse(path)
		if !d.add(v.Fault, input, path...) {
			return false
		}
	}
	return true
}

// sent returns how the value at path was sent. Inside a value it is looked for
// only to echo: a hundred mistakes in a long list are as many walks.
func (d *decoding) sent(span string, path []any) string {
	if len(path) == 0 {
		return span
	}
	if !d.echo {
		return ""
	}
	return within(span, path)
}

// begin makes d ready for a text.
func (d *decoding) begin(c *Compiler, text string, errs []vocab.FieldError) {
	d.scanner = scanner{s: text, limit: c.options.MaxDepth}
	d.strict, d.echo, d.most = c.options.Strict, c.options.Echo, c.options.MaxErrors
	d.errs, d.from = errs, len(errs)
	d.copies, d.looked = false, 0
}

// finish returns all mistakes with their places the right way round, or the
// one that makes the others idle: a text that is not JSON.
func (d *decoding) finish() []vocab.FieldError {
	errs := d.errs
	if d.why != "" {
		clear(errs[d.from:])
		errs = append(errs[:d.from], d.invalid())
	}
	for i := d.from; i < len(errs); i++ {
		errs[i].Loc = append(errs[i].Loc, "body")
		slices.Reverse(errs[i].Loc)
	}
	d.scanner, d.errs = scanner{}, nil
	return errs
}

// invalid says where the text is no JSON. Its place is the number of
// characters, not bytes, before the one that is wrong.
func (d *decoding) invalid() vocab.FieldError {
	f := vocab.FieldError{
		Type: "json_invalid",
		Loc:  []any{utf8.RuneCountInString(d.s[:min(d.at, len(d.s))])},
		Msg:  "is not valid JSON: " + d.why,
		Ctx:  map[string]any{"error": d.why},
	}
	if d.echo {
		f.Input = struct{}{}
	}
	return f
}
