package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"

	"github.com/signet-go/signet"
)

var update = flag.Bool("update", false, "rewrite the golden document in testdata")

// TestDocument: what the document says of the service changes only on purpose.
func TestDocument(t *testing.T) {
	t.Parallel()
	const file = "testdata/openapi.json"
	var compact, got bytes.Buffer
	if err := signet.WriteOpenAPI(&compact, newApp(testKey)); err != nil {
		t.Fatal(err)
	}
	if err := json.Indent(&got, compact.Bytes(), "", " "); err != nil {
		t.Fatal(err)
	}
	got.WriteByte('\n')
	if *update {
		if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("%s is not the document now; look at the difference after go test ./examples/resources -update", file)
	}
}
