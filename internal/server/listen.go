package server

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"strings"
	"syscall"
)

// listen binds the address. Its errors name the address and the cure.
func (c Config) listen() (net.Listener, error) {
	addr := c.Addr
	if addr == "" {
		addr = DefaultAddr
	}
	listener, err := c.bind(addr)
	if err != nil {
		return nil, fmt.Errorf("listen on %q: %w%s", addr, err, cure(err))
	}
	return listener, nil
}

func (c Config) bind(addr string) (net.Listener, error) {
	path, isSocket := strings.CutPrefix(addr, "unix:")
	if !isSocket {
		return net.Listen("tcp", addr)
	}
	if path == "" {
		return nil, errors.New(`no path: write "unix:/run/app.sock"`)
	}
	// On Linux a name that begins with @ is no file: nothing to remove, no mode.
	if strings.HasPrefix(path, "@") {
		return net.Listen("unix", path)
	}
	if err := removeStale(path); err != nil {
		return nil, err
	}
	listener, err := net.Listen("unix", path)
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(path, c.socketMode()); err != nil {
		listener.Close()
		return nil, err
	}
	return listener, nil
}

func (c Config) socketMode() fs.FileMode {
	if c.SocketMode == 0 {
		return DefaultSocketMode
	}
	return c.SocketMode.Perm()
}

// removeStale removes the socket file that a killed process left behind. It
// removes no other kind of file, and no socket on which somebody answers.
func removeStale(path string) error {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if info.Mode().Type() != fs.ModeSocket {
		return errors.New("a file that is no socket is in the way: remove it or choose another path")
	}
	conn, err := net.Dial("unix", path)
	if err == nil {
		conn.Close()
		return syscall.EADDRINUSE
	}
	if !errors.Is(err, syscall.ECONNREFUSED) {
		return err
	}
	return os.Remove(path)
}

func cure(err error) string {
	var addrErr *net.AddrError
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return ": stop the process that listens there or choose another address"
	case errors.Is(err, syscall.EACCES):
		return ": choose a port above 1023 or a path that this user may write"
	case errors.As(err, &addrErr) && addrErr.Err == "missing port in address":
		return `: write ":8000" or "127.0.0.1:8000"`
	}
	return ""
}

// certificate reads the TLS files. Both results are nil where TLS is off.
func (c Config) certificate() (*tls.Config, error) {
	if c.TLSCert == "" && c.TLSKey == "" {
		return nil, nil
	}
	if c.TLSCert == "" || c.TLSKey == "" {
		return nil, fmt.Errorf("TLS certificate %q, key %q: name both files or neither", c.TLSCert, c.TLSKey)
	}
	pair, err := tls.LoadX509KeyPair(c.TLSCert, c.TLSKey)
	if err != nil {
		return nil, fmt.Errorf("TLS certificate %q, key %q: %w", c.TLSCert, c.TLSKey, err)
	}
	return &tls.Config{Certificates: []tls.Certificate{pair}}, nil
}
