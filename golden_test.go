package signet_test

import (
	"bytes"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/signet-go/signet"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// mistakeList is the text of a golden of mistakes: what developers read.
type mistakeList struct{ text bytes.Buffer }

// of adds the mistakes of an app with these options, on which register, if there
// is one, was called.
func (l *mistakeList) of(t *testing.T, name string, options []signet.Option, register func(*signet.App)) error {
	t.Helper()
	app := signet.New(append([]signet.Option{quiet}, options...)...)
	if register != nil {
		register(app)
	}
	err := app.Err()
	if err == nil {
		t.Errorf("%s: Err() is nil; want a mistake", name)
		return nil
	}
	l.add(name, err.Error())
	return err
}

func (l *mistakeList) add(name, message string) {
	fmt.Fprintf(&l.text, "== %s\n%s\n\n", name, withoutLines(message))
}

// quiet is for apps whose log is not what a test looks at.
var quiet = signet.Logger(slog.New(slog.DiscardHandler))

// withoutLines takes out of a text what does not belong to the mistake: the
// folder of the checkout, the lines of this file, the numbers of its closures.
func withoutLines(text string) string {
	text = regexp.MustCompile(`[^\s/()]+/(\w+_test\.go):\d+`).ReplaceAllString(text, "$1:N")
	return regexp.MustCompile(`\.func\d+(\.\d+)*`).ReplaceAllString(text, ".funcN")
}

// golden compares with a file, or writes it with -update.
func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; go test -run %s -update writes it", err, t.Name())
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what is printed now; go test -run %s -update rewrites it\n%s", file, t.Name(), firstDifference(string(got), string(want)))
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d: got  %s\n         want %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("got %d lines, want %d", len(g), len(w))
}
