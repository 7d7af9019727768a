package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/signet-go/signet"
)

var update = flag.Bool("update", false, "rewrite the documents of the tutorial's apps")

const tutorial = "../../examples/tutorial"

// The document of every app of the tutorial is kept beside it; .ci/run hands
// them all to validators.
func TestDocuments(t *testing.T) {
	t.Parallel()
	var known []string
	for _, p := range ports {
		file := p.documentFile()
		known = append(known, file)
		compareDocument(t, file, p.app())
	}
	files, err := filepath.Glob(tutorial + "/*/testdata/openapi_*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if !slices.Contains(known, filepath.ToSlash(file)) {
			t.Errorf("%s: no app has this document; remove it", file)
		}
	}
}

// documentFile is where the document of the port's app is kept.
func (p port) documentFile() string {
	area, name, _ := strings.Cut(p.name, "/")
	name = strings.NewReplacer(" ", "_", "@", "_").Replace(strings.TrimPrefix(name, "test_"))
	return tutorial + "/" + strings.ReplaceAll(area, "_", "") + "/testdata/openapi_" + name + ".json"
}

func compareDocument(t *testing.T, file string, app *signet.App) {
	t.Helper()
	var document, got bytes.Buffer
	if err := signet.WriteOpenAPI(&document, app); err != nil {
		t.Errorf("%s: %v", file, err)
		return
	}
	if err := json.Indent(&got, document.Bytes(), "", " "); err != nil {
		t.Errorf("%s: %v", file, err)
		return
	}
	got.WriteByte('\n')
	if *update {
		write(t, file, got.Bytes())
	}
	want, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s is missing; write it with go test ./internal/conformance -run TestDocuments -update", file)
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("%s is not the document now; look at the difference after go test ./internal/conformance -run TestDocuments -update", file)
	}
}

func write(t *testing.T, file string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
