package constraint

import (
	"fmt"
	"math"
	"math/big"
	"reflect"
	"strconv"
	"unsafe"

	"github.com/signet-go/signet/internal/vocab"
)

// multipleOf compiles the tag multipleOf. Fractions like 0.1 have no exact
// float64, so a float may be off by a billionth of its size.
func (s *subject) multipleOf(text string) (rule, error) {
	if s.rat != nil {
		return s.ratMultiple(text)
	}
	if s.whole() {
		step, err := strconv.ParseInt(text, 10, 64)
		if err != nil || step < 1 {
			return rule{}, fmt.Errorf("not a whole number from 1 on")
		}
		return multipleRule(step, s.wholeMultiple(step)), nil
	}
	step, err := strconv.ParseFloat(text, 64)
	if err != nil || !(step > 0) || math.IsInf(step, 0) {
		return rule{}, fmt.Errorf("not a number above 0")
	}
	value := numberValue
	switch s.kind {
	case reflect.Float64:
		value = func(p unsafe.Pointer) float64 { return *(*float64)(p) }
	case reflect.Float32:
		value = func(p unsafe.Pointer) float64 { return float64(*(*float32)(p)) }
	}
	return multipleRule(step, func(p unsafe.Pointer) bool {
		v := math.Abs(value(p))
		rest := math.Mod(v, step)
		return math.Min(rest, step-rest) <= v/1e9
	}), nil
}

func (s *subject) ratMultiple(text string) (rule, error) {
	step, ok := new(big.Rat).SetString(text)
	if !ok || step.Sign() <= 0 {
		return rule{}, fmt.Errorf("not a number above 0")
	}
	return multipleRule(told(step), func(p unsafe.Pointer) bool {
		v := s.rat(p)
		return v != nil && new(big.Rat).Quo(v, step).IsInt()
	}), nil
}

func multipleRule(step any, ok test) rule {
	fault := &vocab.Fault{Type: "multiple_of", Msg: "must be a multiple of " + fmt.Sprint(step), Ctx: map[string]any{"multiple_of": step}}
	return rule{check{ok: ok, fault: fault}, []Keyword{{"multipleOf", step}}}
}

func (s *subject) wholeMultiple(step int64) test {
	switch s.kind {
	case reflect.Int8:
		return divisible[int8](step)
	case reflect.Int16:
		return divisible[int16](step)
	case reflect.Int32:
		return divisible[int32](step)
	case reflect.Int64:
		return divisible[int64](step)
	case reflect.Int:
		return divisible[int](step)
	case reflect.Uint8:
		return divisible[uint8](uint64(step))
	case reflect.Uint16:
		return divisible[uint16](uint64(step))
	case reflect.Uint32:
		return divisible[uint32](uint64(step))
	case reflect.Uint64:
		return divisible[uint64](uint64(step))
	default:
		return divisible[uint](uint64(step))
	}
}

func divisible[T number, W int64 | uint64](step W) test {
	return func(p unsafe.Pointer) bool { return W(*(*T)(p))%step == 0 }
}
