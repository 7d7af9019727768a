package operation

import (
	"strconv"
	"sync/atomic"
)

// lengths keeps the values of Content-Length that answers have had, up to two
// KiB, so that a usual answer needs no new one. Answers share a value: a header
// is replaced, never changed.
type lengths [2 << 10]atomic.Pointer[[]string]

// header returns the header's value for a body of n bytes.
func (l *lengths) header(n int) []string {
	if n >= len(l) {
		return []string{strconv.Itoa(n)}
	}
	if known := l[n].Load(); known != nil {
		return *known
	}
	fresh := []string{strconv.Itoa(n)}
	l[n].Store(&fresh) // whoever else made the same one at the same time loses nothing
	return fresh
}
