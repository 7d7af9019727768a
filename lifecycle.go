package signet

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"github.com/signet-go/signet/internal/caller"
	"github.com/signet-go/signet/internal/layer"
)

// Provide offers the result of f to arguments of its type in all functions of
// the app, for the app's lifetime: f runs once, when the app starts, after what
// it needs and otherwise in the order of registration, whether or not a
// function asks for it. What a layer offers of the type comes before it.
//
// f takes a context.Context, which is that of Start, and values of other
// functions that were passed to App.Provide; it returns T, (T, error) or
// (T, Cleanup, error). The cleanup runs in Close, in reverse order, and gets
// nil; if the start fails later on, it runs then and gets the start's error.
// Without a Cleanup nothing is closed, not even an io.Closer: it may be someone
// else's. f may ask for the app's routes and URLs, but must not send it requests.
func (a *App) Provide(f any, opts ...DependOption) {
	d := declare(f, caller.Here(1), false, opts)
	a.tree.Provide(d.declared)
}

// Lifespan runs f once, when the app starts: after what it needs, before what
// App.Provide has registered otherwise. f takes a context.Context and values of
// functions that were passed to App.Provide; it returns nothing, error or
// (Cleanup, error), with the cleanup as in App.Provide.
func Lifespan(f any) Option {
	at := caller.Here(1)
	return appOption{"Lifespan", func(c *config) {
		c.lifespans = append(c.lifespans, &layer.Dependency{Func: f, Place: at, Runs: true})
	}}
}

// Start links the app, builds what App.Provide has registered, and makes the
// app ready to serve. It is called by Run and by the first request; calling it
// before reports mistakes early. If a function fails, what was built before is
// cleaned up in reverse, and the error names the chain of who needed what.
// Later calls return what the first one did.
func (a *App) Start(ctx context.Context) error { return a.begin(ctx).err }

func (a *App) begin(ctx context.Context) *serving {
	a.starts.Lock()
	defer a.starts.Unlock()
	if s := a.serving.Load(); s != nil {
		return s
	}
	a.serving.Store(a.start(ctx))
	return a.serving.Load()
}

// start runs users' functions, so it does not hold the lock mu: they may ask
// for the app's URLs or routes.
func (a *App) start(ctx context.Context) *serving {
	linked := a.linkLast()
	if len(linked.mistakes) == 0 {
		if err := a.lifetime.Start(ctx, linked.table.Singles()); err != nil {
			a.keepMistake(linked, err)
		}
	}
	if len(linked.mistakes) > 0 {
		err := errors.Join(linked.mistakes...)
		return &serving{handler: a.refusal(err), err: err}
	}
	linked.table.Started()
	return a.serve(linked.table)
}

// linkLast links what is registered for good.
func (a *App) linkLast() *linkage {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.tree.Freeze()
	return a.link()
}

// keepMistake makes a failed start known to Err.
func (a *App) keepMistake(l *linkage, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	l.mistakes, l.table = []error{err}, nil
	a.linked = l
}

// Close cleans up what Start and Update have built, in reverse order, and
// returns the errors of the cleanups. It waits for them until ctx is done; they
// then go on without it. From its call on, the app answers 503 and cannot be
// started again: let requests in flight end first, as Run does and
// http.Server.Shutdown. An app that was not started needs no Close.
func (a *App) Close(ctx context.Context) error {
	if !a.end() {
		return nil
	}
	return a.lifetime.Close(ctx)
}

// end makes the app refuse requests, and reports whether it had begun.
func (a *App) end() bool {
	a.starts.Lock()
	defer a.starts.Unlock()
	s := a.serving.Load()
	if s != nil && s.err == nil {
		refusals := a.kit.Refusals(a.own, nil)
		a.serving.Store(&serving{table: s.table, err: errClosed, handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			refusals.Write(w, r, errEnded)
		})})
	}
	return s != nil
}

var (
	errClosed = errors.New("signet: the app is closed; make a new one")
	errEnded  = NewError(http.StatusServiceUnavailable, nil)
)

// extend builds what an update has added, and swaps its table in.
func (a *App) extend(next *App, linked *linkage) error {
	a.starts.Lock()
	defer a.starts.Unlock()
	if err := a.serving.Load().err; err != nil { // closed meanwhile
		return err
	}
	if err := a.lifetime.Start(context.Background(), linked.table.Singles()); err != nil {
		return err
	}
	linked.table.Started()
	a.tree.Adopt(next.tree)
	a.serving.Store(next.serve(linked.table))
	return nil
}

// Twin returns an app with the same registrations that uses other providers. It
// starts and closes on its own, and what is registered later on one of the two
// does not change the other. It is how package signettest overrides
// dependencies; the type of its argument is for that package.
func (a *App) Twin(other layer.Overrides) *App {
	c := *a.config
	c.overrides = slices.Clone(other.List)
	middleware := a.own.Middleware
	if s := a.serving.Load(); s != nil && s.err == nil {
		middleware = s.middleware
	}
	twin := a.copy(middleware)
	twin.config, twin.tree = &c, a.tree.Twin()
	if other.Logger != nil && !c.ownLogger {
		c.logger = other.Logger
		twin.kit, _ = c.kit() // the mistakes are known
	}
	return twin
}
