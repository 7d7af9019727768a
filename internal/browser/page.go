package browser

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// pollInterval is the time between two looks of WaitFor.
const pollInterval = 20 * time.Millisecond

// Page is one tab of a browser. Its methods are called by the test's goroutine.
type Page struct {
	t       testing.TB
	conn    *conn
	session string

	mu       sync.Mutex // guards the fields below
	console  []string
	requests []string
}

// attach opens the tab and asks for its events.
func (p *Page) attach() error {
	p.conn.onEvent(p.note)
	var target struct {
		ID string `json:"targetId"`
	}
	if err := p.conn.call("", "Target.createTarget", map[string]any{"url": "about:blank"}, &target); err != nil {
		return err
	}
	var session struct {
		ID string `json:"sessionId"`
	}
	if err := p.conn.call("", "Target.attachToTarget", map[string]any{"targetId": target.ID, "flatten": true}, &session); err != nil {
		return err
	}
	p.session = session.ID
	for _, domain := range []string{"Page", "Runtime", "Log", "Network"} {
		if err := p.conn.call(p.session, domain+".enable", struct{}{}, nil); err != nil {
			return err
		}
	}
	return nil
}

// note keeps what Console and Requests return.
func (p *Page) note(method string, params json.RawMessage) {
	var e struct {
		Type string `json:"type"`
		Args []struct {
			Value       any    `json:"value"`
			Description string `json:"description"`
		} `json:"args"`
		Entry struct {
			Source, Level, Text, URL string
		} `json:"entry"`
		ExceptionDetails exception `json:"exceptionDetails"`
		Request          struct {
			URL string `json:"url"`
		} `json:"request"`
	}
	if json.Unmarshal(params, &e) != nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	switch method {
	case "Runtime.consoleAPICalled":
		line := e.Type + ":"
		for _, arg := range e.Args {
			if arg.Value != nil {
				line += fmt.Sprint(" ", arg.Value)
			} else {
				line += " " + arg.Description
			}
		}
		p.console = append(p.console, line)
	case "Log.entryAdded":
		if e.Entry.Level == "verbose" { // advice on style, which differs from version to version
			return
		}
		p.console = append(p.console, strings.TrimSpace(fmt.Sprintf("%s %s: %s %s", e.Entry.Source, e.Entry.Level, e.Entry.Text, e.Entry.URL)))
	case "Runtime.exceptionThrown":
		p.console = append(p.console, "exception: "+e.ExceptionDetails.String())
	case "Network.requestWillBeSent":
		p.requests = append(p.requests, e.Request.URL)
	}
}

type exception struct {
	Text      string `json:"text"`
	Exception struct {
		Description string `json:"description"`
	} `json:"exception"`
}

func (e exception) String() string {
	return strings.TrimSpace(e.Text + " " + e.Exception.Description)
}

// Console returns what the page has written so far, one entry each: calls of
// console.log and its kin ("log: …"), uncaught exceptions ("exception: …"),
// and what the browser itself reports, such as resources that failed to load
// and violations of the content security policy ("security error: …").
func (p *Page) Console() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.console)
}

// Requests returns the URLs that the page has asked for so far, data and blob
// URLs included.
func (p *Page) Requests() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.requests)
}

func (p *Page) call(method string, params map[string]any, result any) {
	p.t.Helper()
	if err := p.conn.call(p.session, method, params, result); err != nil {
		p.t.Fatalf("browser: %v", err)
	}
}

// Open goes to another URL and waits until that page is loaded.
func (p *Page) Open(url string) {
	p.t.Helper()
	// The mark is gone when the old document is.
	p.Eval("window.signetOldPage = true")
	var result struct {
		ErrorText string `json:"errorText"`
	}
	p.call("Page.navigate", map[string]any{"url": url}, &result)
	if result.ErrorText != "" {
		p.t.Fatalf("browser: open %s: %s", url, result.ErrorText)
	}
	p.WaitFor("!window.signetOldPage && document.readyState === 'complete'", commandTimeout)
}

