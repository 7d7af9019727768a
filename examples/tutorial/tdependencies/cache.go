package tdependencies

import (
	"sync/atomic"

	"github.com/signet-go/signet"
)

type (
	// Count is how often the counter has run so far.
	Count int
	// SubCount is a Count that went through another function.
	SubCount int
	// ScopedCount is a Count of the routes that need a scope.
	ScopedCount int
)

// counter lives as long as the app.
type counter struct{ last atomic.Int64 }

func newCounter() *counter { return &counter{} }

func count(c *counter) Count { return Count(c.last.Add(1)) }

func subCount(n Count) SubCount { return SubCount(n) }

// countScoped is a function of its own: one function runs once in a request,
// whatever scopes its users require.
func countScoped(c *counter, _ signet.Scopes) ScopedCount { return ScopedCount(c.last.Add(1)) }

// Counted is an answer.
type Counted struct {
	Counter Count `json:"counter"`
}

// SubCounted is an answer.
type SubCounted struct {
	Counter    Count    `json:"counter"`
	SubCounter SubCount `json:"subcounter"`
}

// ScopeCounted is an answer.
type ScopeCounted struct {
	Counter Count       `json:"counter"`
	First   ScopedCount `json:"scope_counter_1"`
	Second  ScopedCount `json:"scope_counter_2"`
}

func readCounter(n Count) Counted { return Counted{n} }

func readSubCounter(sub SubCount, n Count) SubCounted { return SubCounted{n, sub} }

func readScopeCounter(n Count, first, second ScopedCount) ScopeCounted {
	return ScopeCounted{n, first, second}
}

// DependencyCache counts how often a function runs: once in a request, however
// many ask for its value, unless NoCache makes it run for each.
func DependencyCache() *signet.App {
	app := signet.New(
		signet.Provide(count),
		signet.Provide(subCount),
		signet.Provide(countScoped, signet.RequireScopes("scope")),
	)
	app.Provide(newCounter)
	app.Handle(readCounter, app.GET("/counter/"))
	app.Handle(readSubCounter, app.GET("/sub-counter/"))
	app.Handle(readSubCounter, app.GET("/sub-counter-no-cache/", signet.Provide(count, signet.NoCache())))
	app.Handle(readScopeCounter, app.GET("/scope-counter/"))
	return app
}
