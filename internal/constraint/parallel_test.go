package constraint_test

import (
	"sync"
	"testing"
	"unsafe"
)

// TestParallel lets many requests share the same rules; it says something under
// the race detector.
func TestParallel(t *testing.T) {
	t.Parallel()
	maps := compile[map[string][]string](t, `validate:"max=5,dive,keys,alpha,endkeys,unique,dive,hostname_rfc1123|email"`)
	cross, err := structRules[signup](t)
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 50 {
				good := map[string][]string{"a": {"example.com", "a@example.com"}}
				bad := map[string][]string{"b": {"no name"}, "1": nil}
				if got := told(maps.Check(unsafe.Pointer(&good), nil)); got != "" {
					t.Errorf("Check(good) = %s", got)
				}
				if got := len(maps.Check(unsafe.Pointer(&bad), nil)); got != 2 {
					t.Errorf("Check(bad) reports %d; want 2", got)
				}
				v := signup{"abc", "x"}
				if got := len(cross.Check(unsafe.Pointer(&v), nil)); got != 1 {
					t.Errorf("Check(signup) reports %d; want 1", got)
				}
			}
		})
	}
	all.Wait()
}
