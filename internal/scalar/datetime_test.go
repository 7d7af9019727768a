package scalar_test

import (
	"testing"
	"time"

	"github.com/signet-go/signet/internal/vocab"
)

func TestTime(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 21, 14, 30, 5, 0, time.UTC)
	check(t, false, []row[time.Time]{
		{"RFC 3339", param("2026-11-21T14:30:05Z"), at, ""},
		{"space", param("2026-11-21 14:30:05Z"), at, ""},
		{"no zone", param("2026-11-21T14:30:05"), at, ""},
		{"zero offset", param("2026-11-21T14:30:05+00:00"), at, ""},
		{"no seconds", param("2026-11-21T14:30Z"), at.Add(-5 * time.Second), ""},
		{"fraction", param("2026-11-21T14:30:05.25Z"), at.Add(250 * time.Millisecond), ""},
		{"more than nanoseconds", param("2026-11-21T14:30:05.0000000019Z"), at.Add(1), ""},
		{"date only", param("2026-11-21"), at.Truncate(24 * time.Hour), ""},
		{"unix seconds", param("1700000000"), time.Unix(1700000000, 0).UTC(), ""},
		{"unix fraction", number("1700000000.5"), time.Unix(1700000000, 5e8).UTC(), ""},
		{"unix milliseconds", number("1700000000123"), time.UnixMilli(1700000000123).UTC(), ""},
		{"before 1970", number("-1.5"), time.Unix(-2, 5e8).UTC(), ""},
		{"leap day", param("2024-02-29T00:00:00Z"), time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC), ""},
		{"no leap year", param("2026-02-29T00:00:00Z"), time.Time{}, "datetime_from_date_parsing"},
		{"hour 24", param("2026-11-21T24:00:00Z"), time.Time{}, "datetime_from_date_parsing"},
		{"zone without minutes", param("2026-11-21T14:30:05+01"), time.Time{}, "datetime_from_date_parsing"},
		{"something behind", param("2026-11-21T14:30:05Z "), time.Time{}, "datetime_from_date_parsing"},
		{"word", param("now"), time.Time{}, "datetime_from_date_parsing"},
		{"empty", param(""), time.Time{}, "datetime_from_date_parsing"},
		{"year 10000", number("253402300800000"), time.Time{}, "datetime_parsing"},
		{"bool", boolean("true"), time.Time{}, "datetime_type"},
	})
	check(t, true, []row[time.Time]{
		{"strict", str("2026-11-21T14:30:05Z"), at, ""},
		{"strict date", str("2026-11-21"), at, "datetime_parsing"},
		{"strict number", number("0"), at, "datetime_type"},
	})
}

func TestDate(t *testing.T) {
	t.Parallel()
	day := vocab.Date{Year: 2026, Month: time.November, Day: 21}
	check(t, false, []row[vocab.Date]{
		{"date", param("2026-11-21"), day, ""},
		{"midnight", str("2026-11-21T00:00:00Z"), day, ""},
		{"not midnight", str("2026-11-21T00:00:01Z"), day, "date_from_datetime_inexact"},
		{"no such day", param("2026-11-31"), day, "date_from_datetime_parsing"},
		{"other form", param("21.11.2026"), day, "date_from_datetime_parsing"},
		{"number", number("1"), day, "date_type"},
	})
	check(t, true, []row[vocab.Date]{{"strict midnight", str("2026-11-21T00:00:00Z"), day, "date_parsing"}})
	check(t, false, []row[vocab.TimeOfDay]{
		{"time", param("14:30:05.5"), vocab.TimeOfDay{Hour: 14, Minute: 30, Second: 5, Nanosecond: 5e8}, ""},
		{"no seconds", param("14:30"), vocab.TimeOfDay{Hour: 14, Minute: 30}, ""},
		{"zone", param("14:30Z"), vocab.TimeOfDay{}, "time_parsing"},
		{"hour 24", param("24:00"), vocab.TimeOfDay{}, "time_parsing"},
		{"number", number("5"), vocab.TimeOfDay{}, "time_type"},
	})
}

func TestDuration(t *testing.T) {
	t.Parallel()
	check(t, false, []row[time.Duration]{
		{"ISO 8601", param("PT1H30M"), 90 * time.Minute, ""},
		{"negative", param("-PT5S"), -5 * time.Second, ""},
		{"clock", param("14:30:05.25"), 14*time.Hour + 30*time.Minute + 5*time.Second + 250*time.Millisecond, ""},
		{"days and clock", str("1 day, 00:00:01"), 24*time.Hour + time.Second, ""},
		{"days", param("-2 days"), -48 * time.Hour, ""},
		{"seconds", number("1.5"), 1500 * time.Millisecond, ""},
		{"true", boolean("true"), time.Second, ""},
		{"seconds as text", param("90"), 0, "time_delta_parsing"},
		{"Go's form", param("1h30m"), 0, "time_delta_parsing"},
		{"empty", param(""), 0, "time_delta_parsing"},
		{"too long", number("1e30"), 0, "time_delta_parsing"},
		{"too many days", param("999999999 days"), 0, "time_delta_parsing"},
	})
	check(t, true, []row[time.Duration]{
		{"strict", str("PT1S"), time.Second, ""},
		{"strict number", number("1"), 0, "time_delta_type"},
	})
}
