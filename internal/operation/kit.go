package operation

import (
	"log/slog"
	"sync"

	"github.com/signet-go/signet/binding"
	"github.com/signet-go/signet/internal/constraint"
	"github.com/signet-go/signet/internal/failure"
	"github.com/signet-go/signet/internal/jsonplan"
	"github.com/signet-go/signet/internal/layer"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/refusal"
	"github.com/signet-go/signet/openapi"
)

// Kit is what all operations of one app share: what was read and compiled once.
// It is safe for concurrent use.
type Kit struct {
	Types  *model.Reader
	Checks *constraint.Compiler
	Logger *slog.Logger
	Debug  bool
	Compat bool // FastAPI's texts, ids, titles and echo

	Codecs   []binding.Codec // forms of bodies beside JSON; set before the first operation
	Schemes  Schemes         // declared by the developer; set before the first operation
	Comments Comments        // of the source; nil without; set before the first operation

	mu    sync.Mutex // guards plans and pools
	plans map[strictness]*jsonplan.Compiler
	pools map[shape]*sync.Pool

	buffers   sync.Pool // of *buffer
	lengths   lengths
	documents *openapi.Builder // remembers schemas, so that a new document is cheap
}

// Documents returns the app's builder of documents.
func (k *Kit) Documents() *openapi.Builder { return k.documents }

// strictness tells the JSON plans of layers apart.
type strictness struct{ members, types bool }

// NewKit returns the kit of an app.
func NewKit(logger *slog.Logger, debug, compat bool) *Kit {
	types, checks := model.NewReader(), constraint.NewCompiler()
	k := &Kit{
		Types:  types,
		Checks: checks,
		Logger: logger,
		Debug:  debug,
		Compat: compat,
		plans:  map[strictness]*jsonplan.Compiler{},
		pools:  map[shape]*sync.Pool{},
	}
	k.documents = openapi.NewBuilder(types, checks, k.comment)
	return k
}

// Plans returns the compiler of JSON plans for a layer's strictness.
func (k *Kit) Plans(members, types bool) *jsonplan.Compiler {
	k.mu.Lock()
	defer k.mu.Unlock()
	key := strictness{members, types}
	if k.plans[key] == nil {
		k.plans[key] = jsonplan.NewCompiler(k.Types, k.Checks, jsonplan.Options{Strict: members, StrictTypes: types, Echo: k.Compat})
	}
	return k.plans[key]
}

// exchanges returns the pool of exchanges of a shape.
func (k *Kit) exchanges(s shape) *sync.Pool {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.pools[s] == nil {
		k.pools[s] = &sync.Pool{New: func() any { return s.newExchange() }}
	}
	return k.pools[s]
}

// Refusals is how errors are answered under the folded settings s, with the
// functions of OnError of its layers; chain may be nil.
func (k *Kit) Refusals(s *layer.Settings, chain *refusal.Chain) *refusal.Plan {
	return &refusal.Plan{Style: failure.Style{Problem: on(s.Problem), Debug: k.Debug}, Chain: chain, Logger: k.Logger}
}
