package main

import (
	"flag"
	"image"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/signet-go/signet/internal/browser"
)

// The picture in the README is made by
//
//	go test ./examples/quickstart -run TestBrowser -screenshot testdata/docs.png
//
// which needs the port 8000, because the picture shows it.
var screenshot = flag.String("screenshot", "", "write a picture of the docs page to this file")

// list is the operation GET /items on the docs page, live the answer in it.
const (
	list = "#operations-default-listItems"
	live = list + " .live-responses-table .response "
)

// TestBrowserTryItOut does what a newcomer does: open /docs, unfold the list,
// fill in a filter, execute, and look at the answer.
func TestBrowserTryItOut(t *testing.T) {
	t.Parallel()
	addr, picture := "127.0.0.1:0", *screenshot
	if picture == "" {
		picture = filepath.Join(t.ArtifactDir(), "docs.png")
	} else {
		addr = "127.0.0.1:8000"
	}
	url := start(t, addr).url
	p := browser.Open(t, url+"/docs")
	tryItOut(p)

	if got := strings.TrimSpace(p.Text(live + ".response-col_status")); got != "200" {
		t.Errorf("the status shown = %q; want 200", got)
	}
	// The page lays JSON out over several lines.
	got := strings.Join(strings.Fields(p.Text(live+".highlight-code code")), " ")
	if want := `[ { "name": "lamp", "price": 30 }, { "name": "desk lamp", "price": 45.5 } ]`; got != want {
		t.Errorf("the answer shown = %s; want %s", got, want)
	}
	asked := url + "/items?q=lamp&limit=10" // with the default filled in
	if got := strings.TrimSpace(p.Text(list + " .request-url pre")); got != asked {
		t.Errorf("the URL shown = %q; want %q", got, asked)
	}
	takePicture(t, p, picture)

	if !slices.Contains(p.Requests(), asked) {
		t.Errorf("the page asked for %q; want %q among them", p.Requests(), asked)
	}
	for _, request := range p.Requests() {
		if !strings.HasPrefix(request, url+"/") && !strings.HasPrefix(request, "data:") {
			t.Errorf("the page asked for %.100s; want nothing that is not of %s", request, url)
		}
	}
	for _, line := range p.Console() {
		t.Errorf("the console says: %s", line)
	}
}

func tryItOut(p *browser.Page) {
	p.WaitFor("document.querySelectorAll('.opblock').length === 3", patience)
	p.Click(list + " .opblock-summary-control")
	// Execute does nothing until the page has resolved the operation's schemas.
	p.WaitFor("document.querySelector('"+list+" .responses-table:not(.live-responses-table) tr.response')", patience)
	p.Click(list + " .try-out__btn")
	p.Fill(list+" input[placeholder=q]", "lamp")
	p.Click(list + " .execute")
}

// takePicture writes a PNG file of the page from its top to the end of the
// answer shown.
func takePicture(t *testing.T, p *browser.Page, file string) {
	t.Helper()
	end := p.WaitFor("document.querySelector('"+live+".highlight-code').getBoundingClientRect().bottom + scrollY", patience).(float64)
	p.Screenshot(file)
	whole, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer whole.Close()
	img, err := png.Decode(whole)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	upper := img.(interface {
		SubImage(image.Rectangle) image.Image
	}).SubImage(image.Rect(0, 0, math.MaxInt32, int(end)+8))
	out, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(out, upper); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}
