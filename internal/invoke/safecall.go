//go:build signet_safecall

package invoke

const castEnabled = false