// Eval evaluates a JavaScript expression, waits for it if it is a promise, and
// returns its value as encoding/json decodes it; nil for undefined.
func (p *Page) Eval(js string) any {
	p.t.Helper()
	value, err := p.eval(js)
	if err != nil {
		p.t.Fatalf("browser: eval %s: %v", js, err)
	}
	return value
}

func (p *Page) eval(js string) (any, error) {
	var answer struct {
		Result struct {
			Value any `json:"value"`
		} `json:"result"`
		ExceptionDetails *exception `json:"exceptionDetails"`
	}
	err := p.conn.call(p.session, "Runtime.evaluate", map[string]any{
		"expression": js, "awaitPromise": true, "returnByValue": true, "userGesture": true,
	}, &answer)
	if err != nil {
		return nil, err
	}
	if answer.ExceptionDetails != nil {
		return nil, fmt.Errorf("%v", answer.ExceptionDetails)
	}
	return answer.Result.Value, nil
}

// WaitFor evaluates a JavaScript expression again and again until it is
// truthy, and returns its value; true for an element, which has no JSON. An
// exception counts as not yet.
func (p *Page) WaitFor(js string, timeout time.Duration) any {
	p.t.Helper()
	expression := "Promise.resolve(" + js + ").then(v => v instanceof Node || v)"
	var last error
	for deadline := time.Now().Add(timeout); time.Now().Before(deadline); time.Sleep(pollInterval) {
		var value any
		if value, last = p.eval(expression); truthy(value) {
			return value
		}
	}
	p.t.Fatalf("browser: %s did not become true within %v; last error: %v; console:\n%s",
		js, timeout, last, strings.Join(p.Console(), "\n"))
	return nil
}

func truthy(v any) bool { return v != nil && v != false && v != 0.0 && v != "" }

// Click waits for the element that the CSS selector finds, scrolls it into
// view and clicks in its middle, as a user does.
func (p *Page) Click(selector string) {
	p.t.Helper()
	place, _ := p.WaitFor(`(() => {
		const e = document.querySelector(`+quote(selector)+`);
		e.scrollIntoView({block: "center", behavior: "instant"});
		const r = e.getBoundingClientRect();
		return r.width > 0 && [r.x + r.width / 2, r.y + r.height / 2];
	})()`, commandTimeout).([]any)
	for _, kind := range []string{"mousePressed", "mouseReleased"} {
		p.call("Input.dispatchMouseEvent", map[string]any{
			"type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1,
		}, nil)
	}
}

// Fill replaces the text of the input or textarea that the selector finds.
func (p *Page) Fill(selector, text string) {
	p.t.Helper()
	p.Click(selector)
	p.Eval("document.querySelector(" + quote(selector) + ").select()")
	p.call("Input.insertText", map[string]any{"text": text}, nil)
}

// Text returns the visible text of the element that the selector finds, for
// which it waits.
func (p *Page) Text(selector string) string {
	p.t.Helper()
	text, _ := p.WaitFor("document.querySelector("+quote(selector)+").innerText", commandTimeout).(string)
	return text
}

// Screenshot writes a PNG file of the whole page.
func (p *Page) Screenshot(path string) {
	p.t.Helper()
	var shot struct {
		Data string `json:"data"`
	}
	p.call("Page.captureScreenshot", map[string]any{"captureBeyondViewport": true}, &shot)
	image, err := base64.StdEncoding.DecodeString(shot.Data)
	if err != nil {
		p.t.Fatalf("browser: screenshot: %v", err)
	}
	if err := os.WriteFile(path, image, 0o644); err != nil {
		p.t.Fatalf("browser: screenshot: %v", err)
	}
}

// quote writes a string as a JavaScript literal.
func quote(s string) string {
	b, _ := json.Marshal(s) // a string always encodes
	return string(b)
}
