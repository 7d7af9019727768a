package operation

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/security"
	"github.com/signet-go/signet/internal/signature"
	"github.com/signet-go/signet/internal/vocab"
)

// credential is one argument or field that holds credentials, with what to look
// for and what to answer without.
type credential struct {
	slot   int     // whose struct holds it; -1: the frame itself
	offset uintptr // in the struct or in the frame
	before int     // the step that must not run without it

	optional   bool
	leaves     []leaf
	challenges []security.Challenge
	missing    *vocab.Error // nil: to be made for each answer
}

// leaf is one kind of credentials to look for.
type leaf struct {
	vocab.CredentialLeaf
	in        security.Place // of an API key
	key       string         // of an API key
	challenge int            // of the leaf among the credential's
}

// compileCredentials plans what credentials each step needs. Those of steps that
// run after the body is read are needed before: nobody's body is read without.
func (op *Operation) compileCredentials() error {
	c := credentialCompiler{op: op, placed: map[uintptr]bool{}}
	for i, s := range op.steps {
		c.before = min(i, op.beforeBody)
		c.addStep(s)
	}
	op.Info.Security = c.requirement
	return errors.Join(c.mistakes...)
}

type credentialCompiler struct {
	op          *Operation
	placed      map[uintptr]bool // what arguments share in the frame is read once
	before      int
	requirement security.Requirement
	earlier     []string // the arguments and fields of it that may want the Authorization header
	mistakes    []error
}

func (c *credentialCompiler) addStep(s *step) {
	for i, a := range s.node.Func.Arguments {
		if a.Role != signature.Credential {
			continue
		}
		at, _ := c.op.layout.offsetOf(place{what: partRole, typ: a.Type})
		if c.placed[at] {
			continue
		}
		c.placed[at] = true
		title := fmt.Sprintf("%s: argument %d: %s", s.node.Func.Place.Name, i+1, vocab.NameOf(a.Type))
		c.add(title, credential{slot: -1, offset: at}, a.Credential, nil, nil)
	}
	for _, i := range s.slots {
		slot := c.op.slots[i]
		for _, f := range slot.owner.Func.Arguments[slot.arg].Input.Credentials {
			c.add(fmt.Sprintf("%v: field %s", slot, f.GoName), credential{slot: i, offset: f.Offset}, f.Layout, f.Schemes, f.Keys)
		}
	}
}

func (c *credentialCompiler) add(title string, add credential, layout *vocab.CredentialLayout, names []string, keys []model.Origin) {
	list, err := c.op.kit.Schemes.assign(layout, names, keys)
	if err != nil {
		c.mistakes = append(c.mistakes, fmt.Errorf("%s: %w", title, err))
		return
	}
	add.before, add.optional = c.before, layout.Optional
	var alternatives security.Requirement
	for _, a := range list {
		l := leaf{CredentialLeaf: a.leaf, challenge: len(add.challenges)}
		if a.leaf.Kind == vocab.APIKeyKind {
			l.in, l.key = security.Place(a.schemes[0].In), a.schemes[0].Key
		}
		add.leaves = append(add.leaves, l)
		for _, s := range a.schemes {
			add.challenges = append(add.challenges, security.Challenge{Kind: a.leaf.Kind, Realm: s.Realm})
			alternatives = alternatives.Or([]string{s.Name})
			c.note(title, s)
		}
	}
	if add.optional {
		alternatives = alternatives.Or(nil)
	}
	c.join(title, alternatives)
	if !slices.ContainsFunc(add.challenges, security.Challenge.Fresh) {
		add.missing = security.Refuse(add.challenges, -1)
	}
	c.op.refusals.Challenges = append(c.op.refusals.Challenges, add.challenges...)
	c.op.credentials = append(c.op.credentials, add)
}

// join adds the alternatives of one argument or field to the requirement, without
// those that no request can fulfil. If none is left, nobody could ever call.
func (c *credentialCompiler) join(title string, alternatives security.Requirement) {
	both := slices.DeleteFunc(c.requirement.And(alternatives), c.impossible)
	if len(both) == 0 {
		c.mistakes = append(c.mistakes, fmt.Errorf("%s: no request can have these credentials beside those of %s, as it has one Authorization header; take a signet.AnyOf of the two, or an API key for one of them",
			title, strings.Join(c.earlier, " and ")))
		return
	}
	c.requirement = both
	if slices.ContainsFunc(alternatives, func(names []string) bool { return len(c.headerKinds(names)) > 0 }) {
		c.earlier = append(c.earlier, title)
	}
}

// impossible reports whether an alternative needs the Authorization header for
// more than one kind of credentials.
func (c *credentialCompiler) impossible(names []string) bool { return len(c.headerKinds(names)) > 1 }

// headerKinds are the kinds of credentials that schemes want in the
// Authorization header, each once.
func (c *credentialCompiler) headerKinds(names []string) (kinds []vocab.CredentialKind) {
	for _, s := range c.op.schemes {
		if k := s.kind(); k != vocab.APIKeyKind && slices.Contains(names, s.Name) && !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// note keeps a scheme for the document, which has one definition for a name.
func (c *credentialCompiler) note(title string, s *Scheme) {
	for _, known := range c.op.schemes {
		if known.Name == s.Name && !known.Same(s) {
			c.mistakes = append(c.mistakes, fmt.Errorf("%s: %w", title, s.Clash(known)))
			return
		}
	}
	if !slices.Contains(c.op.schemes, s) {
		c.op.schemes = append(c.op.schemes, s)
	}
}

// authenticate reads the credentials in the order of the steps that need them.
// If some are missing or malformed, refusal is the answer, to be given before
// the step barrier runs; else barrier is the first step that needs the body.
func (op *Operation) authenticate(x *exchange) (barrier int, refusal error) {
	for i := range op.credentials {
		c := &op.credentials[i]
		base := unsafe.Add(x.frame, c.offset)
		if c.slot >= 0 {
			base = unsafe.Add(x.bases[c.slot], c.offset)
		}
		if refused := c.read(x.request, base); refused != nil {
			return c.before, refused
		}
	}
	return op.beforeBody, nil
}

// read stores the first credentials that the request has; nil means that the
// request may go on. Malformed ones are refused even where none are needed: the
// client meant to authenticate.
func (c *credential) read(r *http.Request, base unsafe.Pointer) *vocab.Error {
	for i := range c.leaves {
		l := &c.leaves[i]
		switch l.read(r, base) {
		case security.Given:
			for _, state := range l.States {
				*at[vocab.Presence](base, state) = vocab.Present
			}
			return nil
		case security.Malformed:
			return security.Refuse(c.challenges, l.challenge)
		}
	}
	switch {
	case c.optional:
		return nil
	case c.missing == nil:
		return security.Refuse(c.challenges, -1)
	}
	return c.missing
}

func (l *leaf) read(r *http.Request, base unsafe.Pointer) security.State {
	switch l.Kind {
	case vocab.BearerKind:
		token, state := security.ReadBearer(r.Header)
		*at[vocab.Bearer](base, l.Value) = token
		return state
	case vocab.BasicKind:
		basic, state := security.ReadBasic(r.Header)
		*at[vocab.Basic](base, l.Value) = basic
		return state
	case vocab.DigestKind:
		digest, state := security.ReadDigest(r.Header)
		*at[vocab.Digest](base, l.Value) = digest
		return state
	}
	key, state := security.ReadAPIKey(r, l.in, l.key)
	*at[vocab.APIKey](base, l.Value) = key
	return state
}
