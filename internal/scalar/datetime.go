package scalar

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unsafe"

	"github.com/signet-go/signet/internal/vocab"
)

// The types of the faults are those of pydantic: a text is tried as a date
// last, so the fault of any text speaks of the date.
var (
	datetimeType    = &vocab.Fault{Type: "datetime_type", Msg: "must be a date and time in a string"}
	datetimeForm    = clockFault("datetime_from_date_parsing", "must be a date and time like 2026-11-21T14:30:00Z", "not the form of a date and time")
	datetimeNone    = clockFault("datetime_from_date_parsing", "must be a date and time that exists", "no such day or time")
	datetimeStrict  = clockFault("datetime_parsing", "must be a date and time like 2026-11-21T14:30:00Z", "not the form of a date and time")
	datetimeTooFar  = clockFault("datetime_parsing", "must be a time before the year 10000", "out of range")
	dateType        = &vocab.Fault{Type: "date_type", Msg: "must be a date in a string"}
	dateForm        = clockFault("date_from_datetime_parsing", "must be a date like 2026-11-21", "not the form of a date")
	dateNone        = clockFault("date_from_datetime_parsing", "must be a day that exists", "no such day")
	dateStrict      = clockFault("date_parsing", "must be a date like 2026-11-21", "not the form of a date")
	dateInexact     = &vocab.Fault{Type: "date_from_datetime_inexact", Msg: "must be a date without a time of day"}
	timeType        = &vocab.Fault{Type: "time_type", Msg: "must be a time of day in a string"}
	timeForm        = clockFault("time_parsing", "must be a time of day like 14:30:00", "not the form of a time of day")
	timeNone        = clockFault("time_parsing", "must be a time of day that exists", "no such time")
	durationType    = &vocab.Fault{Type: "time_delta_type", Msg: "must be a duration in a string"}
	durationForm    = clockFault("time_delta_parsing", "must be a duration like PT1H30M", "not an ISO 8601 duration")
	durationTooLong = clockFault("time_delta_parsing", "must be shorter than 292 years", "out of range")
)

func clockFault(typ, msg, reason string) *vocab.Fault {
	return &vocab.Fault{Type: typ, Msg: msg, Ctx: map[string]any{"error": reason}}
}

func timeCodec() *Codec {
	return &Codec{
		Parse:      parseTime,
		FromString: parseTime,
		FromNumber: timeFromNumber,
		TypeFault:  datetimeType,
		Append:     appendTime,
		AppendJSON: func(b []byte, p unsafe.Pointer) ([]byte, error) {
			b, err := appendTime(append(b, '"'), p)
			return append(b, '"'), err
		},
	}
}

// parseTime reads ISO 8601, a date alone (midnight UTC) or a unix time. A time
// without a zone is in UTC.
func parseTime(text string, p unsafe.Pointer) *vocab.Fault {
	if unixLike(text) {
		return timeFromNumber(text, p)
	}
	parse := parseDatetime
	if looksLikeDay(text) {
		parse = parseDay
	}
	t, flaw := parse(text)
	switch flaw {
	case badForm:
		return datetimeForm
	case noSuchTime:
		return datetimeNone
	}
	*(*time.Time)(p) = t
	return nil
}

func timeFromStrictString(text string, p unsafe.Pointer) *vocab.Fault {
	t, flaw := parseDatetime(text)
	if flaw != fine {
		return datetimeStrict
	}
	*(*time.Time)(p) = t
	return nil
}

// unixLike reports whether text is digits with a sign and one dot at most.
func unixLike(text string) bool {
	text = strings.TrimPrefix(text, "-")
	whole, fraction, dotted := strings.Cut(text, ".")
	return whole != "" && leadingDigits(whole) == len(whole) &&
		(!dotted || fraction != "" && leadingDigits(fraction) == len(fraction))
}

// inMillis is the number from which on a unix time is taken for milliseconds,
// as pydantic does: as seconds it would be in the year 2603.
const inMillis = 2e10

// maxMillis is the last millisecond of the year 9999.
const maxMillis = 253402300799999

