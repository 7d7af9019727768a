package main

import (
	"bufio"
	"errors"
	"io"
	"testing"
)

const (
	lampLine  = `{"id":1,"name":"lamp","owner_id":1}` + "\n"
	chairLine = `{"id":2,"name":"chair","owner_id":1}` + "\n"
)

// TestExport: the line of the audit stays only if the export is whole.
func TestExport(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		owners []any // of the items lamp, chair and sofa
		status int
		body   string
		cut    bool
		lines  int // of the audit
	}{
		{"no items", nil, 200, "", false, 1},
		{"all items", []any{1, 1}, 200, lampLine + chairLine, false, 1},
		{"failure half-way", []any{1, 1, "nobody"}, 200, lampLine + chairLine, true, 0},
		{"failure before the first line", []any{"nobody", 1}, 500, `{"detail":"Internal Server Error"}`, false, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			client, rows := start(t, quiet)
			for i, owner := range tt.owners {
				rows.insert([]string{"lamp", "chair", "sofa"}[i], owner)
			}
			resp, err := client.HTTP.Get("http://app/items/export")
			if err != nil {
				t.Fatal(err)
			}
			defer resp.Body.Close()
			body, err := io.ReadAll(resp.Body)
			if resp.StatusCode != tt.status || string(body) != tt.body || errors.Is(err, io.ErrUnexpectedEOF) != tt.cut {
				t.Errorf("GET /items/export = %d %q, %v; want %d %q, cut off: %v", resp.StatusCode, body, err, tt.status, tt.body, tt.cut)
			}
			client.POST("/items", lamp).Want(201) // waits for the lock that the export held
			rows.wantIn("audit", "after the export and a good request", tt.lines+1)
		})
	}
}

// TestExportDisconnect: a client that goes away in the middle leaves nothing.
func TestExportDisconnect(t *testing.T) {
	t.Parallel()
	client, rows := start(t, quiet)
	rows.insert("lamp", 1)
	for range 100 {
		rows.insert("chair", 1)
	}
	resp, err := client.HTTP.Get("http://app/items/export")
	if err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(resp.Body).ReadString('\n')
	if line != lampLine || err != nil {
		t.Errorf("the first line of GET /items/export = %q, %v; want %q", line, err, lampLine)
	}
	resp.Body.Close()
	client.GET("/items").Want(200) // waits for the lock that the export held
	rows.wantIn("audit", "after a disconnect in mid-stream", 0)
}
