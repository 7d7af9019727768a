package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/signet-go/signet/signettest"
)

const (
	root       = "../.."
	shownBelow = "// README.md shows what follows; a test holds the two together.\n\n" // in main.go
	maxPicture = 200 << 10                                                             // bytes
)

func readFile(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// block is the first fenced block of README.md in the language.
func block(t *testing.T, language string) string {
	t.Helper()
	_, rest, _ := strings.Cut(readFile(t, filepath.Join(root, "README.md")), "\n```"+language+"\n")
	code, _, found := strings.Cut(rest, "```\n")
	if !found {
		t.Fatalf("README.md has no block in %s", language)
	}
	return code
}

func TestReadmeProgram(t *testing.T) {
	t.Parallel()
	_, program, found := strings.Cut(readFile(t, "main.go"), shownBelow)
	if !found {
		t.Fatalf("main.go lacks the line %q", shownBelow)
	}
	if shown := block(t, "go"); shown != program {
		t.Errorf("README.md shows\n%s\nand main.go has\n%s", shown, program)
	}
}

// TestReadmeCurl sends what the README's curl sends.
func TestReadmeCurl(t *testing.T) {
	t.Parallel()
	command := regexp.MustCompile(`^\$ curl -s localhost:8000(\S+) -H 'Content-Type: application/json' -d '([^']+)'\n(.*)\n$`)
	parts := command.FindStringSubmatch(block(t, "console"))
	if parts == nil {
		t.Fatalf("README.md's block in console is not of the form %s", command)
	}
	target, body, shown := parts[1], parts[2], parts[3]
	if answer := signettest.New(t, newApp()).POST(target, body).Text(); answer != shown {
		t.Errorf("README.md says that POST %s %s gives\n%s\nand it gives\n%s", target, body, shown, answer)
	}
}

// TestReadmeLinks looks for the files that the README links and shows, and for
// its commands.
func TestReadmeLinks(t *testing.T) {
	t.Parallel()
	readme := readFile(t, filepath.Join(root, "README.md"))
	pictures := 0
	for _, link := range regexp.MustCompile(`\]\(([^):#]+)\)`).FindAllStringSubmatch(readme, -1) {
		file, err := fs.Stat(os.DirFS(root), link[1])
		switch {
		case err != nil:
			t.Errorf("README.md links %s: %v", link[1], err)
		case strings.HasSuffix(link[1], ".png"):
			pictures++
			if file.Size() > maxPicture {
				t.Errorf("%s has %d bytes; want at most %d", link[1], file.Size(), maxPicture)
			}
		}
	}
	if pictures != 1 {
		t.Errorf("README.md shows %d pictures; want the docs page", pictures)
	}
	for _, command := range []string{"go run ./examples/quickstart", "go test ./..."} {
		if !strings.Contains(readme, "\n\n    "+command+"\n\n") {
			t.Errorf("README.md lacks the command %q in a paragraph of its own", command)
		}
	}
}
