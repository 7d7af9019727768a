package scalar

import (
	"strconv"
	"unsafe"

	"github.com/signet-go/signet/internal/vocab"
)

var (
	boolType    = &vocab.Fault{Type: "bool_type", Msg: "must be true or false"}
	boolParsing = &vocab.Fault{Type: "bool_parsing", Msg: "must be true or false"}
)

func boolCodec() *Codec {
	return &Codec{
		Parse:      parseBool,
		FromString: parseBool,
		FromNumber: boolFromNumber,
		FromBool: func(v bool, p unsafe.Pointer) *vocab.Fault {
			*(*bool)(p) = v
			return nil
		},
		TypeFault:  boolType,
		Append:     appendBool,
		AppendJSON: appendBool,
	}
}

func parseBool(text string, p unsafe.Pointer) *vocab.Fault {
	v, ok := boolWord(text)
	if !ok {
		return boolParsing
	}
	*(*bool)(p) = v
	return nil
}

// boolWord reads a word for yes or no in any case.
func boolWord(text string) (v, ok bool) {
	var folded [5]byte
	if len(text) > len(folded) {
		return false, false
	}
	for i := range len(text) {
		c := text[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		folded[i] = c
	}
	switch string(folded[:len(text)]) {
	case "true", "1", "t", "yes", "y", "on":
		return true, true
	case "false", "0", "f", "no", "n", "off":
		return false, true
	}
	return false, false
}

// boolFromNumber accepts one and zero however they are written: 1, 1.0, 0e5.
func boolFromNumber(text string, p unsafe.Pointer) *vocab.Fault {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || f != 0 && f != 1 {
		return boolParsing
	}
	*(*bool)(p) = f == 1
	return nil
}

func appendBool(b []byte, p unsafe.Pointer) ([]byte, error) {
	return strconv.AppendBool(b, *(*bool)(p)), nil
}
