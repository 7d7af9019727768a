// Package browser drives a headless Chromium from a test: it opens a page,
// clicks, types, evaluates JavaScript, and keeps what the page logged and
// requested. It needs no module and no port: it speaks the DevTools protocol
// over two pipes. Only tests import it.
package browser

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// commandTimeout limits one command to the browser, its start included.
const commandTimeout = 30 * time.Second

var executables = []string{"chromium", "chromium-browser", "google-chrome"}

var flags = []string{
	"--headless", "--remote-debugging-pipe",
	"--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage",
	"--no-first-run", "--disable-background-networking", "--disable-component-update",
	"--disable-sync", "--disable-extensions", "--window-size=1280,1400",
}

// Open starts a browser, opens the URL and waits until it is loaded. The
// browser ends with the test. Without a browser on PATH the test is skipped;
// whatever goes wrong later, here or in a Page's methods, ends the test.
func Open(t testing.TB, url string) *Page {
	t.Helper()
	p := &Page{t: t, conn: start(t)}
	if err := p.attach(); err != nil {
		t.Fatalf("browser: %v", err)
	}
	p.Open(url)
	return p
}

func find(t testing.TB) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("no browser test on Windows: pipes cannot be handed to the browser")
	}
	for _, name := range executables {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	missing := fmt.Sprintf("no browser found: none of %q is on PATH", executables)
	if os.Getenv("SIGNET_BROWSER") == "required" {
		t.Fatal(missing)
	}
	t.Skip(missing)
	return ""
}

// start runs a browser with a profile of its own and connects to it.
func start(t testing.TB) *conn {
	t.Helper()
	path := find(t)
	profile, err := os.MkdirTemp("", "signet-browser")
	if err != nil {
		t.Fatal(err)
	}
	c, err := launch(path, profile)
	if err != nil {
		os.RemoveAll(profile)
		t.Fatalf("browser: %v", err)
	}
	t.Cleanup(func() {
		c.end()
		// The browser's own children may still write for a moment; what they
		// leave in the system's temporary folder does not fail a test.
		os.RemoveAll(profile)
	})
	return c
}

// launch hands the browser the far ends of two pipes as files 3 and 4, where
// --remote-debugging-pipe reads commands and writes answers.
func launch(path, profile string) (*conn, error) {
	commandsFar, commands, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	answers, answersFar, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(path, append(flags, "--user-data-dir="+filepath.Clean(profile), "about:blank")...)
	cmd.ExtraFiles = []*os.File{commandsFar, answersFar}
	cmd.Stdout, cmd.Stderr = io.Discard, io.Discard
	// Grandchildren may keep the output open; they shall not hold up Wait.
	cmd.WaitDelay = time.Second
	err = cmd.Start()
	commandsFar.Close()
	answersFar.Close()
	if err != nil {
		return nil, fmt.Errorf("start %s: %w", path, err)
	}
	return connect(cmd, commands, answers), nil
}
