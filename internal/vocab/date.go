package vocab

import (
	"fmt"
	"time"
)

// Date is a calendar day without a time zone: 2026-11-21 (RFC 3339 full-date).
// The zero Date is no day; where it has to be written it is 0001-01-01, as the
// zero time.Time is. A day that may be absent is a pointer or an Opt.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the day of t in t's location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{Year: y, Month: m, Day: d}
}

// ParseDate reads a full-date of RFC 3339.
func ParseDate(text string) (Date, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return Date{}, fmt.Errorf("%q is not a date like 2026-11-21", text)
	}
	return DateOf(t), nil
}

// String returns the day as 2026-11-21; the zero Date as 0001-01-01.
func (d Date) String() string {
	if d.IsZero() {
		d = DateOf(time.Time{})
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// In returns midnight of the day in loc.
func (d Date) In(loc *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, loc)
}

// IsZero reports whether d is the zero Date, which is no day.
func (d Date) IsZero() bool { return d == Date{} }

// Compare returns -1, 0 or +1 as d is before, the same as, or after o.
func (d Date) Compare(o Date) int { return d.In(time.UTC).Compare(o.In(time.UTC)) }

// MarshalText writes the day as 2026-11-21; the zero Date as 0001-01-01.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads a full-date of RFC 3339.
func (d *Date) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDate(string(text))
	return err
}

// TimeOfDay is a time on the clock without a day or a zone: 14:30:00.
type TimeOfDay struct {
	Hour, Minute, Second, Nanosecond int
}

// ParseTimeOfDay reads 14:30, 14:30:00 or 14:30:00.25.
func ParseTimeOfDay(text string) (TimeOfDay, error) {
	for _, layout := range []string{"15:04:05.999999999", "15:04"} {
		if t, err := time.Parse(layout, text); err == nil {
			return TimeOfDay{t.Hour(), t.Minute(), t.Second(), t.Nanosecond()}, nil
		}
	}
	return TimeOfDay{}, fmt.Errorf("%q is not a time of day like 14:30:00", text)
}

// String returns the time as 14:30:00, with a fraction only if there is one.
func (t TimeOfDay) String() string { return t.on().Format("15:04:05.999999999") }

// Since returns how much later t is than the same day's midnight.
func (t TimeOfDay) Since() time.Duration { return t.on().Sub(time.Time{}) }

func (t TimeOfDay) on() time.Time {
	return time.Date(1, 1, 1, t.Hour, t.Minute, t.Second, t.Nanosecond, time.UTC)
}

// MarshalText writes the time as 14:30:00.
func (t TimeOfDay) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads 14:30, 14:30:00 or 14:30:00.25.
func (t *TimeOfDay) UnmarshalText(text []byte) (err error) {
	*t, err = ParseTimeOfDay(string(text))
	return err
}
