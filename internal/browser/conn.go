package browser

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"time"
)

// conn is a running browser and the DevTools protocol to it: JSON messages,
// each ended by a zero byte.
type conn struct {
	cmd      *exec.Cmd
	commands *os.File
	answers  *os.File
	closed   chan struct{} // closed when the browser says no more

	mu      sync.Mutex // guards the fields below
	next    int
	waiting map[int]chan message
	events  func(method string, params json.RawMessage)
}

// message is a command, the answer to one, or an event.
type message struct {
	ID      int             `json:"id,omitempty"`
	Session string          `json:"sessionId,omitempty"`
	Method  string          `json:"method,omitempty"`
	Params  json.RawMessage `json:"params,omitempty"`
	Result  json.RawMessage `json:"result,omitempty"`
	Error   *struct {
		Message string `json:"message"`
	} `json:"error,omitempty"`
}

var errClosed = errors.New("the browser has ended")

func connect(cmd *exec.Cmd, commands, answers *os.File) *conn {
	c := &conn{
		cmd:      cmd,
		commands: commands,
		answers:  answers,
		closed:   make(chan struct{}),
		waiting:  map[int]chan message{},
	}
	go c.read()
	return c
}

// onEvent sets who is told of events. It is called in the order of events, by
// one goroutine, and must not call the browser.
func (c *conn) onEvent(f func(method string, params json.RawMessage)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.events = f
}

func (c *conn) read() {
	defer close(c.closed)
	answers := bufio.NewReader(c.answers)
	for {
		text, err := answers.ReadBytes(0)
		if err != nil {
			return
		}
		var m message
		if json.Unmarshal(text[:len(text)-1], &m) != nil {
			return
		}
		c.deliver(m)
	}
}

func (c *conn) deliver(m message) {
	c.mu.Lock()
	waiter, events := c.waiting[m.ID], c.events
	delete(c.waiting, m.ID)
	c.mu.Unlock()
	switch {
	case m.Method != "" && events != nil:
		events(m.Method, m.Params)
	case waiter != nil:
		waiter <- m
	}
}

// call sends a command and stores the answer's result in result, which may be
// nil. session is empty for commands to the browser itself.
func (c *conn) call(session, method string, params, result any) error {
	answer, err := c.send(session, method, params)
	if err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	select {
	case m := <-answer:
		if m.Error != nil {
			return fmt.Errorf("%s: %s", method, m.Error.Message)
		}
		if result == nil {
			return nil
		}
		return json.Unmarshal(m.Result, result)
	case <-c.closed:
		return fmt.Errorf("%s: %w", method, errClosed)
	case <-time.After(commandTimeout):
		return fmt.Errorf("%s: no answer within %v", method, commandTimeout)
	}
}

func (c *conn) send(session, method string, params any) (<-chan message, error) {
	encoded, err := json.Marshal(params)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.next++
	text, err := json.Marshal(message{ID: c.next, Session: session, Method: method, Params: encoded})
	if err != nil {
		return nil, err
	}
	answer := make(chan message, 1)
	c.waiting[c.next] = answer
	_, err = io.WriteString(c.commands, string(text)+"\x00")
	return answer, err
}

// end asks the browser to end, and makes it after five seconds.
func (c *conn) end() {
	c.send("", "Browser.close", struct{}{})
	kill := time.AfterFunc(5*time.Second, func() { c.cmd.Process.Kill() })
	c.cmd.Wait()
	kill.Stop()
	c.commands.Close()
	c.answers.Close()
	<-c.closed
}
