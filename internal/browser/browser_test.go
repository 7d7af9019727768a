package browser_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/signet-go/signet/internal/browser"
)

const document = `<!doctype html><title>Test</title>
<input id="name" value="old"><button id="go">Go</button><p id="out"></p>
<script src="app.js"></script><script>alert("blocked by the policy")</script>`

const script = `console.log("ready", 1);
document.querySelector("#go").onclick = (e) => setTimeout(() => {
	document.querySelector("#out").textContent = e.isTrusted + " " + document.querySelector("#name").value;
}, 50);
setTimeout(() => { throw new Error("oops") }, 0);`

func TestPage(t *testing.T) {
	t.Parallel()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "script-src 'self'")
		switch r.URL.Path {
		case "/":
			fmt.Fprint(w, document)
		case "/app.js":
			w.Header().Set("Content-Type", "text/javascript")
			fmt.Fprint(w, script)
		default:
			http.NotFound(w, r)
		}
	}))
	defer srv.Close()

	p := browser.Open(t, srv.URL+"/")
	if got := p.Eval("Promise.resolve({a: [1, document.title]})"); fmt.Sprint(got) != "map[a:[1 Test]]" {
		t.Errorf("Eval = %v; want the promise's value", got)
	}
	p.Fill("#name", "new")
	p.Click("#go")
	if got := p.Text("#out"); got != "true new" {
		t.Errorf("Text(#out) after Fill and Click = %q; want a trusted click with the new value", got)
	}
	p.WaitFor("1 + 1 === 2", time.Second)

	console := strings.Join(p.Console(), "\n")
	for _, want := range []string{"log: ready 1", "exception: Uncaught Error: oops", "security error: Executing inline script violates"} {
		if !strings.Contains(console, want) {
			t.Errorf("Console() lacks %q; it has:\n%s", want, console)
		}
	}
	if requests := strings.Join(p.Requests(), " "); !strings.Contains(requests, srv.URL+"/app.js") {
		t.Errorf("Requests() = %s; want app.js among them", requests)
	}
	shot := filepath.Join(t.TempDir(), "page.png")
	p.Screenshot(shot)
	if b, err := os.ReadFile(shot); err != nil || http.DetectContentType(b) != "image/png" {
		t.Errorf("Screenshot wrote %d bytes, %v; want a PNG", len(b), err)
	}
}
