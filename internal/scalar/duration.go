package scalar

import (
	"math"
	"strconv"
	"strings"
	"time"
	"unsafe"

	"github.com/signet-go/signet/internal/vocab"
)

// durationCodec is for time.Duration and vocab.Duration: ISO 8601 in both
// directions; in requests also "1 day, 00:00:01" and, in JSON, seconds.
func durationCodec() *Codec {
	return &Codec{
		Parse:      parseDuration,
		FromString: parseDuration,
		FromNumber: durationFromNumber,
		FromBool: func(v bool, p unsafe.Pointer) *vocab.Fault {
			*(*time.Duration)(p) = 0
			if v {
				*(*time.Duration)(p) = time.Second
			}
			return nil
		},
		TypeFault: durationType,
		Append: func(b []byte, p unsafe.Pointer) ([]byte, error) {
			return (*vocab.Duration)(p).AppendText(b), nil
		},
		AppendJSON: func(b []byte, p unsafe.Pointer) ([]byte, error) {
			return append((*vocab.Duration)(p).AppendText(append(b, '"')), '"'), nil
		},
	}
}

func parseDuration(text string, p unsafe.Pointer) *vocab.Fault {
	if d, ok := parseDaysAndClock(text); ok {
		*(*time.Duration)(p) = d
		return nil
	}
	d, err := vocab.ParseDuration(text)
	if err != nil {
		return durationForm
	}
	*(*vocab.Duration)(p) = d
	return nil
}

// parseDaysAndClock reads what Python prints: "1 day, 00:00:01", "-2 days",
// "14:30:05.25".
func parseDaysAndClock(text string) (time.Duration, bool) {
	text, negative := strings.CutPrefix(text, "-")
	if text == "" || !isDigit(text[0]) {
		return 0, false
	}
	var days int
	if n := leadingDigits(text); n < len(text) && (text[n] == ' ' || text[n] == 'd') {
		var err error
		if days, err = strconv.Atoi(text[:n]); err != nil || days > 106_000 { // 290 years
			return 0, false
		}
		rest, ok := strings.CutPrefix(strings.TrimPrefix(text[n:], " "), "d")
		if !ok {
			return 0, false
		}
		rest = strings.TrimPrefix(strings.TrimPrefix(rest, "ay"), "s")
		text = strings.TrimLeft(strings.TrimPrefix(rest, ","), " ")
	}
	sum := time.Duration(days) * 24 * time.Hour
	if text != "" {
		r := reader{text: text}
		hour, minute, second, nano := r.clock()
		if r.verdict() != fine {
			return 0, false
		}
		sum += time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute +
			time.Duration(second)*time.Second + time.Duration(nano)
	}
	if negative {
		sum = -sum
	}
	return sum, true
}

// durationFromNumber reads seconds.
func durationFromNumber(text string, p unsafe.Pointer) *vocab.Fault {
	seconds, err := strconv.ParseFloat(text, 64)
	nanos := math.Round(seconds * 1e9)
	if err != nil || math.Abs(nanos) >= math.MaxInt64 {
		return durationTooLong
	}
	*(*time.Duration)(p) = time.Duration(nanos)
	return nil
}
