package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/signet-go/signet"
)

func main() {
	log.SetFlags(0)
	switch err := run(os.Args[1:], os.Stdout); {
	case errors.Is(err, flag.ErrHelp):
		os.Exit(2)
	case err != nil:
		log.Fatalf("conformance: %v", err)
	}
}

func run(args []string, out io.Writer) error {
	o, err := readOptions(args)
	if err != nil {
		return err
	}
	if o.list {
		for _, p := range ports {
			fmt.Fprintln(out, p.name)
		}
		return nil
	}
	app, err := open(o.name, o.app)
	if err != nil {
		return err
	}
	return http.ListenAndServe(net.JoinHostPort("127.0.0.1", strconv.Itoa(o.port)), app)
}

// options are what the command line says.
type options struct {
	name string // area/app
	app  string // name@line, where a case holds several apps
	port int
	list bool
}

// readOptions takes flags before and after the name.
func readOptions(args []string) (o options, err error) {
	flags := flag.NewFlagSet("conformance", flag.ContinueOnError)
	flags.StringVar(&o.app, "app", "", "`name@line` of the app, where a case holds several")
	flags.IntVar(&o.port, "port", 8000, "port on 127.0.0.1")
	flags.BoolVar(&o.list, "list", false, "print the names of all apps")
	for len(args) > 0 {
		if err := flags.Parse(args); err != nil {
			return o, err
		}
		if args = flags.Args(); len(args) == 0 {
			break
		}
		if o.name != "" {
			return o, fmt.Errorf("one app at a time: %q after %q", args[0], o.name)
		}
		o.name, args = args[0], args[1:]
	}
	if o.name == "" && !o.list {
		return o, errors.New("no app; name one, such as path_params/tutorial001, or pass -list")
	}
	return o, nil
}

// open makes the app of a case. Where the case has only one, app does not matter.
func open(name, app string) (*signet.App, error) {
	for _, key := range []string{name + " " + app, name} {
		at, ok := slices.BinarySearchFunc(ports, key, port.compare)
		if ok {
			return ports[at].app(), nil
		}
	}
	if reason := missing[name]; reason != "" {
		return nil, fmt.Errorf("%s is not ported: %s", name, reason)
	}
	return nil, fmt.Errorf("no app %q; -list prints all", strings.TrimSpace(name+" "+app))
}
