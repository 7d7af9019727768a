package main

import (
	"bufio"
	"io"
	"net/http"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// patience limits the program's start and its end.
const patience = 20 * time.Second

// TestProgram starts the program, asks it for something, and ends it.
func TestProgram(t *testing.T) {
	t.Parallel()
	p := start(t, "127.0.0.1:0")
	resp, err := http.Get(p.url + "/items?limit=1")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if body, err := io.ReadAll(resp.Body); resp.StatusCode != 200 || string(body) != `[`+lamp+`]` || err != nil {
		t.Errorf("GET /items?limit=1 = %d %s, %v; want 200 [%s]", resp.StatusCode, body, err, lamp)
	}

	rest, err := p.end(t)
	if err != nil {
		t.Errorf("after SIGTERM the program ends with %v; want status 0", err)
	}
	if lines := strings.Count(rest, "\n"); lines != 1 || !strings.Contains(rest, "draining reason=terminated") {
		t.Errorf("after its start the program logs %q; want one line, that it drains", rest)
	}
}

// program is the quickstart as users run it: built, and a process of its own.
type program struct {
	cmd  *exec.Cmd
	url  string      // of the root, without a slash at the end
	rest chan string // what it logs after its start, sent at its end
}

// start builds the program, runs it on the address and waits until it says where
// it listens. The process ends with the test at the latest.
func start(t *testing.T, addr string) *program {
	t.Helper()
	file := filepath.Join(t.TempDir(), "quickstart.exe")
	if out, err := exec.Command("go", "build", "-o", file, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	p := &program{cmd: exec.Command(file, "-addr", addr), rest: make(chan string, 1)}
	stderr, err := p.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		p.cmd.Process.Kill() // too late, if the test has ended it
		p.cmd.Wait()
	})
	log := bufio.NewReader(stderr)
	p.url = "http://" + p.address(t, log)
	go func() {
		rest, _ := io.ReadAll(log)
		p.rest <- string(rest)
	}()
	return p
}

// address reads the log up to the line with the address.
func (p *program) address(t *testing.T, log *bufio.Reader) string {
	t.Helper()
	defer time.AfterFunc(patience, func() { p.cmd.Process.Kill() }).Stop()
	listening := regexp.MustCompile(`listening address=(\S+)`)
	var read strings.Builder
	for {
		line, err := log.ReadString('\n')
		read.WriteString(line)
		if found := listening.FindStringSubmatch(line); found != nil {
			return found[1]
		}
		if err != nil {
			t.Fatalf("the log ends without the address: %v\n%s", err, &read)
		}
	}
}

// end asks the program to end, and returns what it logged since its start and
// how it ended.
func (p *program) end(t *testing.T) (string, error) {
	t.Helper()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatalf("SIGTERM: %v", err)
	}
	select {
	case rest := <-p.rest:
		return rest, p.cmd.Wait()
	case <-time.After(patience):
		t.Fatalf("the program still runs %v after SIGTERM", patience)
		return "", nil
	}
}
