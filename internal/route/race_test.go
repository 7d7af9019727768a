//go:build race

package route

// race reports whether the race detector is on.
const race = true