func timeFromNumber(text string, p unsafe.Pointer) *vocab.Fault {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || math.Abs(n) > maxMillis {
		return datetimeTooFar
	}
	unit := float64(time.Second)
	if math.Abs(n) > inMillis {
		unit = float64(time.Millisecond)
	}
	perSecond := float64(time.Second) / unit
	seconds := math.Floor(n / perSecond)
	// A float64 of today's date carries about a microsecond, so the rest is
	// rounded to that instead of showing digits that nobody sent.
	micros := math.Round((n - seconds*perSecond) * unit / 1e3)
	*(*time.Time)(p) = time.Unix(int64(seconds), int64(micros)*1e3).UTC()
	return nil
}

// appendTime writes RFC 3339 with as many digits of the second as it has.
func appendTime(b []byte, p unsafe.Pointer) ([]byte, error) {
	out, err := (*time.Time)(p).AppendText(b)
	if err != nil {
		return b, fmt.Errorf("a time that RFC 3339 cannot write: %w", err)
	}
	return out, nil
}

func dateCodec() *Codec {
	return &Codec{
		Parse:      parseDate,
		FromString: parseDate,
		TypeFault:  dateType,
		Append:     appendDate,
		AppendJSON: func(b []byte, p unsafe.Pointer) ([]byte, error) {
			b, err := appendDate(append(b, '"'), p)
			return append(b, '"'), err
		},
	}
}

// parseDate reads a date, or a date and time that is midnight.
func parseDate(text string, p unsafe.Pointer) *vocab.Fault {
	parse := parseDatetime
	if looksLikeDay(text) {
		parse = parseDay
	}
	t, flaw := parse(text)
	switch {
	case flaw == badForm:
		return dateForm
	case flaw == noSuchTime:
		return dateNone
	case t.Hour() != 0 || t.Minute() != 0 || t.Second() != 0 || t.Nanosecond() != 0:
		return dateInexact
	}
	*(*vocab.Date)(p) = vocab.DateOf(t)
	return nil
}

func dateFromStrictString(text string, p unsafe.Pointer) *vocab.Fault {
	t, flaw := parseDay(text)
	if flaw != fine {
		return dateStrict
	}
	*(*vocab.Date)(p) = vocab.DateOf(t)
	return nil
}

func appendDate(b []byte, p unsafe.Pointer) ([]byte, error) {
	d := *(*vocab.Date)(p)
	if d.IsZero() {
		d = vocab.DateOf(time.Time{}) // as String has it: a text that can be read back
	}
	if d.Year < 0 || d.Year > 9999 {
		return b, fmt.Errorf("a date in the year %d, which RFC 3339 cannot write", d.Year)
	}
	b = appendPadded(b, d.Year, 4)
	b = appendPadded(append(b, '-'), int(d.Month), 2)
	return appendPadded(append(b, '-'), d.Day, 2), nil
}

func appendPadded(b []byte, n, width int) []byte {
	for limit := 10; width > 1; width-- {
		if n < limit {
			b = append(b, "000"[:width-1]...)
			break
		}
		limit *= 10
	}
	return strconv.AppendInt(b, int64(n), 10)
}

func timeOfDayCodec() *Codec {
	return &Codec{
		Parse:      parseTimeOfDay,
		FromString: parseTimeOfDay,
		TypeFault:  timeType,
		Append:     appendTimeOfDay,
		AppendJSON: func(b []byte, p unsafe.Pointer) ([]byte, error) {
			b, err := appendTimeOfDay(append(b, '"'), p)
			return append(b, '"'), err
		},
	}
}

func parseTimeOfDay(text string, p unsafe.Pointer) *vocab.Fault {
	r := reader{text: text}
	hour, minute, second, nano := r.clock()
	switch r.verdict() {
	case badForm:
		return timeForm
	case noSuchTime:
		return timeNone
	}
	*(*vocab.TimeOfDay)(p) = vocab.TimeOfDay{Hour: hour, Minute: minute, Second: second, Nanosecond: nano}
	return nil
}

func appendTimeOfDay(b []byte, p unsafe.Pointer) ([]byte, error) {
	return append(b, (*vocab.TimeOfDay)(p).String()...), nil
}
