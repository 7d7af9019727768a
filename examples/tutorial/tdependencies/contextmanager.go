package tdependencies

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"sync"

	"github.com/signet-go/signet"
)

// journal remembers what began and what ended. It lives as long as the app.
type journal struct {
	mu    sync.Mutex // guards notes
	notes map[string]string
}

func newJournal() *journal {
	return &journal{notes: map[string]string{
		"context_a": "not started a", "context_b": "not started b", "bg": "not set", "sync_bg": "not set",
	}}
}

func (j *journal) note(key, text string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.notes[key] = text
}

func (j *journal) read() map[string]string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return maps.Clone(j.notes)
}

// Started says what began.
type Started string

// stage returns a dependency that notes its beginning and its end.
func stage(key, name string) func(*journal) (Started, signet.Cleanup, error) {
	return func(j *journal) (Started, signet.Cleanup, error) {
		started := name + " started"
		j.note(key, started)
		return Started(started), func(err error) error {
			if err != nil {
				j.note(key, name+" ended with "+err.Error())
				return nil
			}
			j.note(key, name+" completed")
			return nil
		}, nil
	}
}

type (
	contextA struct{ *journal }
	contextB struct{ *journal }
)

func beginA(j *journal) (contextA, signet.Cleanup, error) {
	j.note("context_a", "started a")
	return contextA{j}, func(error) error { j.note("context_a", "finished a"); return nil }, nil
}

// beginB needs a, so that it ends before a does.
func beginB(a contextA) (contextB, signet.Cleanup, error) {
	a.note("context_b", "started b")
	return contextB(a), func(error) error {
		a.note("context_b", "finished b with a: "+a.read()["context_a"])
		return nil
	}, nil
}

// later is work after the answer: the cleanup of a dependency that AfterResponse
// delays. It needs b, which has to be delayed too, and then ends after it.
type later struct{}

func workLater(key string) func(contextB) (later, signet.Cleanup, error) {
	return func(b contextB) (later, signet.Cleanup, error) {
		return later{}, func(error) error {
			now := b.read()
			b.note(key, fmt.Sprintf("%s set - b: %s - a: %s", key, now["context_b"], now["context_a"]))
			return nil
		}, nil
	}
}

var errHandler = errors.New("an error of the handler")

func readStarted(s Started) Started { return s }

func failStarted(Started) error { return errHandler }

func failContexts(contextB) error { return errHandler }

// readContexts shows the journal as it is while the handler runs.
func readContexts(b contextB, reply *signet.Reply) (map[string]string, error) {
	now := b.read()
	text, err := json.Marshal(now)
	reply.Header().Set("X-State", string(text))
	return now, err
}

// DependencyContextmanager pairs beginnings with ends. A handler is the same
// function on a route for async code and on one for other code: Go has one kind.
func DependencyContextmanager() *signet.App {
	app := signet.New(signet.Provide(beginA, signet.AfterResponse()), signet.Provide(beginB, signet.AfterResponse()))
	app.Provide(newJournal)
	async, sync := signet.Provide(stage("/async", "asyncgen")), signet.Provide(stage("/sync", "generator"))
	asyncRaise, syncRaise := signet.Provide(stage("/async_raise", "asyncgen raise")), signet.Provide(stage("/sync_raise", "generator raise"))

	app.Handle(readStarted, app.GET("/async"), app.GET("/sync_async"), async)
	app.Handle(readStarted, app.GET("/sync"), app.GET("/sync_sync"), sync)
	app.Handle(failStarted, asyncRaise,
		app.GET("/async_raise"), app.GET("/async_raise_other"), app.GET("/sync_async_raise"), app.GET("/sync_async_raise_other"))
	app.Handle(failStarted, syncRaise,
		app.GET("/sync_raise"), app.GET("/sync_raise_other"), app.GET("/sync_sync_raise"), app.GET("/sync_sync_raise_other"))
	app.Handle(readContexts, app.GET("/context_b"), app.GET("/sync_context_b"),
		app.GET("/context_b_bg", signet.Depends(workLater("bg"), signet.AfterResponse())),
		app.GET("/sync_context_b_bg", signet.Depends(workLater("sync_bg"), signet.AfterResponse())))
	app.Handle(failContexts, app.GET("/context_b_raise"), app.GET("/sync_context_b_raise"))
	return app
}
