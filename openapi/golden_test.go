package openapi

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden documents")

// golden compares a document with testdata/name, byte by byte.
func golden(t *testing.T, name string, r *Rendered) {
	t.Helper()
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, r.JSON().Body, "", "  "); err != nil {
		t.Fatal(err)
	}
	pretty.WriteByte('\n')
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, pretty.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(pretty.Bytes(), want) {
		t.Errorf("%s differs; look at it and run go test -update ./openapi:\n%s", file, firstDifference(pretty.Bytes(), want))
	}
}

func firstDifference(got, want []byte) string {
	g, w := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
	for i := range g {
		if i >= len(w) || !bytes.Equal(g[i], w[i]) {
			from, to := max(0, i-5), min(len(g), i+5)
			return "got:\n" + string(bytes.Join(g[from:to], []byte("\n"))) +
				"\nwant:\n" + string(bytes.Join(w[min(from, len(w)):min(to, len(w))], []byte("\n")))
		}
	}
	return "want goes on"
}

type sampleItem struct {
	Name  string   `json:"name" validate:"min=1"`
	Price float64  `json:"price" validate:"gt=0"`
	Tax   *float64 `json:"tax"`
	Tags  []string `json:"tags" default:"[]"`
}

// FastAPI has no unexported classes; the name is what counts here.
type Item sampleItem

type readItem struct {
	ItemID int     `path:"item_id" validate:"gte=1"`
	Skip   int     `query:"skip" default:"0"`
	Token  *string `header:"x-token"`
}

type createItem struct {
	Body Item `body:""`
}

// sample is the app of FastAPI's whose document is testdata/fastapi.json.
func sample(f *fixture) *Document {
	item := f.of(Item{})
	return &Document{
		Info: Info{Title: "Sample", Version: "1.2.3"},
		Operations: []*Operation{{
			Method: "GET", Path: "/items/{item_id}", Tags: []string{"items"}, Summary: "Read Item", Description: "Read an **item**.",
			ID: "read_item_items__item_id__get", Inputs: f.inputs([]string{"item_id"}, readItem{}), Wildcards: []string{"item_id"},
			Responses: []Response{{Status: 200, Type: item}}, ValidationError: true,
		}, {
			Method: "POST", Path: "/items/", Summary: "Create Item", ID: "create_item_items__post",
			Inputs: f.inputs(nil, createItem{}), Responses: []Response{{Status: 201, Type: item}}, ValidationError: true,
		}},
	}
}

func TestCompatIsWhatFastAPIWrites(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	d := sample(f)
	d.Compat = true
	text, err := os.ReadFile("testdata/fastapi.json")
	if err != nil {
		t.Fatal(err)
	}
	got, want := parse(t, f.build(d).JSON().Body), parse(t, text)
	if !reflect.DeepEqual(got, want) {
		g, _ := json.MarshalIndent(got, "", " ")
		w, _ := json.MarshalIndent(want, "", " ")
		t.Errorf("Build(sample) is not FastAPI's document: %s", firstDifference(g, w))
	}
}

func TestGolden(t *testing.T) {
	t.Parallel()
	t.Run("sample", func(t *testing.T) {
		t.Parallel()
		f := newFixture(t)
		golden(t, "sample.json", f.build(sample(f)))
	})
	t.Run("everything", func(t *testing.T) {
		t.Parallel()
		f := newFixture(t)
		golden(t, "everything.json", f.build(everything(f)))
	})
	t.Run("everything as FastAPI would", func(t *testing.T) {
		t.Parallel()
		f := newFixture(t)
		d := everything(f)
		d.Compat = true
		golden(t, "everything_compat.json", f.build(d))
	})
}
