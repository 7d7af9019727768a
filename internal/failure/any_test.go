package failure

import (
	"encoding/json"
	"math"
	"testing"
)

// What appendAny writes by itself, it writes as encoding/json does.
func TestAppendAnyIsJSON(t *testing.T) {
	t.Parallel()
	for _, v := range []any{
		nil, "", "é<&>", "a\x00\"", true, false, 0, -5, int64(math.MinInt64), 0.0, math.Copysign(0, -1), 0.1, 1e-6, 9.99e-7, 1e20, 1e21, -123.456, math.MaxFloat64,
		map[string]any(nil), map[string]any{}, map[string]any{"b": 1, "a": map[string]any{"é": nil}, "": "x", "c": []int{1}, "d": struct{}{}},
		json.Number("1e5"), json.RawMessage(`{"a": 1}`), struct{}{}, uint8(3), float32(0.1),
	} {
		want, err := marshal(v)
		if got := appendAny(nil, v); err != nil || string(got) != string(want) {
			t.Errorf("appendAny(%#v) = %s; want %s (%v)", v, got, want, err)
		}
	}
	if got := appendAny(nil, map[string]any{"a": func() {}, "b": math.NaN()}); string(got) != `{"a":null,"b":null}` {
		t.Errorf("appendAny of what JSON cannot say = %s", got)
	}
}
