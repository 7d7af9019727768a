package tdependencies

import (
	"errors"
	"net/http"

	"github.com/signet-go/signet"
)

// Session is what the handlers here work with.
type Session string

// sessionError is an error of the app's own. It wraps what the client gets.
type sessionError struct{ reason string }

func (e *sessionError) Error() string { return e.reason }

func (e *sessionError) Unwrap() error { return signet.NewError(http.StatusTeapot, "Session error") }

func openSession() Session { return "s" }

// openFragile gives a session that breaks when it ends.
func openFragile() (Session, signet.Cleanup, error) {
	return "s", func(error) error { return errors.New("broken after the answer") }, nil
}

// Message is an answer.
type Message struct {
	Message string `json:"message"`
}

func fail(Session) error { return &sessionError{"a simulated error"} }

func allGood(Session) Message { return Message{"all good?"} }

// DependencyAfterYieldRaise has a cleanup that fails. AfterResponse keeps that
// from the client, who got the answer before; otherwise it would be a 500.
func DependencyAfterYieldRaise() *signet.App {
	app := signet.New()
	app.Handle(fail, app.GET("/catching"), signet.Provide(openSession))
	app.Handle(allGood, app.GET("/broken"), signet.Provide(openFragile, signet.AfterResponse()))
	return app
}
