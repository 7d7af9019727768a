package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// cases lies beside the repository where it is at hand.
const cases = "../../../shared/conformance/cases"

// Every case of an area that has a port is ported, or says why not.
func TestEveryCaseIsAccountedFor(t *testing.T) {
	if _, err := os.Stat(cases); err != nil {
		t.Skip("no cases at hand")
	}
	seen := map[string]bool{}
	for _, p := range ports {
		area, _, _ := strings.Cut(p.name, "/")
		if seen[area] {
			continue
		}
		seen[area] = true
		files, err := filepath.Glob(filepath.Join(cases, area, "*.json"))
		if err != nil || len(files) == 0 {
			t.Errorf("%s: no such area", area)
		}
		for _, file := range files {
			checkCase(t, area+"/"+strings.TrimSuffix(filepath.Base(file), ".json"))
		}
	}
}

func checkCase(t *testing.T, name string) {
	ported := slices.ContainsFunc(ports, func(p port) bool {
		return p.name == name || strings.HasPrefix(p.name, name+" ")
	})
	if ported == (missing[name] != "") {
		t.Errorf("%s: ported %t, missing because of %q; want one of both", name, ported, missing[name])
	}
}

func TestPorts(t *testing.T) {
	if !slices.IsSortedFunc(ports, func(a, b port) int { return strings.Compare(a.name, b.name) }) {
		t.Error("the ports are not sorted by name")
	}
	for _, p := range ports {
		if err := p.app().Err(); err != nil {
			t.Errorf("%s: %v", p.name, err)
		}
	}
}

func TestOpen(t *testing.T) {
	tests := []struct{ name, app, wantErr string }{
		{"path_params/tutorial001", "", ""},
		{"path_params/tutorial001", "app@9", ""},
		{"path_params/tutorial999", "", `no app "path_params/tutorial999"; -list prints all`},
	}
	for _, tt := range tests {
		app, err := open(tt.name, tt.app)
		if (app == nil) != (err != nil) || text(err) != tt.wantErr {
			t.Errorf("open(%q, %q) = %v, %v; want %q", tt.name, tt.app, app, err, tt.wantErr)
		}
	}
}

func TestReadOptions(t *testing.T) {
	tests := []struct {
		args    string
		want    options
		wantErr string
	}{
		{"a/b -port 1", options{name: "a/b", port: 1}, ""},
		{"--app x@3 -port=1 a/b", options{name: "a/b", app: "x@3", port: 1}, ""},
		{"--port 1 a/b -app x@3", options{name: "a/b", app: "x@3", port: 1}, ""},
		{"-list", options{port: 8000, list: true}, ""},
		{"", options{port: 8000}, "no app; name one, such as path_params/tutorial001, or pass -list"},
		{"a/b c/d", options{name: "a/b", port: 8000}, `one app at a time: "c/d" after "a/b"`},
	}
	for _, tt := range tests {
		got, err := readOptions(strings.Fields(tt.args))
		if got != tt.want || text(err) != tt.wantErr {
			t.Errorf("readOptions(%q) = %+v, %v; want %+v, %q", tt.args, got, err, tt.want, tt.wantErr)
		}
	}
}

func TestList(t *testing.T) {
	var out bytes.Buffer
	if err := run([]string{"-list"}, &out); err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(out.String(), "\n"); got != len(ports) {
		t.Errorf("-list printed %d names, want %d", got, len(ports))
	}
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
