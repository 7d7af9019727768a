package vocab

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
)

// What follows keeps secrets out of whatever writes values down: fmt with every
// verb, slog, encoders of JSON and of text. Only a conversion or a field shows
// them, which a reader of the code can see.

const redacted = "[redacted]"

// String is the same for all tokens.
func (Bearer) String() string { return redacted }

// Format writes the same for all tokens and verbs.
func (t Bearer) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, t.String()) }

// MarshalText writes the same for all tokens.
func (t Bearer) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// LogValue is the same for all tokens.
func (t Bearer) LogValue() slog.Value { return slog.StringValue(t.String()) }

// String is the name, without the password.
func (b Basic) String() string { return b.Username + ":" + redacted }

// Format writes the name without the password, whatever the verb.
func (b Basic) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, b.String()) }

// MarshalText writes the name without the password.
func (b Basic) MarshalText() ([]byte, error) { return []byte(b.String()), nil }

// LogValue is the name, without the password.
func (b Basic) LogValue() slog.Value { return slog.StringValue(b.String()) }

// String is the same for all credentials.
func (Digest) String() string { return redacted }

// Format writes the same for all credentials and verbs.
func (d Digest) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, d.String()) }

// MarshalText writes the same for all credentials.
func (d Digest) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// LogValue is the same for all credentials.
func (d Digest) LogValue() slog.Value { return slog.StringValue(d.String()) }

// String is the same for all keys.
func (APIKey) String() string { return redacted }

// Format writes the same for all keys and verbs.
func (k APIKey) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, k.String()) }

// MarshalText writes the same for all keys.
func (k APIKey) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// LogValue is the same for all keys.
func (k APIKey) LogValue() slog.Value { return slog.StringValue(k.String()) }

// value is what the request has, in its own type; nil for neither.
func (c AnyOf[A, B]) value() any {
	if v, ok := c.First(); ok {
		return v
	}
	if v, ok := c.Second(); ok {
		return v
	}
	return nil
}

// Format writes the credentials that there are as their own type does.
func (c AnyOf[A, B]) Format(s fmt.State, verb rune) { formatAs(s, verb, c.value()) }

// MarshalJSON writes the credentials that there are as their own type does.
func (c AnyOf[A, B]) MarshalJSON() ([]byte, error) { return json.Marshal(c.value()) }

// LogValue is that of the credentials that there are.
func (c AnyOf[A, B]) LogValue() slog.Value { return slog.AnyValue(c.value()) }

// Format writes the value as its own type does, and <absent> or <null> where
// there is none. Without it fmt would look past the methods of the value, which
// may be there to keep it secret.
func (o Opt[T]) Format(s fmt.State, verb rune) {
	switch o.state {
	case Present:
		formatAs(s, verb, o.value)
	case Null:
		_, _ = io.WriteString(s, "<null>")
	default:
		_, _ = io.WriteString(s, "<absent>")
	}
}

// formatAs writes v in the place of what wraps it.
func formatAs(s fmt.State, verb rune, v any) { fmt.Fprintf(s, fmt.FormatString(s, verb), v) }
