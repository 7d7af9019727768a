package handlingerrors

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/signet-go/signet"
)

// answerText answers errors as plain text, also where no route matches.
func answerText(w http.ResponseWriter, err *signet.Error) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(err.Status())
	fmt.Fprint(w, err.Detail())
}

// answerMistakes lists a client's mistakes as plain text.
func answerMistakes(w http.ResponseWriter, err *signet.ValidationError) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(http.StatusBadRequest)
	fmt.Fprint(w, "Validation errors:")
	for _, f := range err.Fields {
		fmt.Fprintf(w, "\nField: (%s), Error: %s", place(f.Loc), f.Msg)
	}
}

// place prints a loc as 'path', 'item_id'.
func place(loc []any) string {
	steps := make([]string, len(loc))
	for i, step := range loc {
		steps[i] = fmt.Sprint(step)
		if name, ok := step.(string); ok {
			steps[i] = "'" + name + "'"
		}
	}
	return strings.Join(steps, ", ")
}

// Tutorial004 answers all errors as plain text.
func Tutorial004() *signet.App {
	app := signet.New(signet.OnError(answerText), signet.OnError(answerMistakes))
	app.Handle(readNumbered, app.GET("/items/{item_id}"), signet.Raises(errThree))
	return app
}
