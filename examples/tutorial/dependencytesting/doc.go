// Package dependencytesting tests an app with other dependencies than its own.
//
// The app is made as always. signettest.New copies it, with another function in
// the place of those that provide a type; the app itself stays as it is.
package dependencytesting
