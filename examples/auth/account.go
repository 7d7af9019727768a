package main

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"runtime"
	"slices"

	"golang.org/x/crypto/argon2"
)

// User is an account as its owner and administrators see it.
type User struct {
	Name   string   `json:"name"`
	Roles  []string `json:"roles"`
	Scopes []string `json:"scopes" description:"What a token for this account may carry."`
	Closed bool     `json:"closed"`
}

// hashCost is what one hash of a password costs, with argon2id.
type hashCost struct {
	passes uint32
	memory uint32 // KiB
}

// strong is what OWASP recommends for one thread.
var strong = hashCost{passes: 2, memory: 19 << 10}

// hashed is a password that cannot be read any more.
type hashed struct {
	cost      hashCost
	salt, sum []byte
}

func hash(password string, cost hashCost) hashed {
	h := hashed{cost: cost, salt: make([]byte, 16)}
	rand.Read(h.salt) // never fails
	h.sum = h.of(password)
	return h
}

func (h hashed) of(password string) []byte {
	return argon2.IDKey([]byte(password), h.salt, h.cost.passes, h.cost.memory, 1, 32)
}

func (h hashed) matches(password string) bool {
	return subtle.ConstantTimeCompare(h.of(password), h.sum) == 1
}

// Accounts are those who may sign in. They do not change.
type Accounts struct {
	list      []User
	passwords map[string]hashed
	nobody    hashed        // compared with for names that nobody has
	hashing   chan struct{} // limits the memory that hashing takes at a time
}

func demoAccounts(cost hashCost) (*Accounts, error) {
	a := &Accounts{
		passwords: map[string]hashed{},
		nobody:    hash(rand.Text(), cost),
		hashing:   make(chan struct{}, runtime.GOMAXPROCS(0)),
	}
	for _, u := range []User{
		{Name: "ada", Roles: []string{"admin"}, Scopes: []string{"me", "items:read", "items:write"}},
		{Name: "bob", Roles: []string{}, Scopes: []string{"me", "items:read"}},
		{Name: "eve", Roles: []string{}, Scopes: []string{"me"}, Closed: true},
	} {
		a.list = append(a.list, u)
		a.passwords[u.Name] = hash("correct horse battery staple", cost)
	}
	return a, nil
}

func (a *Accounts) find(name string) *User {
	i := slices.IndexFunc(a.list, func(u User) bool { return u.Name == name })
	if i < 0 {
		return nil
	}
	return &a.list[i]
}

// signIn checks a password. It takes as long for a name that nobody has, so that
// nobody learns the names by the clock.
func (a *Accounts) signIn(ctx context.Context, name, password string) (*User, error) {
	select {
	case a.hashing <- struct{}{}:
		defer func() { <-a.hashing }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	known, ok := a.passwords[name]
	if !ok {
		known = a.nobody
	}
	user := a.find(name)
	if !known.matches(password) || user == nil || user.Closed {
		return nil, errLogin
	}
	return user, nil
}

func me(user *User) *User { return user }

func listAccounts(accounts *Accounts) []User { return accounts.list }
