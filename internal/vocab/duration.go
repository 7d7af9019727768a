package vocab

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// Duration is a length of time that travels as ISO 8601: P1DT2H30M, PT0.5S.
// A time.Duration in a model travels the same way; Duration is for maps, texts
// and encoders outside the framework. A day is 24 hours; years and months have
// no fixed length and are refused.
type Duration time.Duration

// ParseDuration reads an ISO 8601 duration of weeks, days, hours, minutes and
// seconds, any of them with a fraction; a sign may stand in front.
func ParseDuration(text string) (Duration, error) {
	rest, negative := strings.CutPrefix(text, "-")
	if !negative {
		rest = strings.TrimPrefix(rest, "+")
	}
	rest, ok := strings.CutPrefix(rest, "P")
	days, clock, timed := strings.Cut(rest, "T")
	if !ok || rest == "" || timed && clock == "" {
		return 0, notDuration(text)
	}
	long, ok := sumUnits(days, "WD")
	short, ok2 := sumUnits(clock, "HMS")
	if !ok || !ok2 {
		return 0, notDuration(text)
	}
	sum := long + short
	if sum >= math.MaxInt64 {
		return 0, fmt.Errorf("%q is longer than 292 years", text)
	}
	if negative {
		sum = -sum
	}
	return Duration(math.Round(sum)), nil
}

// sumUnits adds up numbers that are each followed by a unit, in the given
// order of units, and returns nanoseconds.
func sumUnits(text, units string) (sum float64, ok bool) {
	for text != "" {
		i := strings.IndexAny(text, units)
		if i <= 0 || strings.Trim(text[:i], "0123456789.,") != "" {
			return 0, false
		}
		n, err := strconv.ParseFloat(strings.Replace(text[:i], ",", ".", 1), 64)
		if err != nil {
			return 0, false
		}
		sum += n * float64(unitLength(text[i]))
		units = units[strings.IndexByte(units, text[i])+1:]
		text = text[i+1:]
	}
	return sum, true
}

func notDuration(text string) error {
	return fmt.Errorf("%q is not an ISO 8601 duration like PT1H30M", text)
}

func unitLength(unit byte) time.Duration {
	switch unit {
	case 'W':
		return 7 * 24 * time.Hour
	case 'D':
		return 24 * time.Hour
	case 'H':
		return time.Hour
	case 'M':
		return time.Minute
	default:
		return time.Second
	}
}

// String returns the duration in ISO 8601, PT0S for none.
func (d Duration) String() string { return string(d.AppendText(nil)) }

// AppendText appends the duration in ISO 8601.
func (d Duration) AppendText(b []byte) []byte {
	left := uint64(d)
	if d < 0 {
		b = append(b, '-')
		left = -left
	}
	b = append(b, 'P')
	if days := left / uint64(24*time.Hour); days > 0 {
		b = append(strconv.AppendUint(b, days, 10), 'D')
		left %= uint64(24 * time.Hour)
		if left == 0 {
			return b
		}
	}
	b = append(b, 'T')
	empty := len(b)
	if hours := left / uint64(time.Hour); hours > 0 {
		b = append(strconv.AppendUint(b, hours, 10), 'H')
		left %= uint64(time.Hour)
	}
	if minutes := left / uint64(time.Minute); minutes > 0 {
		b = append(strconv.AppendUint(b, minutes, 10), 'M')
		left %= uint64(time.Minute)
	}
	if left > 0 || len(b) == empty {
		b = appendSeconds(b, left)
	}
	return b
}

func appendSeconds(b []byte, nanos uint64) []byte {
	b = strconv.AppendUint(b, nanos/uint64(time.Second), 10)
	if fraction := nanos % uint64(time.Second); fraction > 0 {
		digits := strconv.FormatUint(uint64(time.Second)+fraction, 10)[1:]
		b = append(b, '.')
		b = append(b, strings.TrimRight(digits, "0")...)
	}
	return append(b, 'S')
}

// MarshalText writes the duration in ISO 8601.
func (d Duration) MarshalText() ([]byte, error) { return d.AppendText(nil), nil }

// UnmarshalText reads an ISO 8601 duration.
func (d *Duration) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDuration(string(text))
	return err
}
