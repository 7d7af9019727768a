package scalar

import (
	"math"
	"strconv"
	"time"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// layoutCodec is for a time.Time that travels in a form of its field's choice:
// no other form is read.
func layoutCodec(layout string) *Codec {
	switch layout {
	case model.Unix:
		return unixCodec(time.Second)
	case model.UnixMilli:
		return unixCodec(time.Millisecond)
	}
	example := time.Date(2026, 11, 21, 14, 30, 0, 0, time.UTC).Format(layout)
	form := clockFault("datetime_parsing", "must be a time like "+example, "not the form of "+example)
	parse := func(text string, p unsafe.Pointer) *vocab.Fault {
		t, err := time.Parse(layout, text)
		if err != nil {
			return form
		}
		*(*time.Time)(p) = t
		return nil
	}
	return &Codec{Parse: parse, FromString: parse, TypeFault: datetimeType,
		Append: func(b []byte, p unsafe.Pointer) ([]byte, error) {
			return (*time.Time)(p).AppendFormat(b, layout), nil
		},
		AppendJSON: func(b []byte, p unsafe.Pointer) ([]byte, error) {
			return AppendString(b, (*time.Time)(p).Format(layout)), nil
		},
	}
}

var unixType = &vocab.Fault{Type: "datetime_type", Msg: "must be a number: the time since 1970"}

// unixCodec is for whole units since 1970, in UTC, from the years 0 to 9999.
func unixCodec(unit time.Duration) *Codec {
	perSecond := int64(time.Second / unit)
	form := clockFault("datetime_parsing", "must be a whole number: the time since 1970", "not a whole number")
	parse := func(text string, p unsafe.Pointer) *vocab.Fault {
		n, negative, fault := parseWhole(text)
		switch {
		case fault == intParsing:
			return form
		case fault != nil || n > math.MaxInt64 || int64(n)/perSecond > maxMillis/1000:
			return datetimeTooFar
		}
		since := int64(signedBy(n, negative))
		if perSecond == 1 {
			*(*time.Time)(p) = time.Unix(since, 0).UTC()
		} else {
			*(*time.Time)(p) = time.UnixMilli(since).UTC()
		}
		return nil
	}
	write := func(b []byte, p unsafe.Pointer) ([]byte, error) {
		t := (*time.Time)(p)
		if perSecond == 1 {
			return strconv.AppendInt(b, t.Unix(), 10), nil
		}
		return strconv.AppendInt(b, t.UnixMilli(), 10), nil
	}
	return &Codec{Parse: parse, FromString: parse, FromNumber: parse, TypeFault: unixType, Append: write, AppendJSON: write}
}
