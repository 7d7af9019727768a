// Package bench measures what a request costs, on eight workloads from a static
// answer to 200 routes. It has tests only:
//
//	go test -bench . ./internal/bench
//
// Beside Signet runs hand-written net/http for the workloads where a person
// would write it (W1, W2, W3, W5), so that one run shows the ratio. Each handler
// is first asked for the right answer: one that does less work is not measured.
package bench
