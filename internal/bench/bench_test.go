package bench

import (
	"net/http"
	"slices"
	"testing"
	"time"
)

// signetFor returns the app that serves a workload.
func signetFor(tb testing.TB, w workload) http.Handler {
	if w.routing {
		return newRouting(tb)
	}
	return newSignet(tb)
}

func TestAnswers(t *testing.T) {
	t.Parallel()
	for _, w := range workloads() {
		newSender(t, w, signetFor(t, w))
		if w.byHand {
			newSender(t, w, newHand())
		}
	}
}

// BenchmarkSignet and BenchmarkHand: an operation is one request, from
// ServeHTTP's call to its return.
func BenchmarkSignet(b *testing.B) {
	for _, w := range workloads() {
		b.Run(w.name, func(b *testing.B) { measure(b, newSender(b, w, signetFor(b, w))) })
	}
}

func BenchmarkHand(b *testing.B) {
	for _, w := range workloads() {
		if w.byHand {
			b.Run(w.name, func(b *testing.B) { measure(b, newSender(b, w, newHand())) })
		}
	}
}

func measure(b *testing.B, s *sender) {
	b.ReportAllocs()
	for b.Loop() {
		s.send()
	}
}

// BenchmarkRatio lets both take turns and reports signet/hand, the ratio of
// their median times: what disturbs the machine disturbs both.
func BenchmarkRatio(b *testing.B) {
	for _, w := range workloads() {
		if !w.byHand {
			continue
		}
		b.Run(w.name, func(b *testing.B) {
			ours, theirs := newSender(b, w, newSignet(b)), newSender(b, w, newHand())
			var times [2][]time.Duration
			for b.Loop() {
				for i, s := range []*sender{ours, theirs} {
					times[i] = append(times[i], turn(s))
				}
			}
			b.ReportMetric(float64(median(times[0]))/float64(median(times[1])), "signet/hand")
		})
	}
}

// turn is long enough for the clock and short beside the scheduler's.
func turn(s *sender) time.Duration {
	start := time.Now()
	for range 20 {
		s.send()
	}
	return time.Since(start)
}

func median(list []time.Duration) time.Duration {
	slices.Sort(list)
	return list[len(list)/2]
}
