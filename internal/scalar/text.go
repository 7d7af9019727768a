package scalar

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"net"
	"net/netip"
	"reflect"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

var noDetail = map[string]any{"error": struct{}{}}

// friendly holds faults for types of the standard library whose own error
// texts speak of Go functions, and which take an empty text for their zero value,
// which is no address.
var friendly = map[reflect.Type]*vocab.Fault{
	reflect.TypeFor[netip.Addr]():     {Type: "value_error", Msg: "must be an IP address", Ctx: noDetail},
	reflect.TypeFor[netip.AddrPort](): {Type: "value_error", Msg: "must be an IP address and a port like 192.0.2.1:80", Ctx: noDetail},
	reflect.TypeFor[netip.Prefix]():   {Type: "value_error", Msg: "must be an IP network like 192.0.2.0/24", Ctx: noDetail},
	reflect.TypeFor[net.IP]():         {Type: "value_error", Msg: "must be an IP address", Ctx: noDetail},
}

// textCodec is for types with UnmarshalText or MarshalText. What they lack is
// done as encoding/json does it: by the underlying type.
func textCodec(t *model.Type) *Codec {
	c := underlying(t)
	if t.UnmarshalsText {
		c.Parse = unmarshalText(t)
		c.FromString, c.FromNumber, c.FromBool = c.Parse, nil, nil
		c.TypeFault = stringType
	}
	if t.UnmarshalsJSON {
		c.FromNumber = unmarshalJSON(t)
		c.FromBool = func(v bool, p unsafe.Pointer) *vocab.Fault {
			if v {
				return c.FromNumber("true", p)
			}
			return c.FromNumber("false", p)
		}
	}
	if t.MarshalsText {
		c.Append, c.AppendJSON = marshalText(t), marshalQuoted(t)
	}
	if t.MarshalsJSON {
		c.AppendJSON = marshalJSON(t)
	}
	return c
}

// underlying is the codec of the type without its methods. A type that is
// neither a number, a bool nor a string cannot be read without them.
func underlying(t *model.Type) *Codec {
	plain := &model.Type{Go: t.Go}
	switch k := t.Go.Kind(); {
	case k == reflect.Bool:
		plain.Kind = model.Bool
	case reflect.Int <= k && k <= reflect.Int64:
		plain.Kind, plain.Bits = model.Int, t.Go.Bits()
	case reflect.Uint <= k && k <= reflect.Uintptr:
		plain.Kind, plain.Bits = model.Uint, t.Go.Bits()
	case k == reflect.Float32 || k == reflect.Float64:
		plain.Kind, plain.Bits = model.Float, t.Go.Bits()
	case k == reflect.String:
		plain.Kind = model.String
	default:
		return &Codec{TypeFault: stringType, Append: printed(t), AppendJSON: marshalPlain(t)}
	}
	return lax(plain)
}

func unmarshalText(t *model.Type) Parse {
	known := friendly[t.Go]
	return func(text string, p unsafe.Pointer) *vocab.Fault {
		if text == "" && known != nil {
			return known
		}
		err := reflect.NewAt(t.Go, p).Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text))
		switch {
		case err == nil:
			return nil
		case known != nil:
			return known
		}
		return &vocab.Fault{Type: "value_error", Msg: err.Error(), Ctx: noDetail}
	}
}

func unmarshalJSON(t *model.Type) Parse {
	return func(text string, p unsafe.Pointer) *vocab.Fault {
		err := reflect.NewAt(t.Go, p).Interface().(json.Unmarshaler).UnmarshalJSON([]byte(text))
		if err != nil {
			return &vocab.Fault{Type: "value_error", Msg: err.Error(), Ctx: noDetail}
		}
		return nil
	}
}

func marshalText(t *model.Type) Append {
	return func(b []byte, p unsafe.Pointer) ([]byte, error) {
		text, err := reflect.NewAt(t.Go, p).Interface().(encoding.TextMarshaler).MarshalText()
		if err != nil {
			return b, fmt.Errorf("%v: %w", t.Go, err)
		}
		return append(b, text...), nil
	}
}

func marshalQuoted(t *model.Type) Append {
	return func(b []byte, p unsafe.Pointer) ([]byte, error) {
		text, err := reflect.NewAt(t.Go, p).Interface().(encoding.TextMarshaler).MarshalText()
		if err != nil {
			return b, fmt.Errorf("%v: %w", t.Go, err)
		}
		return AppendString(b, unsafe.String(unsafe.SliceData(text), len(text))), nil
	}
}

// marshalJSON checks and compacts what the type's own method wrote.
func marshalJSON(t *model.Type) Append {
	return func(b []byte, p unsafe.Pointer) ([]byte, error) {
		text, err := reflect.NewAt(t.Go, p).Interface().(json.Marshaler).MarshalJSON()
		if err != nil {
			return b, fmt.Errorf("%v: %w", t.Go, err)
		}
		buf := bytes.NewBuffer(b)
		if err := json.Compact(buf, text); err != nil {
			return b, fmt.Errorf("%v wrote JSON that is not valid: %w", t.Go, err)
		}
		return buf.Bytes(), nil
	}
}

func printed(t *model.Type) Append {
	return func(b []byte, p unsafe.Pointer) ([]byte, error) {
		v := reflect.NewAt(t.Go, p)
		if s, ok := v.Interface().(fmt.Stringer); ok {
			return append(b, s.String()...), nil
		}
		return fmt.Append(b, v.Elem().Interface()), nil
	}
}

func marshalPlain(t *model.Type) Append {
	return func(b []byte, p unsafe.Pointer) ([]byte, error) {
		text, err := json.Marshal(reflect.NewAt(t.Go, p).Interface())
		return append(b, text...), err
	}
}
