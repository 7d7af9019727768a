package signettest

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
)

// connection is what a handler took over, as both sides hold it. It has no
// buffers: who writes waits for the other side to read.
type connection struct {
	server, client net.Conn
	read           *bufio.Reader // of client, which may hold what came with the head
}

func (c *connection) close() {
	c.server.Close()
	c.client.Close()
}

// Hijack lets the handler speak for itself, as a server's connection does. What
// it has settled as the head of an answer is sent before, if that is a 101;
// else the handler writes the head. The test's end closes the connection.
func (x *exchange) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	if x.connection != nil {
		return nil, nil, http.ErrHijacked
	}
	if x.status != 0 && x.status != http.StatusSwitchingProtocols {
		return nil, nil, errors.New("signettest: Hijack after the head of another answer than 101")
	}
	server, client := net.Pipe()
	x.connection = &connection{server: server, client: client, read: bufio.NewReader(client)}
	context.AfterFunc(x.life, x.connection.close)
	if x.status != 0 {
		x.switchProtocols(x.response)
	} else {
		stop := context.AfterFunc(x.response.Request.Context(), x.connection.close)
		go func() {
			defer stop()
			x.readHead()
		}()
	}
	return server, bufio.NewReadWriter(bufio.NewReader(server), bufio.NewWriter(server)), nil
}

// readHead reads the answer that the handler writes into the connection.
func (x *exchange) readHead() {
	response, err := http.ReadResponse(x.connection.read, x.response.Request)
	if err != nil {
		x.connection.close()
		close(x.ended)
		return
	}
	response.TLS = x.response.TLS
	if response.StatusCode == http.StatusSwitchingProtocols {
		x.switchProtocols(response)
		return
	}
	response.Body = &rawBody{response.Body, x.connection}
	x.response = response
	close(x.begun)
}

// switchProtocols gives the connection to the client, as the body of the answer.
func (x *exchange) switchProtocols(response *http.Response) {
	response.Body = &switched{x.connection}
	x.response = response
	close(x.begun)
}

// rawBody is the body of an answer that a handler wrote by itself.
type rawBody struct {
	io.ReadCloser
	connection *connection
}

func (b *rawBody) Close() error {
	defer b.connection.close()
	return b.ReadCloser.Close()
}

// switched is the client's side of the connection after a 101. net/http
// promises that such a body can be written.
type switched struct{ *connection }

func (s *switched) Read(p []byte) (int, error)  { return s.read.Read(p) }
func (s *switched) Write(p []byte) (int, error) { return s.client.Write(p) }
func (s *switched) Close() error                { return s.client.Close() }
