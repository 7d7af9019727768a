package handlingerrors

import (
	"fmt"
	"net/http"

	"github.com/signet-go/signet"
)

// unicornError is an error of the app's own.
type unicornError struct{ name string }

func (e *unicornError) Error() string { return e.name + " did something" }

// Rainbow answers a unicornError.
type Rainbow struct {
	Status  int     `status:""`
	Message Message `body:""`
}

// Message is the body of a Rainbow.
type Message struct {
	Message string `json:"message"`
}

func answerUnicorn(err *unicornError) Rainbow {
	return Rainbow{http.StatusTeapot, Message{fmt.Sprintf("Oops! %s did something. There goes a rainbow...", err.name)}}
}

// ReadUnicorn asks for a unicorn.
type ReadUnicorn struct {
	Name string `path:"name"`
}

// Unicorn is the answer.
type Unicorn struct {
	UnicornName string `json:"unicorn_name"`
}

func readUnicorn(in *ReadUnicorn) (*Unicorn, error) {
	if in.Name == "yolo" {
		return nil, &unicornError{in.Name}
	}
	return &Unicorn{in.Name}, nil
}

// Tutorial003 answers an error type of its own. Response tells the document.
func Tutorial003() *signet.App {
	app := signet.New(signet.OnError(answerUnicorn))
	app.Handle(readUnicorn, app.GET("/unicorns/{name}"), signet.Response(http.StatusTeapot, Message{}, ""))
	return app
}
