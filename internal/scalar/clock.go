package scalar

import (
	"strings"
	"time"
)

// reader takes the parts of a date or a time off the front of a text. After the
// first part that does not fit, bad is set and everything is zero.
type reader struct {
	text string
	bad  bool // not the form
	off  bool // the form is right, but there is no such day or time
}

// digits takes n digits.
func (r *reader) digits(n int) int {
	if r.bad || len(r.text) < n {
		r.bad = true
		return 0
	}
	v := 0
	for i := range n {
		if !isDigit(r.text[i]) {
			r.bad = true
			return 0
		}
		v = v*10 + int(r.text[i]-'0')
	}
	r.text = r.text[n:]
	return v
}

// take takes c if it comes next.
func (r *reader) take(c byte) bool {
	if r.bad || r.text == "" || r.text[0] != c {
		return false
	}
	r.text = r.text[1:]
	return true
}

func (r *reader) need(c byte) {
	if !r.take(c) {
		r.bad = true
	}
}

// date takes 2026-11-21.
func (r *reader) date() (year int, month time.Month, day int) {
	year = r.digits(4)
	r.need('-')
	month = time.Month(r.digits(2))
	r.need('-')
	day = r.digits(2)
	if !r.bad && (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
		r.off = true
	}
	return year, month, day
}

func daysIn(year int, month time.Month) int {
	switch month {
	case time.April, time.June, time.September, time.November:
		return 30
	case time.February:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// clock takes 14:30, 14:30:05 or 14:30:05.25; digits beyond the nanosecond are
// cut off.
func (r *reader) clock() (hour, minute, second, nano int) {
	hour = r.digits(2)
	r.need(':')
	minute = r.digits(2)
	if r.take(':') {
		second = r.digits(2)
		if r.take('.') || r.take(',') {
			nano = r.fraction()
		}
	}
	if hour > 23 || minute > 59 || second > 59 {
		r.off = true
	}
	return hour, minute, second, nano
}

func (r *reader) fraction() (nano int) {
	n := leadingDigits(r.text)
	if n == 0 {
		r.bad = true
		return 0
	}
	for i := range 9 {
		nano *= 10
		if i < n {
			nano += int(r.text[i] - '0')
		}
	}
	r.text = r.text[n:]
	return nano
}

// zone takes Z, +01:00, +0100 or nothing, which means UTC.
func (r *reader) zone() *time.Location {
	switch {
	case r.bad || r.text == "" || r.take('Z') || r.take('z'):
		return time.UTC
	case r.text[0] != '+' && r.text[0] != '-':
		r.bad = true
		return time.UTC
	}
	sign := 1
	if r.text[0] == '-' {
		sign = -1
	}
	r.text = r.text[1:]
	hours := r.digits(2)
	r.take(':')
	minutes := r.digits(2)
	if hours > 23 || minutes > 59 {
		r.off = true
	}
	offset := sign * (hours*3600 + minutes*60)
	if offset == 0 {
		return time.UTC
	}
	return time.FixedZone("", offset)
}

// verdict says what to answer once everything is taken.
func (r *reader) verdict() flaw {
	switch {
	case r.bad || r.text != "":
		return badForm
	case r.off:
		return noSuchTime
	}
	return fine
}

// flaw says how a text fails to be a date or a time.
type flaw uint8

const (
	fine flaw = iota
	badForm
	noSuchTime
)

// parseDatetime reads ISO 8601: a date, one of "T _", a clock and a zone.
func parseDatetime(text string) (time.Time, flaw) {
	r := reader{text: text}
	year, month, day := r.date()
	if !r.take('T') && !r.take('t') && !r.take(' ') && !r.take('_') {
		r.bad = true
	}
	hour, minute, second, nano := r.clock()
	zone := r.zone()
	if f := r.verdict(); f != fine {
		return time.Time{}, f
	}
	return time.Date(year, month, day, hour, minute, second, nano, zone), fine
}

// parseDay reads a date and nothing behind it.
func parseDay(text string) (time.Time, flaw) {
	r := reader{text: text}
	year, month, day := r.date()
	if f := r.verdict(); f != fine {
		return time.Time{}, f
	}
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC), fine
}

// looksLikeDay reports whether text can only mean a date without a time.
func looksLikeDay(text string) bool {
	return len(text) == 10 && strings.IndexByte(text, ':') < 0
}
