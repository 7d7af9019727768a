package file

import (
	"bytes"
	"io"
	"io/fs"
	"testing"
	"testing/fstest"
)

// plainFile can only be read from its start.
type plainFile struct{ fs.File }

// plainFS is a file system of such files.
type plainFS struct{ fs.FS }

func (p plainFS) Open(name string) (fs.File, error) {
	f, err := p.FS.Open(name)
	if err != nil {
		return nil, err
	}
	return plainFile{f}, nil
}

// FuzzForward compares with a reader that can seek: pairs of bytes are places to
// go to, from the start, here or the end, and how much to read there.
func FuzzForward(f *testing.F) {
	for _, steps := range []string{"", "\x00\x05", "\x03\x05\x00\x05", "\x02\xff\x00\x01", "\xff\x01\x05\x02", "\x01\x01\x01\x01\x01\x01"} {
		f.Add([]byte(steps))
	}
	content := []byte("0123456789")
	files := plainFS{fstest.MapFS{"a": {Data: content}}}
	f.Fuzz(func(t *testing.T, steps []byte) {
		o, err := open(files, "a")
		if err != nil {
			t.Fatal(err)
		}
		defer o.close()
		plain := bytes.NewReader(content)
		for ; len(steps) > 1; steps = steps[2:] {
			offset, whence := int64(int8(steps[0])/3), int(steps[0])%3
			at, err := o.Seek(offset, whence)
			wantAt, wantErr := plain.Seek(offset, whence)
			if at != wantAt || (err == nil) != (wantErr == nil) {
				t.Fatalf("Seek(%d, %d) = %d, %v; want %d, %v", offset, whence, at, err, wantAt, wantErr)
			}
			got, err := io.ReadAll(io.LimitReader(o, int64(steps[1]%16)))
			want, _ := io.ReadAll(io.LimitReader(plain, int64(steps[1]%16)))
			if !bytes.Equal(got, want) || err != nil {
				t.Fatalf("at %d: read %q, %v; want %q", at, got, err, want)
			}
		}
	})
}
